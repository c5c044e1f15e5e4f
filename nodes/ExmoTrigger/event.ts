import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ExmoClient } from '../shared/exchange/client';
import type { TriggerParameters } from '../shared/fields/parameters';

/** What an event reads with. */
export interface Watch {
	readonly client: ExmoClient;
	readonly parameters: TriggerParameters;
}

interface Poll<State> {
	/** What the next poll starts from: plain JSON, small and bounded. */
	readonly state: State;
	/** What has happened since the last poll, oldest first; nothing at the first one. */
	readonly items: IDataObject[];
}

/**
 * One entry of Trigger On. State goes in and comes out: an event keeps nothing itself, so that a poll
 * that fails half-way has changed nothing, and the next one finds all that it would have found.
 */
export interface TriggerEvent<State = unknown> {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly fields: INodeProperties[];
	/** What the state belongs to: when one of these changes, the watch begins anew. */
	watched(parameters: TriggerParameters): unknown[];
	/** Reads EXMO; without a state for the first time. @throws ExmoError, or a sentence for a user */
	poll(watch: Watch, state: State | undefined): Promise<Poll<State>>;
	/** The latest real thing of this kind, whether or not it would start the workflow. */
	sample(watch: Watch): Promise<IDataObject[]>;
}
