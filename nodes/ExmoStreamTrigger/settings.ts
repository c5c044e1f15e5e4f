/** The node's fields, read into what the parts of the trigger take. */
import type { BacklogOptions } from '../../exmo/stream/delivery/backlog';
import type { BookOptions } from '../../exmo/stream/feeds/books';
import type { FilterOptions } from '../../exmo/stream/delivery/filters';
import type { TopicKey } from '../../exmo/stream/topics';
import type { Options } from '../shared/fields/options';
import { choice, type TriggerParameters } from '../shared/fields/parameters';
import { CHOICES } from './topicOptions';

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

/** More than anybody waits for, and less than a timer can. */
const MOST_SECONDS = 86_400;
const MOST_EVENTS = 100_000;

/** @throws InvalidInput */
export function readSettings(parameters: TriggerParameters): Settings {
	const key = choice<TopicKey>(
		'Trigger On',
		parameters.text('triggerOn'),
		Object.keys(CHOICES) as TopicKey[],
	);
	const options = parameters.options();
	const everySeconds = options.number('everySeconds', 0, MOST_SECONDS) ?? 0;
	const pairs = /wallet$/i.test(key) ? [] : parameters.pairs();
	const side = options.choice('side', ['both', 'buy', 'sell']);
	const collects =
		everySeconds > 0 && options.choice('inBetween', ['latest', 'collect']) === 'collect';
	return {
		key,
		pairs,
		book: /^book/.test(key) ? bookOptions(parameters) : { depth: 1, when: 'any' },
		filter: {
			pairs,
			side: side === 'both' ? undefined : side,
			minQuantity: options.positiveDecimal('minQuantity'),
			crossing: crossing(options),
		},
		backlog: {
			everyMs: everySeconds * 1000,
			batches: collects || options.choice('runFor', ['event', 'batch']) === 'batch',
			mostWaiting: options.whole('longestQueue', 1, MOST_EVENTS) ?? 1000,
			mostRuns: options.whole('runsAtOnce', 1, MOST_EVENTS) ?? 1,
		},
		latestOfPair: everySeconds > 0 && !collects,
	};
}

/** n8n knows a field only while it is shown. */
const bookOptions = (parameters: TriggerParameters): BookOptions => ({
	depth: parameters.whole('depth', 'Depth', 1, 400),
	when: choice('Emit', parameters.text('bookWhen'), ['any', 'bestPrice']),
});

function crossing(options: Options): FilterOptions['crossing'] {
	const price = options.positiveDecimal('crossingPrice');
	const direction = options.choice('crossingDirection', ['either', 'above', 'below'] as const);
	return price && { price, direction: direction ?? 'either' };
}
