/** What n8n's panel says about trying the trigger out, and about its executions. */
import type { INodeTypeDescription } from 'n8n-workflow';

/** On the canvas, while it listens. */
export const eventTriggerDescription = 'Waiting for the next event from EXMO';

const TRY =
	'a test opens a connection to EXMO and waits for the next event of this kind: one that really happens, however long that takes. Stop Listening ends it. A ticker comes about every ten seconds; an own trade only when one of your orders is filled.';

export const triggerPanel: INodeTypeDescription['triggerPanel'] = {
	header: 'Listen for the next event from EXMO',
	executionsHelp: {
		inactive: `<b>While you build the workflow</b>: ${TRY}<br /><br /><b>When it is ready</b>: <a data-key="activate">publish</a> it. From then on it stays connected, and each event starts the workflow at once. You find these executions in the <a data-key="executions">executions list</a>; they do not show in the editor.`,
		active: `<b>The workflow is published</b>: it stays connected, and each event starts it at once. You find these executions in the <a data-key="executions">executions list</a>; they do not show in the editor.<br /><br /><b>To try it out</b>: ${TRY}`,
	},
	activationHint: {
		inactive:
			'It waits for an event that really happens. Once the workflow is <a data-key="activate">published</a>, it stays connected.',
		active: 'The workflow is published and stays connected. A test waits for the next event.',
	},
};
