/** The trigger: round -> outlet -> n8n, from its start to its end. */
import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { named, toNodeError } from '../shared/errors/nodeErrors';
import { Listening, NAME } from './listening';

/** The node's `trigger`. */
export async function listen(this: ITriggerFunctions): Promise<ITriggerResponse> {
	const listening = new Listening(this);
	const start = async () => {
		try {
			await listening.start();
		} catch (error) {
			throw toNodeError(this.getNode(), named(error, NAME), 0);
		}
	};
	const closeFunction = async () => listening.stop();
	// In the editor n8n can take events only after this function has returned
	if (this.getMode() === 'manual') return { closeFunction, manualTriggerFunction: start };
	await start();
	return { closeFunction };
}
