import { money } from '../../../sandbox/exchange/money.mts';
import { active, polled } from '../../harness/triggerHarness.mts';
import { PAIR, useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();

describe('Order Filled or Cancelled', () => {
	const triggerOn = 'orderEnded';

	test('a limit order that is filled in two parts is over once, with all of its trades', async () => {
		const before = market.limit(PAIR, 'buy', market.inside(PAIR, 'buy'), '0.003');
		const workflow = await active(market, { triggerOn, pairs: '', outcome: 'both' });
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
		const workflow = await active(market, { triggerOn, pairs: PAIR, outcome: 'both' });
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
		const workflow = await active(market, { triggerOn, pairs: '', outcome: 'filled' });
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
		const workflow = await active(market, { triggerOn, pairs: '', outcome: 'both' });
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
		const workflow = await active(market, { triggerOn, pairs: PAIR, outcome: 'both' });
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
		const workflow = await active(market, { triggerOn, pairs: PAIR, outcome: 'both' });
		market.cancel(resting);
		market.burst([PAIR], 2);
		await workflow.restart();
		expect(workflow.take()).toHaveLength(3);
		expect(await polled(workflow)).toEqual([]);
	});
});
