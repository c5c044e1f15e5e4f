import fc from 'fast-check';
import { formatDecimal } from '../../../../exmo/money/decimal.ts';
import { readEndedOrders, type OrdersSeen } from '../../../../exmo/watch/endedOrders.ts';
import { BrokenOff, Watcher } from './watcher.mts';
import { FakeAccount, PAIRS, type Unknowns } from './fakeAccount.mts';

const watch = (account: FakeAccount, isWanted = (_pair: string) => true) =>
	new Watcher<OrdersSeen>(async (before) => {
		const { ended, seen } = await readEndedOrders(account.call, PAIRS, isWanted, before);
		return {
			state: seen,
			found: ended.map(
				({ orderId, state }) =>
					`${orderId} ${state.status}, left ${formatDecimal(state.remainingQuantity)}`,
			),
		};
	});

const overOf = (account: FakeAccount) =>
	account.over.map(({ id, status, remaining }) => `${id} ${status}, left ${remaining}`);

test('an order that was over at the first poll is old, however it ended', async () => {
	const account = new FakeAccount();
	account.trade('BTC_USD');
	account.cancel(account.place('BTC_USD', 1));
	const watcher = watch(account);
	await watcher.poll();
	await watcher.poll();
	expect(watcher.emitted).toEqual([]);
});

test('an old order that is cancelled in part stays cancelled, also far down in a list by ID', async () => {
	const account = new FakeAccount({ limitCounts: 'perPair', cancelledBy: 'id' });
	const old = account.place('BTC_USD', 5);
	for (let count = 0; count < 300; count++) account.cancel(account.place('ETH_USD', 1));
	const watcher = watch(account);
	await watcher.poll();
	account.fill(old, 2);
	account.cancel(old);
	await watcher.poll();
	expect(watcher.emitted).toEqual([`${old.id} cancelled, left 3`]);
});

test('an untouched old order is cancelled although a list by ID has it far down', async () => {
	const account = new FakeAccount({ limitCounts: 'perPair', cancelledBy: 'id' });
	const old = account.place('BTC_USD', 5);
	for (let count = 0; count < 300; count++) account.cancel(account.place('ETH_USD', 1));
	const watcher = watch(account);
	await watcher.poll();
	account.cancel(old);
	await watcher.poll();
	expect(watcher.emitted).toEqual([`${old.id} cancelled, left 5`]);
});

test('one that is partly filled and cancelled while the first poll reads is not called filled', async () => {
	const account = new FakeAccount();
	const order = account.place('BTC_USD', 2);
	account.place('BTC_USD', 1);
	const watcher = watch(account);
	account.beforeRequest = () => {
		if (account.requests !== 2) return; // trades and cancelled orders are read, open ones are not
		account.fill(order, 1);
		account.cancel(order);
	};
	await watcher.poll();
	account.beforeRequest = () => {};
	await watcher.poll();
	await watcher.poll();
	expect(watcher.emitted).toEqual([`${order.id} cancelled, left 1`]);
});

test.each(['time', 'id'] as const)(
	'thousands that come and are cancelled between two polls: each once, and what is remembered stays small (by %s)',
	async (cancelledBy) => {
		const account = new FakeAccount({ limitCounts: 'perPair', cancelledBy });
		const watcher = watch(account);
		await watcher.poll();
		let maxRequests = 0;
		for (let poll = 0; poll < 30; poll++) {
			for (let count = 0; count < 70; count++) account.cancel(account.place('BTC_USD', 1));
			account.requests = 0;
			await watcher.poll();
			maxRequests = Math.max(maxRequests, account.requests);
		}
		await watcher.poll();
		expect(watcher.emitted).toEqual(overOf(account));
		expect(watcher.stateSize).toBeLessThan(2000);
		// Trades, open orders, a page or two of cancelled ones, and each new one by itself
		expect(maxRequests).toBeLessThan(80);
	},
);

