import { byName } from '../../harness/locators.mts';
import { active, polled } from '../../harness/triggerHarness.mts';
import { PAIR, useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();

describe('Price Crossed', () => {
	/** A level between bid and ask: a buy ends above it, a sell below. */
	const parameters = () => ({
		triggerOn: 'priceCrossed',
		pair: byName(PAIR),
		level: ((Number(market.best(PAIR).bid) + Number(market.best(PAIR).ask)) / 2).toFixed(3),
		direction: 'either',
		price: 'last',
		hysteresis: '0',
	});

	test('either way, each time it really crosses', async () => {
		market.trade(PAIR, 'sell');
		const workflow = await active(market, parameters());
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
		const above = await active(market, { ...parameters(), direction: 'above' });
		const steady = await active(market, { ...parameters(), direction: 'above', hysteresis: '1' });
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
		const workflow = await active(market, parameters());
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
	const workflow = await active(market, {
		triggerOn: 'priceMoved',
		pair: byName(PAIR),
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

test('Spread Widened: when it becomes wide, not while it stays so', async () => {
	const { bid, ask } = market.best(PAIR);
	const wide = ((Number(ask) - Number(bid)) / ((Number(ask) + Number(bid)) / 2)) * 100;
	const narrowing = () => market.limit(PAIR, 'buy', market.inside(PAIR, 'buy'), '0.001', 'other');
	let order = narrowing();
	const workflow = await active(market, {
		triggerOn: 'spreadAbove',
		pair: byName(PAIR),
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
	const workflow = await active(market, { triggerOn: 'pairListing', change: 'both' });
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

describe('Withdrawal Network Changed', () => {
	/** EXMO's answer with some fields of one withdrawal network changed; `undefined` takes the network out. */
	async function answerWith(name: string, changes: Record<string, unknown> | undefined) {
		const path = 'payments/providers/crypto/list';
		market.sandbox.faults.clear();
		const reply = await fetch(`${market.sandbox.url}/v1.1/${path}`);
		type Row = Record<string, unknown>;
		const all = Object.entries((await reply.json()) as Record<string, Row[]>).map(
			([currency, rows]) => [
				currency,
				rows.flatMap((row) => {
					if (row.name !== name || row.type !== 'withdraw') return [row];
					return changes ? [{ ...row, ...changes }] : [];
				}),
			],
		);
		market.sandbox.faults.add({
			...{ kind: 'custom', endpoints: [path], body: JSON.stringify(Object.fromEntries(all)) },
		});
	}
	const parameters = { triggerOn: 'withdrawalNetworkChanged', networkChange: 'any' };

	test('closed, dearer, with another minimum, gone, and back', async () => {
		const workflow = await active(market, { ...parameters, currencies: 'btc' });
		expect(await polled(workflow)).toEqual([]);
		const open = { enabled: true, feeText: '0.0005 BTC', minAmount: '0.001' };
		const item = { currency: 'BTC', provider: 'BTC', network: '' };
		await answerWith('BTC', { enabled: false });
		expect(await polled(workflow)).toEqual([
			{ ...item, change: 'closed', ...open, enabled: false, before: open },
		]);
		await answerWith('BTC', { commission_desc: '0.002 BTC', min: '0.01' });
		expect((await polled(workflow)).map(({ change }) => change)).toEqual([
			...['opened', 'feeChanged', 'minimumChanged'],
		]);
		await answerWith('BTC', undefined);
		expect(await polled(workflow)).toMatchObject([{ change: 'closed', feeText: '' }]);
		market.sandbox.faults.clear();
		expect(await polled(workflow)).toMatchObject([
			{ change: 'opened', before: { enabled: false } },
		]);
	});

	test('of the currencies that the account holds; only the kind of change that is wanted', async () => {
		const workflow = await active(market, { ...parameters, networkChange: 'opened' });
		await answerWith('BTC', { enabled: false });
		expect(await polled(workflow)).toEqual([]);
		await answerWith('BTC', { enabled: true });
		expect(await polled(workflow)).toMatchObject([{ currency: 'BTC', change: 'opened' }]);
	});

	test('an empty list closes nothing, and an unknown currency is named', async () => {
		const workflow = await active(market, { ...parameters, currencies: '' });
		market.sandbox.faults.add({
			...{ kind: 'custom', endpoints: ['payments/providers/crypto/list'], body: '{}' },
		});
		await workflow.poll();
		expect(workflow.errors.map(({ message }) => message)).toEqual([
			'EXMO lists no networks at all at the moment.',
		]);
		workflow.errors.length = 0;
		market.sandbox.faults.clear();
		expect(await polled(workflow)).toEqual([]);
		await expect(active(market, { ...parameters, currencies: 'NOPE' })).rejects.toMatchObject({
			message: expect.stringContaining('EXMO lists no network of NOPE, which Currencies names.'),
		});
	});
});

describe('Large Public Trade', () => {
	const parameters = { triggerOn: 'publicTrade', pairs: '', size: '', unit: 'base', side: 'both' };

	test('of anybody, if it is large enough, and of the side', async () => {
		const workflow = await active(market, { ...parameters, size: '0.05', side: 'sell' });
		market.trade(PAIR, 'sell', '0.01', 'other');
		market.trade(PAIR, 'buy', '0.06', 'other');
		const [tradeId] = market.trade(PAIR, 'sell', '0.06', 'other');
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ tradeId, side: 'sell', quantity: '0.06', gapBefore: false }),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('more trades than EXMO shows: those that it shows, and a word about the gap', async () => {
		const workflow = await active(market, { ...parameters, pairs: PAIR });
		const ids = market.burst([PAIR], 130);
		const items = await polled(workflow);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(ids.slice(-100));
		expect(items.map(({ gapBefore }) => gapBefore)).toEqual([
			true,
			...Array.from({ length: 99 }, () => false),
		]);
	});
});
