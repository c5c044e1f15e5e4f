/** The node's fields, read into what the parts of the trigger take. */
import type { BacklogOptions } from '../../exmo/stream/delivery/backlog';
import type { BookOptions } from '../../exmo/stream/feeds/books';
import type { FilterOptions } from '../../exmo/stream/delivery/filters';
import { TOPICS, type TopicKey } from '../../exmo/stream/topics';
import type { Options } from '../shared/fields/options';
import type { TriggerParameters } from '../shared/fields/parameters';
import {
	bookWhenField,
	crossingDirectionOption,
	inBetweenOption,
	runForOption,
	sideOption,
	triggerOnField,
} from './fields';

export interface Settings {
	readonly key: TopicKey;
	/** Empty: all. */
	readonly pairs: readonly string[];
	readonly book: BookOptions;
	readonly filter: FilterOptions;
	readonly backlog: BacklogOptions;
	/** What a waiting event is replaced by, where the latest wins: one of its own key, or of its pair. */
	readonly keyBy: 'key' | 'pair';
}

/** A day; a timer can wait longer. */
const MAX_SECONDS = 86_400;
const MAX_EVENTS = 100_000;

/** @throws InvalidInput */
export function readSettings(parameters: TriggerParameters): Settings {
	const key = parameters.choice(triggerOnField);
	const options = parameters.options();
	const everySeconds = options.number('everySeconds', 0, MAX_SECONDS) ?? 0;
	const topic = TOPICS[key];
	const pairs = topic.pairs === 'none' ? [] : parameters.pairs();
	const side = options.choice(sideOption);
	const collects = everySeconds > 0 && options.choice(inBetweenOption) === 'collect';
	return {
		key,
		pairs,
		book: topic.isBook ? bookOptions(parameters) : { depth: 1, when: 'any' },
		filter: {
			pairs,
			side: side === 'both' ? undefined : side,
			minQuantity: options.positiveDecimal('minQuantity'),
			crossing: crossing(options),
		},
		backlog: {
			latestWins: topic.isState === true || (everySeconds > 0 && !collects),
			everyMs: everySeconds * 1000,
			batches: collects || options.choice(runForOption) === 'batch',
			maxWaiting: options.whole('longestQueue', 1, MAX_EVENTS) ?? 1000,
			maxRuns: options.whole('runsAtOnce', 1, MAX_EVENTS) ?? 1,
		},
		keyBy: topic.isState ? 'key' : 'pair',
	};
}

/** n8n knows a field only while it is shown. */
const bookOptions = (parameters: TriggerParameters): BookOptions => ({
	depth: parameters.whole('depth', 1, 400),
	when: parameters.choice(bookWhenField),
});

function crossing(options: Options): FilterOptions['crossing'] {
	const price = options.positiveDecimal('crossingPrice');
	const direction = options.choice(crossingDirectionOption);
	return price && { price, direction: direction ?? 'either' };
}