test('1,001 open orders are said to be too many, rather than some of them forgotten', async () => {
	const account = new FakeAccount();
	for (let count = 0; count < 1001; count++) account.place('BTC_USD', 1);
	await expect(watch(account).poll()).rejects.toThrow('1001 open orders');
	const others = watch(account, (pair) => pair !== 'BTC_USD');
	expect(await others.poll()).toBe(true);
});

test('400 orders that are over: each once, asked for a few at a time', async () => {
	const account = new FakeAccount();
	const watcher = watch(account);
	await watcher.poll();
	for (let count = 0; count < 400; count++) account.trade(PAIRS[count % 3]);
	await watcher.poll();
	expect(watcher.emitted).toEqual(overOf(account));
	expect(account.maxConcurrency).toBeLessThanOrEqual(5); // else the last ones wait too long for their turn
});

type Action = 'place' | 'fillPart' | 'fillAll' | 'cancel' | 'market' | 'placeAndCancel';

function act(account: FakeAccount, action: Action, choice: number): void {
	const open = account.orders.filter(({ status }) => status === 'open');
	const order = open[choice % Math.max(1, open.length)];
	const pair = PAIRS[choice % PAIRS.length];
	if (action === 'place') account.place(pair, 1 + (choice % 4));
	if (action === 'market') account.trade(pair);
	if (action === 'placeAndCancel') account.cancel(account.place(pair, 1));
	if (action === 'fillPart' && order) account.fill(order, 1);
	if (action === 'fillAll' && order) account.fill(order, order.remaining);
	if (action === 'cancel' && order) account.cancel(order);
}

const action = fc.record({
	action: fc.constantFrom<Action>(
		'place',
		'place',
		'fillPart',
		'fillAll',
		'cancel',
		'market',
		'placeAndCancel',
	),
	choice: fc.nat({ max: 50 }),
});

const step = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ happens: action }) },
	{
		weight: 3,
		arbitrary: fc.record({
			/** What happens before each of the poll's requests. */
			during: fc.array(action, { maxLength: 8 }),
			failAt: fc.oneof(fc.constant(Infinity), fc.integer({ min: 1, max: 8 })),
		}),
	},
	{ weight: 1, arbitrary: fc.constant('restart' as const) },
);

test('whatever is placed, filled and cancelled, also while a poll is reading: each end once, and right', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.record<Unknowns>({
				limitCounts: fc.constantFrom('perPair', 'inTotal'),
				cancelledBy: fc.constantFrom('time', 'id'),
			}),
			fc.array(action, { maxLength: 20 }),
			fc.array(action, { maxLength: 3 }),
			fc.array(step, { maxLength: 40 }),
			async (unknowns, before, atFirst, steps) => {
				const account = new FakeAccount(unknowns);
				for (const { action: what, choice } of before) act(account, what, choice);
				const old = overOf(account);
				const watcher = watch(account);
				account.beforeRequest = () => {
					const next = atFirst[account.requests];
					if (next) act(account, next.action, next.choice);
				};
				await watcher.poll();
				account.beforeRequest = () => {};
				/** What ends during the first poll may count as old or as new. */
				const either = new Set(overOf(account));
				for (const one of steps) {
					if (one === 'restart') watcher.restart();
					else if ('happens' in one) act(account, one.happens.action, one.happens.choice);
					else {
						let request = 0;
						account.beforeRequest = () => {
							const next = one.during[request];
							if (next) act(account, next.action, next.choice);
							if (++request === one.failAt) throw new BrokenOff();
						};
						await watcher.poll();
						account.beforeRequest = () => {};
					}
				}
				await watcher.poll();
				await watcher.poll();
				const expected = overOf(account).filter((end) => !either.has(end));
				const emitted = watcher.emitted.filter((end) => !either.has(end));
				expect(emitted.toSorted()).toEqual(expected.toSorted());
				expect(new Set(watcher.emitted).size).toBe(watcher.emitted.length);
				expect(watcher.emitted.filter((end) => old.includes(end))).toEqual([]);
			},
		),
		{ numRuns: 500 },
	);
});
