import type { IDataObject } from 'n8n-workflow';
import { money } from '../../sandbox/exchange/money.mts';
import { PolledWorkflow } from './triggerHarness.mts';
import { StillMarket } from './triggerMarket.mts';

let market: StillMarket;
beforeAll(async () => {
	market = await StillMarket.open();
});
afterAll(async () => await market.sandbox.stop());
beforeEach(() => market.sandbox.reset());

const PAIR = 'BTC_USD';

/** An active workflow, which has had its first poll. */
async function active(parameters: IDataObject): Promise<PolledWorkflow> {
	const workflow = new PolledWorkflow(market.credentials, parameters);
	await workflow.activate();
	expect(workflow.items).toEqual([]);
	return workflow;
}

/** What the next poll brings; it must not fail. */
async function polled(workflow: PolledWorkflow): Promise<IDataObject[]> {
	await workflow.poll();
	expect(workflow.errors).toEqual([]);
	return workflow.take();
}

describe('Own Trade', () => {
	const triggerOn = 'ownTrade';

	test('emits what is traded after the activation, once, with its fee', async () => {
		market.trade(PAIR);
		const workflow = await active({ triggerOn, pairs: PAIR, side: 'both' });
		expect(await polled(workflow)).toEqual([]);
		const [tradeId] = market.trade(PAIR);
		const items = await polled(workflow);
		expect(items).toEqual([
			expect.objectContaining({
				tradeId,
				pair: PAIR,
				side: 'buy',
				quantity: '0.001',
				price: market.best(PAIR).ask,
				feeCurrency: 'BTC',
				feeAmount: '0.000003',
				role: 'taker',
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('of all pairs, and of one side only, although all of them come in one request', async () => {
		const workflow = await active({ triggerOn, pairs: '', side: 'sell' });
		market.trade(PAIR, 'buy');
		const [first] = market.trade('ETH_USD', 'sell', '0.01');
		const [second] = market.trade('BTC_EUR', 'sell');
		market.sandbox.traffic.clear();
		const items = await polled(workflow);
		expect(items.map(({ tradeId }) => tradeId)).toEqual([first, second]);
		expect(market.sandbox.traffic.report().endpoints).toEqual({ pair_settings: 1, user_trades: 1 });
	});

	test('trades of one second, of many pages, in two pairs: all of them in one run, in order', async () => {
		const workflow = await active({ triggerOn, pairs: 'BTC_USD, ETH_USD' });
		const ids = market.burst([PAIR, 'ETH_USD'], 460, '0.01');
		const items = await polled(workflow);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('a poll that fails half-way emits nothing and loses nothing', async () => {
		const workflow = await active({ triggerOn, pairs: PAIR });
		const ids = market.burst([PAIR], 250);
		market.refuseOnce('user_trades', 2);
		await workflow.poll();
		expect(workflow.errors.map(({ message }) => message)).toEqual([
			'EXMO has temporarily blocked this for the account',
		]);
		expect(workflow.take()).toEqual([]);
		workflow.errors.length = 0;
		expect((await polled(workflow)).map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('polls that overlap emit once', async () => {
		const workflow = await active({ triggerOn, pairs: PAIR });
		const ids = market.burst([PAIR], 5);
		market.sandbox.faults.add({ kind: 'latency', ms: 50 });
		await Promise.all([workflow.poll(), workflow.poll(), workflow.poll()]);
		expect(workflow.take().map(({ tradeId }) => tradeId)).toEqual(ids);
		expect(await polled(workflow)).toEqual([]);
	});

	test('trades that come in while the pages are read are not lost and not doubled', async () => {
		const workflow = await active({ triggerOn, pairs: PAIR });
		const ids = market.burst([PAIR], 320);
		const quiet = market.beforeEachRequest(() => ids.push(...market.burst([PAIR], 3)));
		const first = await polled(workflow);
		quiet();
		const second = await polled(workflow);
		expect(second.length).toBeGreaterThan(0);
		expect([...first, ...second].map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('what happens while n8n is off is emitted when it starts again', async () => {
		const workflow = await active({ triggerOn, pairs: PAIR });
		market.burst([PAIR], 3);
		await polled(workflow);
		const ids = market.burst([PAIR], 130);
		await workflow.restart();
		expect(workflow.take().map(({ tradeId }) => tradeId)).toEqual(ids);
		expect(await polled(workflow)).toEqual([]);
	});

	test('a pair that is not listed is named when the workflow is activated', async () => {
		const workflow = new PolledWorkflow(market.credentials, {
			triggerOn,
			pairs: 'BTC_USD, NO_SUCH',
		});
		await expect(workflow.activate()).rejects.toThrow('The pair NO_SUCH is not listed');
	});

	test('another pair, another account or another event begins anew', async () => {
		market.burst([PAIR, 'ETH_USD'], 4, '0.01');
		const workflow = await active({ triggerOn, pairs: PAIR });
		for (const parameters of [
			{ triggerOn, pairs: 'ETH_USD' },
			{ triggerOn: 'publicTrade', pairs: PAIR, size: '', unit: 'base', side: 'both' },
			{ triggerOn, pairs: PAIR },
		]) {
			market.burst([PAIR, 'ETH_USD'], 4, '0.01');
			await workflow.activate(parameters);
			expect(workflow.take()).toEqual([]);
		}
	});
});

describe('Order Filled or Cancelled', () => {
	const triggerOn = 'orderEnded';

	test('a limit order that is filled in two parts is over once, with all of its trades', async () => {
		const before = market.limit(PAIR, 'buy', market.inside(PAIR, 'buy'), '0.003');
		const workflow = await active({ triggerOn, pairs: '', outcome: 'both' });
		market.fill(before, '0.001');
		expect(await polled(workflow)).toEqual([]);
		market.fill(before);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({
				orderId: String(before.id),
				clientOrderId: '42',
				pair: PAIR,
				side: 'buy',
				orderType: 'limit',
				status: 'filled',
				price: before.price.toFixed(),
				averagePrice: before.price.toFixed(),
				filledQuantity: '0.003',
				remainingQuantity: '0',
				tradeCount: 2,
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('cancelled: untouched, partly filled, and placed and cancelled between two polls', async () => {
		const untouched = market.limit(PAIR, 'buy', '50000');
		const partly = market.limit(PAIR, 'buy', market.inside(PAIR, 'buy'), '0.003');
		const workflow = await active({ triggerOn, pairs: PAIR, outcome: 'both' });
		const between = market.limit(PAIR, 'buy', '50000');
		market.cancel(between);
		market.fill(partly, '0.001');
		market.cancel(partly);
		market.cancel(untouched);
		const items = await polled(workflow);
		expect(
			items.map(({ orderId, status, filledQuantity, remainingQuantity }) => [
				orderId,
				status,
				filledQuantity,
				remainingQuantity,
			]),
		).toEqual([
			[String(untouched.id), 'cancelled', '0', '0.001'],
			[String(partly.id), 'cancelled', '0.001', '0.002'],
			[String(between.id), 'cancelled', '0', '0.001'],
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('a market order, which is never open, is filled', async () => {
		const workflow = await active({ triggerOn, pairs: '', outcome: 'filled' });
		const [tradeId] = market.trade('ETH_USD', 'sell', '0.01');
		market.cancel(market.limit(PAIR, 'buy', '50000'));
		const trade = market
			.account()
			.trades.get('ETH_USD')
			?.find(({ id }) => String(id) === tradeId);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({
				orderId: String(trade?.orderId),
				pair: 'ETH_USD',
				side: 'sell',
				status: 'filled',
				filledQuantity: '0.01',
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('a stop order: cancelled it is over; fired, the order that it led to is', async () => {
		const { stops } = market.sandbox.exchange;
		const stop = (triggerPrice: string) =>
			stops.place(market.account(), {
				pair: PAIR,
				side: 'sell',
				quantity: money('0.001'),
				triggerPrice: money(triggerPrice),
				clientId: 0n,
			});
		const cancelled = stop('10000');
		const fires = stop('20000');
		const workflow = await active({ triggerOn, pairs: '', outcome: 'both' });
		stops.cancel(market.account(), cancelled.id);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({
				orderId: String(cancelled.id),
				orderType: 'stopMarket',
				status: 'cancelled',
			}),
		]);
		// The last price falls to the trigger
		const instrument = market.sandbox.exchange.instrument(PAIR);
		instrument?.tape.add({
			id: 999_999_999n,
			atMs: market.clock.now(),
			side: 'sell',
			price: money('19999'),
			quantity: money('0.001'),
			amount: money('19.999'),
		});
		if (instrument) stops.fireDue(instrument);
		expect(fires.status).toBe('fired');
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ status: 'filled', side: 'sell', filledQuantity: '0.001' }),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('a poll that fails half-way emits nothing and loses nothing', async () => {
		const workflow = await active({ triggerOn, pairs: PAIR, outcome: 'both' });
		market.burst([PAIR], 3);
		market.refuseOnce('order_trades', 1);
		await workflow.poll();
		expect(workflow.errors).toHaveLength(1);
		expect(workflow.take()).toEqual([]);
		workflow.errors.length = 0;
		expect(await polled(workflow)).toHaveLength(3);
		expect(await polled(workflow)).toEqual([]);
	});

	test('after a restart: what ended meanwhile, once', async () => {
		const resting = market.limit(PAIR, 'buy', '50000');
		const workflow = await active({ triggerOn, pairs: PAIR, outcome: 'both' });
		market.cancel(resting);
		market.burst([PAIR], 2);
		await workflow.restart();
		expect(workflow.take()).toHaveLength(3);
		expect(await polled(workflow)).toEqual([]);
	});
});

describe('Balance Changed', () => {
	const parameters = { triggerOn: 'balanceChanged', currency: '', counted: 'total', threshold: '' };
	const deposit = (amount: string, currency = 'BTC') =>
		market.sandbox.exchange.wallet.deposit(
			market.account(),
			currency,
			money(amount),
			market.clock.now(),
		);

	test('any change, of what is held altogether', async () => {
		const workflow = await active(parameters);
		market.limit(PAIR, 'buy', '50000'); // locks an amount: the total stays
		expect(await polled(workflow)).toEqual([]);
		deposit('0.25');
		expect(await polled(workflow)).toEqual([
			{
				currency: 'BTC',
				before: '1.5',
				after: '1.75',
				change: '0.25',
				free: '1.75',
				inOrders: '0',
				total: '1.75',
			},
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('of one currency, what is free, and more than so much: small changes add up', async () => {
		const workflow = await active({
			...parameters,
			currency: 'usd',
			counted: 'free',
			threshold: '60',
		});
		deposit('50', 'USD');
		deposit('5');
		expect(await polled(workflow)).toEqual([]);
		market.limit(PAIR, 'buy', '50000', '0.003'); // locks 150
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ currency: 'USD', change: '-100', inOrders: '150' }),
		]);
	});
});

describe('Deposit or Withdrawal Changed', () => {
	const parameters = { triggerOn: 'depositOrWithdrawalChanged', type: 'both', currency: '' };
	const withdraw = () =>
		market.sandbox.exchange.wallet.withdraw(market.account(), {
			currency: 'USDT',
			amount: money('100'),
			address: 'TInventedInventedInventedInvented2',
		});

	test('a deposit; a withdrawal from its beginning to its transaction ID', async () => {
		const workflow = await active(parameters);
		market.sandbox.exchange.wallet.deposit(
			market.account(),
			'BTC',
			money('0.25'),
			market.clock.now(),
		);
		const { id, txid } = withdraw();
		const items = await polled(workflow);
		expect(items).toEqual([
			expect.objectContaining({ type: 'deposit', amount: '0.25', status: 'paid', change: 'new' }),
			expect.objectContaining({
				operationId: String(id),
				type: 'withdrawal',
				status: 'processing',
				change: 'new',
				previousStatus: '',
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
		market.clock.advance(20_000);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({
				operationId: String(id),
				status: 'paid',
				transactionId: txid,
				change: 'changed',
				previousStatus: 'processing',
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('a withdrawal that was under way at the activation, behind 150 newer operations', async () => {
		const { id } = withdraw();
		const workflow = await active({ ...parameters, type: 'withdrawal' });
		for (let count = 0; count < 150; count++) {
			market.sandbox.exchange.wallet.deposit(
				market.account(),
				'USD',
				money('1'),
				market.clock.now(),
			);
		}
		expect(await polled(workflow)).toEqual([]);
		market.clock.advance(20_000);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ operationId: String(id), status: 'paid' }),
		]);
	});

	test('150 new operations between two polls: each once', async () => {
		const workflow = await active({ ...parameters, type: 'deposit', currency: 'usd' });
		for (let count = 0; count < 150; count++) {
			market.sandbox.exchange.wallet.deposit(
				market.account(),
				'USD',
				money('1'),
				market.clock.now(),
			);
		}
		const items = await polled(workflow);
		expect(new Set(items.map(({ operationId }) => operationId)).size).toBe(150);
		expect(await polled(workflow)).toEqual([]);
	});
});

describe('Price Crossed', () => {
	/** A level between bid and ask: a buy ends above it, a sell below. */
	const parameters = () => ({
		triggerOn: 'priceCrossed',
		pair: { __rl: true, mode: 'name', value: PAIR },
		level: ((Number(market.best(PAIR).bid) + Number(market.best(PAIR).ask)) / 2).toFixed(3),
		direction: 'either',
		price: 'last',
		hysteresis: '0',
	});

	test('either way, each time it really crosses', async () => {
		market.trade(PAIR, 'sell');
		const workflow = await active(parameters());
		expect(await polled(workflow)).toEqual([]);
		market.trade(PAIR, 'buy');
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ pair: PAIR, crossed: 'above', price: market.best(PAIR).ask }),
		]);
		market.trade(PAIR, 'buy');
		expect(await polled(workflow)).toEqual([]);
		market.trade(PAIR, 'sell');
		expect(await polled(workflow)).toEqual([expect.objectContaining({ crossed: 'below' })]);
	});

	test('one way; and with a hysteresis that is wider than the tremor, once', async () => {
		market.trade(PAIR, 'sell');
		const above = await active({ ...parameters(), direction: 'above' });
		const steady = await active({ ...parameters(), direction: 'above', hysteresis: '1' });
		let [crossings, steadyCrossings] = [0, 0];
		for (let count = 0; count < 4; count++) {
			market.trade(PAIR, count % 2 ? 'sell' : 'buy');
			crossings += (await polled(above)).length;
			steadyCrossings += (await polled(steady)).length;
		}
		expect([crossings, steadyCrossings]).toEqual([2, 1]);
	});

	test('the side survives a restart', async () => {
		market.trade(PAIR, 'sell');
		const workflow = await active(parameters());
		market.trade(PAIR, 'buy');
		expect(await polled(workflow)).toHaveLength(1);
		await workflow.restart();
		expect(workflow.take()).toEqual([]);
		market.trade(PAIR, 'sell');
		await workflow.restart();
		expect(workflow.take()).toEqual([expect.objectContaining({ crossed: 'below' })]);
	});
});

test('Price Moved: by so many percent since the last time', async () => {
	market.trade(PAIR, 'sell');
	const { bid, ask } = market.best(PAIR);
	const percent = ((Number(ask) / Number(bid) - 1) * 100).toFixed(6);
	const workflow = await active({
		triggerOn: 'priceMoved',
		pair: { __rl: true, mode: 'name', value: PAIR },
		percent: (Number(percent) / 2).toFixed(6),
		minutes: 60,
		moveDirection: 'either',
	});
	expect(await polled(workflow)).toEqual([]);
	market.trade(PAIR, 'buy');
	expect(await polled(workflow)).toEqual([
		expect.objectContaining({ direction: 'up', from: bid, price: ask }),
	]);
	expect(await polled(workflow)).toEqual([]);
	market.trade(PAIR, 'sell');
	expect(await polled(workflow)).toEqual([
		expect.objectContaining({ direction: 'down', from: ask, price: bid }),
	]);
});

test('Spread Above: when it becomes wide, not while it stays so', async () => {
	const { bid, ask } = market.best(PAIR);
	const wide = ((Number(ask) - Number(bid)) / ((Number(ask) + Number(bid)) / 2)) * 100;
	const narrowing = () => market.limit(PAIR, 'buy', market.inside(PAIR, 'buy'), '0.001', 'other');
	let order = narrowing();
	const workflow = await active({
		triggerOn: 'spreadAbove',
		pair: { __rl: true, mode: 'name', value: PAIR },
		spread: (wide * 0.95).toFixed(8),
		hysteresis: '1',
	});
	expect(await polled(workflow)).toEqual([]);
	market.cancel(order);
	expect(await polled(workflow)).toEqual([
		expect.objectContaining({
			pair: PAIR,
			spreadPercent: wide.toFixed(4).replace(/0+$/, ''),
			bid,
			ask,
		}),
	]);
	expect(await polled(workflow)).toEqual([]);
	order = narrowing();
	expect(await polled(workflow)).toEqual([]);
	market.cancel(order);
	expect(await polled(workflow)).toHaveLength(1);
});

test('Pair Listed or Delisted', async () => {
	const workflow = await active({ triggerOn: 'pairListing', change: 'both' });
	const reply = await fetch(`${market.sandbox.url}/v1.1/pair_settings`);
	const { BTC_USD: rules, ...others } = (await reply.json()) as Record<string, unknown>;
	const answers = (body: unknown) =>
		market.sandbox.faults.add({
			kind: 'custom',
			endpoints: ['pair_settings'],
			body: JSON.stringify(body),
		});
	answers({ ...others, NEW_USD: rules });
	expect(await polled(workflow)).toEqual([
		{ pair: 'BTC_USD', base: 'BTC', quote: 'USD', change: 'delisted' },
		{ pair: 'NEW_USD', base: 'NEW', quote: 'USD', change: 'listed' },
	]);
	expect(await polled(workflow)).toEqual([]);
	market.sandbox.faults.clear();
	answers({});
	await workflow.poll();
	expect(workflow.take()).toEqual([]);
	expect(workflow.errors.map(({ message }) => message)).toEqual([
		'The exchange lists no pairs at all at the moment.',
	]);
	workflow.errors.length = 0;
	market.sandbox.faults.clear();
	expect((await polled(workflow)).map(({ change }) => change)).toEqual(['listed', 'delisted']);
});

describe('Public Trade Above Size', () => {
	const parameters = { triggerOn: 'publicTrade', pairs: '', size: '', unit: 'base', side: 'both' };

	test('of anybody, if it is large enough, and of the side', async () => {
		const workflow = await active({ ...parameters, size: '0.05', side: 'sell' });
		market.trade(PAIR, 'sell', '0.01', 'other');
		market.trade(PAIR, 'buy', '0.06', 'other');
		const [tradeId] = market.trade(PAIR, 'sell', '0.06', 'other');
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ tradeId, side: 'sell', quantity: '0.06', gapBefore: false }),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('more trades than EXMO shows: those that it shows, and a word about the gap', async () => {
		const workflow = await active({ ...parameters, pairs: PAIR });
		const ids = market.burst([PAIR], 130);
		const items = await polled(workflow);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(ids.slice(-100));
		expect(items.map(({ gapBefore }) => gapBefore)).toEqual([
			true,
			...Array.from({ length: 99 }, () => false),
		]);
	});
});

describe('a manual run', () => {
	const pair = { __rl: true, mode: 'name', value: PAIR };
	const common = { pairs: '', side: 'both', pair, hysteresis: '0' };

	test.each<[string, IDataObject, string[]]>([
		['ownTrade', {}, ['tradeId', 'feeAmount']],
		['orderEnded', { outcome: 'both' }, ['orderId', 'status', 'filledQuantity']],
		['balanceChanged', { currency: '', counted: 'total' }, ['currency', 'before', 'after']],
		['depositOrWithdrawalChanged', { type: 'both', currency: '' }, ['operationId', 'status']],
		['priceCrossed', { level: '50000', direction: 'above', price: 'bid' }, ['crossed', 'price']],
		['priceMoved', { percent: '5', minutes: 60 }, ['percent', 'direction', 'from']],
		['spreadAbove', { spread: '5' }, ['spreadPercent']],
		['pairListing', { change: 'both' }, ['pair', 'change']],
		['publicTrade', { size: '', unit: 'quote' }, ['tradeId', 'gapBefore']],
	])('of %s shows something real', async (triggerOn, parameters, fields) => {
		market.trade(PAIR);
		const workflow = new PolledWorkflow(market.credentials, {
			triggerOn,
			...common,
			...parameters,
		});
		const items = await workflow.runManually();
		expect(items).toHaveLength(1);
		for (const field of fields) expect(items[0]).toHaveProperty(field);
	});

	test('does not move the cursor', async () => {
		const workflow = await active({ triggerOn: 'ownTrade', pairs: PAIR });
		const ids = market.burst([PAIR], 2);
		const before = workflow.savedState;
		const shown = await workflow.runManually();
		expect(shown.map(({ tradeId }) => tradeId)).toEqual([ids[1]]);
		expect(workflow.savedState).toBe(before);
		expect((await polled(workflow)).map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('without anything to show says so', async () => {
		const workflow = new PolledWorkflow(market.credentialsOf('other'), {
			triggerOn: 'ownTrade',
			pairs: PAIR,
		});
		await expect(workflow.runManually()).rejects.toThrow(
			'EXMO has nothing yet that could be shown for "Own Trade".',
		);
	});
});

test('what is wrong with the fields is said when the workflow is activated', async () => {
	const pair = { __rl: true, mode: 'name', value: PAIR };
	const sentenceOf = async (parameters: IDataObject) =>
		await new PolledWorkflow(market.credentials, parameters).activate().then(
			() => 'no error',
			(error: Error) => error.message,
		);
	expect(await sentenceOf({ triggerOn: 'priceCrossed', pair, level: '' })).toBe(
		'Level is empty. Fill in a number such as 0.001.',
	);
	expect(await sentenceOf({ triggerOn: 'priceCrossed', pair, level: '1,5' })).toBe(
		'"1,5" is not a decimal number. Use a dot: 1.5.',
	);
	expect(await sentenceOf({ triggerOn: 'priceMoved', pair, percent: '5', minutes: 0 })).toBe(
		'Within (Minutes) has to be a whole number from 1 to 1440.',
	);
	expect(await sentenceOf({ triggerOn: 'balanceChanged', threshold: '-1' })).toBe(
		'By More Than is negative; it has to be 0 or above.',
	);
	expect(await sentenceOf({ triggerOn: 'noSuchEvent' })).toBe(
		'There is no event "noSuchEvent" in this version of the package.',
	);
});
