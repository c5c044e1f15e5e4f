/** The node's fields, read into what the parts of the trigger take. */
import { isPositive, parseDecimal } from '../../exmo/decimal';
import type { BacklogOptions } from '../../exmo/stream/backlog';
import type { BookOptions } from '../../exmo/stream/feeds/books';
import type { FilterOptions } from '../../exmo/stream/filters';
import type { TopicKey } from '../../exmo/stream/topics';
import { InvalidInput } from '../shared/nodeErrors';
import { choice, type TriggerParameters } from '../shared/parameters';
import { CHOICES } from './choices';

export interface Settings {
	readonly key: TopicKey;
	/** Empty: all. */
	readonly pairs: readonly string[];
	readonly book: BookOptions;
	readonly filter: FilterOptions;
	readonly backlog: Omit<BacklogOptions, 'latestWins'>;
	/** Whether the user wants only the newest event of each pair. */
	readonly latestOfPair: boolean;
}

/** Above what a timer can wait for. */
const MOST_SECONDS = 86_400;

/** @throws InvalidInput | NotADecimal, each with a sentence */
export function readSettings(parameters: TriggerParameters): Settings {
	const key = choice<TopicKey>(
		'Trigger On',
		parameters.text('triggerOn'),
		Object.keys(CHOICES) as TopicKey[],
	);
	const options = parameters.options();
	const everySeconds = number('At Most One Item Every', options.everySeconds ?? 0, 0, MOST_SECONDS);
	const pairs = /wallet$/i.test(key) ? [] : parameters.pairs();
	const collects =
		everySeconds > 0 &&
		oneOf('Events in Between', options.inBetween, ['latest', 'collect']) === 'collect';
	return {
		key,
		pairs,
		book: /^book/.test(key) ? bookOptions(parameters) : { depth: 1, when: 'any' },
		filter: {
			pairs,
			side: side(options.side),
			minQuantity: positive('Minimum Quantity', options.minQuantity),
			crossing: crossing(options.crossingPrice, options.crossingDirection),
		},
		backlog: {
			everyMs: everySeconds * 1000,
			batches: collects || oneOf('Run For', options.runFor, ['event', 'batch']) === 'batch',
			mostWaiting: whole('Longest Queue', options.longestQueue ?? 1000),
			mostRuns: whole('Runs at Once', options.runsAtOnce ?? 1),
		},
		latestOfPair: everySeconds > 0 && !collects,
	};
}

/** n8n knows a field only while it is shown. */
const bookOptions = (parameters: TriggerParameters): BookOptions => ({
	depth: whole('Depth', parameters.text('depth'), 400),
	when: choice('Emit', parameters.text('bookWhen'), ['any', 'bestPrice']),
});

/** A choice out of the options; the first one when it was not made. @throws InvalidInput for any other */
const oneOf = <T extends string>(label: string, value: unknown, choices: readonly T[]): T =>
	value === undefined ? choices[0] : choice(label, String(value), choices);

function side(value: unknown): FilterOptions['side'] {
	const chosen = oneOf('Side', value, ['both', 'buy', 'sell']);
	return chosen === 'both' ? undefined : chosen;
}

function crossing(price: unknown, direction: unknown): FilterOptions['crossing'] {
	const value = positive('Crossing Price', price);
	const way = oneOf('Crossing Direction', direction, ['either', 'above', 'below']);
	return value && { price: value, direction: way };
}

function positive(label: string, raw: unknown) {
	if (raw === undefined || raw === '') return undefined;
	const value = parseDecimal(raw as string | number);
	if (!isPositive(value)) throw new InvalidInput(`${label} has to be above 0.`);
	return value;
}

function number(label: string, raw: unknown, least: number, most: number): number {
	const value = Number(raw);
	if (Number.isFinite(value) && value >= least && value <= most) return value;
	throw new InvalidInput(`${label} has to be a number from ${least} to ${most}.`);
}

function whole(label: string, raw: unknown, most = 100_000): number {
	const value = number(label, raw, 1, most);
	if (Number.isInteger(value)) return value;
	throw new InvalidInput(`${label} has to be a whole number.`);
}
