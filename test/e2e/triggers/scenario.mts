// An event of the polling trigger as the tests see it.
import type { Item } from '../execution.mts';
import type { OwnExchange } from '../ownExchange.mts';

/** An event that is made to happen. Each has a pair or currency of its own: they go on side by side. */
export interface Scenario {
	parameters: object;
	/** What is there before the workflow is activated; nothing of it may be emitted. */
	before?: () => Promise<unknown>;
	/**
	 * Each makes the event happen once more, and gives what the trigger has to emit then: read from
	 * the exchange, not from the plugin.
	 */
	rounds: Array<() => Promise<Item[]>>;
	/** Where the clock alone makes the events: what has to be emitted, given what was. */
	byClock?: (items: Item[]) => Promise<Item[]>;
}

/** Scenarios by the event's name in the editor. */
export type Scenarios = Record<string, (exchange: OwnExchange) => Scenario>;

/** Unix seconds as the items have them. */
export const iso = (seconds: string) => new Date(Number(seconds) * 1000).toISOString();

/** A pair as the field with the list holds it. */
export const list = (value: string) => ({ __rl: true, mode: 'name', value });
