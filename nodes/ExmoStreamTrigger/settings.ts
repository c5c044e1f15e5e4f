/** The node's fields, read into what the parts of the trigger take. */
import { isPositive, parseDecimal } from '../../exmo/decimal';
import type { BacklogOptions } from '../../exmo/stream/backlog';
import type { BookOptions } from '../../exmo/stream/feeds/books';
import type { Direction, FilterOptions } from '../../exmo/stream/filters';
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
	const collects = everySeconds > 0 && options.inBetween === 'collect';
	return {
		key,
		pairs,
		book: /^book/.test(key) ? bookOptions(parameters) : { depth: 1, when: 'any' },
		filter: {
			pairs,
			side: options.side === 'buy' || options.side === 'sell' ? options.side : undefined,
			minQuantity: positive('Minimum Quantity', options.minQuantity),
			crossing: crossing(options.crossingPrice, options.crossingDirection),
		},
		backlog: {
			everyMs: everySeconds * 1000,
			batches: collects || options.runFor === 'batch',
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

function crossing(price: unknown, direction: unknown): FilterOptions['crossing'] {
	const value = positive('Crossing Price', price);
	return value && { price: value, direction: (direction ?? 'either') as Direction };
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
