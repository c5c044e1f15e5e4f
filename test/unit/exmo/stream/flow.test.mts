import fc from 'fast-check';
import { parseDecimal, ZERO } from '../../../../exmo/money/decimal.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import { Backlog, type BacklogOptions } from '../../../../exmo/stream/delivery/backlog.ts';
import { Filter } from '../../../../exmo/stream/delivery/filters.ts';
import { readFrame } from '../../../../exmo/stream/connection/frames.ts';
import { orderStatusOf } from '../../../../exmo/stream/feeds/orderStatus.ts';
import { streamUrl } from '../../../../exmo/api/hosts.ts';
import { isCrossing, zoneOf, type Zone } from '../../../../exmo/watch/crossing.ts';

describe('frames', () => {
	test('IDs above 2^53 in a frame keep their digits', () => {
		expect(
			readFrame(
				'{"ts":1,"event":"update","topic":"margin/orders","data":{"updated":1760000300415000223}}',
			),
		).toMatchObject({ kind: 'data', data: { updated: '1760000300415000223' } });
	});

	test('the text of an error frame is in message, or in error', () => {
		for (const name of ['message', 'error']) {
			expect(readFrame(`{"event":"error","code":201012,"${name}":"no"}`)).toEqual({
				kind: 'error',
				code: '201012',
				text: 'no',
			});
		}
	});
});

test.each([
	['open', { quantity: '1', original_quantity: '1', status: 'open' }],
	['partiallyFilled', { quantity: '0.5', original_quantity: '1', status: 'open' }],
	['partiallyFilled', { quantity: '0.5', status: 'executing' }],
	['filled', { order_id: '1', quantity: '0', original_quantity: '1', status: 'cancelled' }],
	['filled', { order_id: '1', quantity: '0.00000000', status: 'cancelled' }],
	['cancelled', { quantity: '0.5', original_quantity: '1', status: 'cancelled' }],
	['triggered', { parent_order_id: '1', quantity: '0', status: 'cancelled' }],
	['open', { quantity: '1', init_quantity: '1', status: 'active' }],
	['cancelled', { quantity: '1', init_quantity: '1', status: 'cancel_started' }],
])('what is left of an order decides: %s', (status, row) => {
	expect(orderStatusOf(row)).toBe(status);
});

test('each exchange has its stream address', () => {
	expect(streamUrl('exmoCom')).toBe('wss://ws-api.exmo.com:443');
	expect(streamUrl('exmoMe')).toBe('wss://ws-api.exmo.me:443');
	expect(streamUrl('sandbox')).toBe('ws://127.0.0.1:8080');
	expect(streamUrl('custom', 'http://127.0.0.1:9090/')).toBe('ws://127.0.0.1:9090');
	expect(streamUrl('custom', 'https://proxy.example.com/exmo')).toBe(
		'wss://proxy.example.com/exmo',
	);
});

describe('filters', () => {
	const prices = (filter: Filter, ...all: string[]) =>
		all.filter((price) => filter.passes({ pair: 'BTC_USD', price }));
	const crossing = (direction: 'above' | 'below' | 'either') =>
		new Filter({ pairs: [], crossing: { price: parseDecimal('100'), direction } });

	test('a crossing is from one side to the other, reached on the line as when polling; the first price is none', () => {
		const walk = ['99', '101', '102', '100', '101', '100', '99', '100', '100.01'];
		expect(prices(crossing('either'), ...walk)).toEqual(['101', '99', '100']);
		expect(prices(crossing('above'), ...walk)).toEqual(['101', '100']);
		expect(prices(crossing('below'), ...walk)).toEqual(['100', '100']);
	});

	test('what the polling trigger takes for a crossing, and nothing else', () => {
		const price = fc.integer({ min: 97, max: 103 }).map(String);
		const direction = fc.constantFrom('above' as const, 'below' as const, 'either' as const);
		fc.assert(
			fc.property(fc.array(price), direction, (walk, way) => {
				const threshold = { value: parseDecimal('100'), direction: way, hysteresis: ZERO };
				let zone: Zone | undefined;
				const polled = walk.filter((text) => {
					const before = zone;
					zone = zoneOf(threshold, parseDecimal(text), before);
					return isCrossing(threshold, before, zone);
				});
				expect(prices(crossing(way), ...walk)).toEqual(polled);
			}),
		);
	});

	test('a filter throws for a quantity or a price that is none: a malformed row, not a user error', () => {
		const minimum = new Filter({ pairs: [], minQuantity: parseDecimal('1') });
		expect(() => minimum.passes({ pair: 'BTC_USD', quantity: 'n/a' })).toThrow(ExmoError);
		expect(minimum.passes({ pair: 'BTC_USD', quantity: '' })).toBe(false);
		expect(() => crossing('above').passes({ pair: 'BTC_USD', price: 'n/a' })).toThrow(ExmoError);
	});

	test('a filter takes codes that differ in case only for the same pair', () => {
		const filter = new Filter({ pairs: ['USDREC_USDT'] });
		expect(filter.passes({ pair: 'USDRec_USDT' })).toBe(true);
	});

	test('each pair crosses by itself', () => {
		const filter = crossing('either');
		filter.passes({ pair: 'BTC_USD', price: '99' });
		expect(filter.passes({ pair: 'ETH_USD', price: '101' })).toBe(false);
	});

	test('a filter by side, quantity and pairs', () => {
		const filter = new Filter({
			pairs: ['BTC_USD'],
			side: 'buy',
			minQuantity: parseDecimal('0.5'),
		});
		const event = { pair: 'BTC_USD', side: 'buy', quantity: '0.50' };
		expect(filter.passes(event)).toBe(true);
		expect(filter.passes({ ...event, pair: 'ETH_USD' })).toBe(false);
		expect(filter.passes({ ...event, side: 'sell' })).toBe(false);
		expect(filter.passes({ ...event, quantity: '0.4999' })).toBe(false);
	});
});

