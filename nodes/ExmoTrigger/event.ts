import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ExmoClient } from '../shared/exchange/client';
import type { TriggerParameters } from '../shared/fields/parameters';

/** What an event has to look with. */
export interface Watch {
	readonly client: ExmoClient;
	readonly parameters: TriggerParameters;
}

interface Look<State> {
	/** What the next look starts from: plain JSON, small and bounded. */
	readonly state: State;
	/** What has happened since the last look, oldest first; nothing at the first one. */
	readonly items: IDataObject[];
}

/**
 * One entry of Trigger On. State goes in and comes out: an event keeps nothing itself, so that a look
 * that fails half-way has changed nothing, and the next one finds all that it would have found.
 */
export interface TriggerEvent<State = unknown> {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly fields: INodeProperties[];
	/** What the state belongs to: when one of these changes, the watch begins anew. */
	watched(parameters: TriggerParameters): unknown[];
	/** Looks at EXMO; without a state for the first time. @throws ExmoError, or a sentence for a user */
	look(watch: Watch, state: State | undefined): Promise<Look<State>>;
	/** The latest real thing of this kind, whether or not it would start the workflow. */
	sample(watch: Watch): Promise<IDataObject[]>;
}
