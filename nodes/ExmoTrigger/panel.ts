/** What n8n's panel says about trying the trigger out, and about its executions. */
import type { INodeTypeDescription } from 'n8n-workflow';

const TRY = 'Fetch Test Event shows the latest real event of this kind, whenever it was.';

export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'See what this event looks like',
	executionsHelp: {
		inactive: `<b>While you build the workflow</b>: ${TRY} Nothing is made up, so there may be none yet.<br /><br /><b>When it is ready</b>: <a data-key="activate">publish</a> it. From then on EXMO is asked at every Poll Time, and everything that has happened since the time before starts the workflow. You find these executions in the <a data-key="executions">executions list</a>; they do not show in the editor.`,
		active: `<b>The workflow is published</b>: EXMO is asked at every Poll Time, and everything that has happened since the time before starts it. You find these executions in the <a data-key="executions">executions list</a>; they do not show in the editor.<br /><br /><b>To try it out</b>: ${TRY}`,
	},
	activationHint: {
		inactive:
			'Once the workflow is <a data-key="activate">published</a>, EXMO is asked at every Poll Time.',
		active: 'The workflow is published: EXMO is asked at every Poll Time.',
	},
};
