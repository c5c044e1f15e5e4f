/** The node's `trigger`, from its start to its end. */
import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';

import { named, toNodeError } from '../shared/errors/nodeErrors';
import { TriggerParameters } from '../shared/fields/parameters';
import { checkWebSocket } from './errors';
import { properties } from './fields';
import { Lifetime } from './lifetime';
import { Listening, NAME } from './listening';
import { readSettings } from './settings';

export async function listen(this: ITriggerFunctions): Promise<ITriggerResponse> {
	const life = new Lifetime();
	const start = async () => {
		try {
			checkWebSocket();
			const settings = readSettings(new TriggerParameters(this, properties));
			await new Listening(this, settings, life).start();
		} catch (error) {
			life.end(); // nothing is left open
			throw toNodeError(this.getNode(), named(error, NAME), 0);
		}
	};
	const closeFunction = async () => life.end();
	// In the editor n8n can take events only after this function has returned
	if (this.getMode() === 'manual') return { closeFunction, manualTriggerFunction: start };
	await start();
	return { closeFunction };
}