describe('the backlog', () => {
	const backlog = (options: Partial<BacklogOptions> = {}) =>
		new Backlog<number>({
			latestWins: false,
			everyMs: 0,
			batches: false,
			maxWaiting: 3,
			maxRuns: 1,
			...options,
		});
	const values = (entries: Array<{ value: number }> = []) => entries.map(({ value }) => value);

	test('events leave one at a time, in order, as runs end', () => {
		const one = backlog();
		[1, 2, 3].forEach((value) => one.add('a', value));
		expect(values(one.next(0))).toEqual([1]);
		expect(one.next(0)).toBeUndefined();
		one.runEnded();
		expect(values(one.next(0))).toEqual([2]);
	});

	test('the oldest of too many events are dropped, and the next one tells how many', () => {
		const one = backlog();
		[1, 2, 3, 4, 5].forEach((value) => one.add('a', value));
		expect(one.next(0)).toEqual([{ key: 'a', value: 3, merged: 0, dropped: 2 }]);
	});

	test('the latest event of a key replaces those that wait, and counts them', () => {
		const one = backlog({ latestWins: true });
		one.add('a', 1);
		one.add('b', 2);
		one.add('a', 3);
		one.add('a', 4);
		expect(one.next(0)).toEqual([{ key: 'a', value: 4, merged: 2, dropped: 0 }]);
	});

	test('events of each key have a pace: the first at once, then the latest when it is time', () => {
		const one = backlog({ latestWins: true, everyMs: 1000, maxRuns: 9 });
		one.add('a', 1);
		expect(values(one.next(0))).toEqual([1]);
		one.add('a', 2);
		one.add('a', 3);
		one.add('b', 4);
		expect(values(one.next(500))).toEqual([4]);
		expect(one.next(500)).toBeUndefined();
		expect(one.wakeAt).toBe(1000);
		expect(values(one.next(1000))).toEqual([3]);
	});

	test('events of a batch are collected into one run', () => {
		const one = backlog({ batches: true, everyMs: 1000, maxRuns: 9 });
		one.add('a', 1);
		expect(values(one.next(0))).toEqual([1]);
		one.add('a', 2);
		one.add('b', 3);
		expect(one.next(999)).toBeUndefined();
		expect(values(one.next(1000))).toEqual([2, 3]);
	});

	test('the backlog accounts for every event, never waits beyond its limit, and keeps the order', () => {
		const step = fc.oneof(
			fc.record({ add: fc.constantFrom('a', 'b', 'c', 'd', 'e') }),
			fc.constant('next' as const),
			fc.constant('end' as const),
		);
		fc.assert(
			fc.property(fc.array(step, { maxLength: 200 }), fc.boolean(), (steps, latestWins) => {
				const one = backlog({ latestWins, maxRuns: 2 });
				let added = 0;
				let runs = 0;
				const out: Array<{ value: number; merged: number; dropped: number }> = [];
				const take = () => {
					const entries = one.next(0);
					if (!entries) return false;
					runs += 1;
					expect(runs).toBeLessThanOrEqual(2);
					return out.push(...entries) > 0;
				};
				for (const one_ of steps) {
					if (one_ === 'next') take();
					else if (one_ === 'end') {
						if (runs > 0) {
							runs -= 1;
							one.runEnded();
						}
					} else one.add(one_.add, added++);
					expect(one.size).toBeLessThanOrEqual(3);
				}
				one.add('z', added++);
				for (;;) {
					while (runs > 0) {
						runs -= 1;
						one.runEnded();
					}
					if (!take()) break;
				}
				const total = out.reduce((sum, { merged, dropped }) => sum + 1 + merged + dropped, 0);
				expect(total).toBe(added);
				if (!latestWins) {
					const order = out.map(({ value }) => value);
					expect(order).toEqual([...order].sort((a, b) => a - b));
				}
			}),
		);
	});
});
