/** Books kept from their changes: right, or silent until a snapshot comes. */
import fc from 'fast-check';
import { BookFeed } from '../../../../exmo/stream/feeds/books.ts';
import type { DataFrame } from '../../../../exmo/stream/connection/frames.ts';
import { OutOfStep } from '../../../../exmo/stream/feeds/unreadable.ts';

const frame = (data: unknown, isSnapshot = false, pair = 'BTC_USD'): DataFrame => ({
	kind: 'data',
	topic: `spot/order_book_updates:${pair}`,
	data,
	isSnapshot,
	ts: 1,
});
const BOOK = { ask: [['3', '1', '3']], bid: [['2', '1', '2']] };
const GOOD = { ask: [['3', '5', '15']] };

const MALFORMED: Array<[string, unknown]> = [
	['a quantity that is no number', { ask: [['3', 'n/a', '1']] }],
	['a price of null', { ask: [[null, '1', '1']], bid: [] }],
	['a level that is null', { ask: [null] }],
	['a level without a quantity', { bid: [['2']] }],
	['a side that is no list', { ask: { '3': '1' } }],
	['no book at all', 'nothing'],
	['null', null],
	[
		'one bad level after a good one',
		{
			ask: [
				['3', '9', '27'],
				['4', '', '1'],
			],
		},
	],
];

const follow = (feed: BookFeed) => {
	const skipped: unknown[] = [];
	return {
		skipped,
		take: (next: DataFrame) => feed.take(next, (error) => void skipped.push(error)),
	};
};

test.each(MALFORMED)('a change with %s does not count, and is told once', (_, data) => {
	const { skipped, take } = follow(new BookFeed({ depth: 5, when: 'any' }, false));
	take(frame(BOOK, true));
	expect(take(frame(data))).toEqual([]);
	expect(take(frame(GOOD))).toEqual([]);
	expect(skipped).toEqual([expect.any(OutOfStep)]);
	// Only a snapshot makes it right again, and then changes count
	expect(take(frame(BOOK, true))).toEqual([]);
	expect(take(frame(GOOD))[0].row.ask).toEqual(GOOD.ask);
});

test.each(MALFORMED)('a whole book with %s is left out, and the next one is right', (_, data) => {
	const { skipped, take } = follow(new BookFeed({ depth: 5, when: 'any' }, true));
	expect(take(frame(data))).toEqual([]);
	expect(take(frame(BOOK))).toHaveLength(1);
	expect(skipped).toHaveLength(1);
	expect(skipped[0]).not.toBeInstanceOf(OutOfStep);
});

test('a change before the snapshot is out of step; other pairs go on', () => {
	const { skipped, take } = follow(new BookFeed({ depth: 5, when: 'any' }, false));
	take(frame(BOOK, true, 'ETH_USD'));
	expect(take(frame(GOOD))).toEqual([]);
	expect(take(frame(GOOD, false, 'ETH_USD'))).toHaveLength(1);
	expect(skipped.map(String)).toEqual(['OutOfStep: a change came before the snapshot']);
});

test('a change on a new connection is not put on the book of the old one', () => {
	const feed = new BookFeed({ depth: 5, when: 'any' }, false);
	const { skipped, take } = follow(feed);
	take(frame(BOOK, true));
	feed.reconnecting();
	expect(take(frame(GOOD))).toEqual([]);
	expect(skipped).toHaveLength(1);
	feed.reconnecting();
	expect(take(frame({ ...BOOK, ...GOOD }, true))).toHaveLength(1);
});

test('a book that is shown is always what its snapshot and all changes since then make of it', () => {
	const price = fc.integer({ min: 1, max: 9 });
	const levels = fc.uniqueArray(fc.tuple(price, fc.nat(3)), {
		selector: ([at]) => at,
		maxLength: 5,
	});
	const step = fc.oneof(
		{ weight: 6, arbitrary: levels.map((ask) => ({ ask, isSnapshot: false })) },
		{ weight: 2, arbitrary: levels.map((ask) => ({ ask, isSnapshot: true })) },
		{ weight: 1, arbitrary: fc.constantFrom(...MALFORMED).map(([, malformed]) => ({ malformed })) },
	);
	const written = (ask: Array<[number, number]>) =>
		ask.map(([at, quantity]) => [String(at), String(quantity), '0']);
	fc.assert(
		fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
			const { take } = follow(new BookFeed({ depth: 99, when: 'any' }, false));
			let truth: Map<number, number> | undefined;
			for (const one of steps) {
				if ('malformed' in one) {
					truth = undefined;
					expect(take(frame(one.malformed))).toEqual([]);
					continue;
				}
				if (one.isSnapshot) truth = new Map();
				for (const [at, quantity] of one.ask) truth?.set(at, quantity);
				const events = take(frame({ ask: written(one.ask) }, one.isSnapshot));
				if (!truth) expect(events).toEqual([]);
				const left = [...(truth ?? [])].filter(([, quantity]) => quantity > 0);
				const sorted = written(left.sort(([a], [b]) => a - b));
				for (const { row } of events) expect(row).toEqual({ ask: sorted, bid: [] });
			}
		}),
	);
});
