import { active, polled, PolledWorkflow } from '../../harness/triggerHarness.mts';
import { PAIR, useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();

describe('Own Trade', () => {
	const triggerOn = 'ownTrade';

	test('emits what is traded after the activation, once, with its fee', async () => {
		market.trade(PAIR);
		const workflow = await active(market, { triggerOn, pairs: PAIR, side: 'both' });
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
		const workflow = await active(market, { triggerOn, pairs: '', side: 'sell' });
		market.trade(PAIR, 'buy');
		const [first] = market.trade('ETH_USD', 'sell', '0.01');
		const [second] = market.trade('BTC_EUR', 'sell');
		market.sandbox.traffic.clear();
		const items = await polled(workflow);
		expect(items.map(({ tradeId }) => tradeId)).toEqual([first, second]);
		expect(market.sandbox.traffic.report().endpoints).toEqual({ pair_settings: 1, user_trades: 1 });
	});

	test('trades of one second, of many pages, in two pairs: all of them in one run, in order', async () => {
		const workflow = await active(market, { triggerOn, pairs: 'BTC_USD, ETH_USD' });
		const ids = market.burst([PAIR, 'ETH_USD'], 460, '0.01');
		const items = await polled(workflow);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('a poll that fails half-way emits nothing and loses nothing', async () => {
		const workflow = await active(market, { triggerOn, pairs: PAIR });
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
		const workflow = await active(market, { triggerOn, pairs: PAIR });
		const ids = market.burst([PAIR], 5);
		market.sandbox.faults.add({ kind: 'latency', ms: 50 });
		await Promise.all([workflow.poll(), workflow.poll(), workflow.poll()]);
		expect(workflow.take().map(({ tradeId }) => tradeId)).toEqual(ids);
		expect(await polled(workflow)).toEqual([]);
	});

	test('trades that come in while the pages are read are not lost and not doubled', async () => {
		const workflow = await active(market, { triggerOn, pairs: PAIR });
		const ids = market.burst([PAIR], 320);
		const quiet = market.beforeEachRequest(() => ids.push(...market.burst([PAIR], 3)));
		const first = await polled(workflow);
		quiet();
		const second = await polled(workflow);
		expect(second.length).toBeGreaterThan(0);
		expect([...first, ...second].map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('what happens while n8n is off is emitted when it starts again', async () => {
		const workflow = await active(market, { triggerOn, pairs: PAIR });
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
		const workflow = await active(market, { triggerOn, pairs: PAIR });
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
