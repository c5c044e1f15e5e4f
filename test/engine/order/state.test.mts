import type { IDataObject } from 'n8n-workflow';
import { money } from '../../../sandbox/exchange/money.mts';
import { describeOperation } from '../../harness/contract.mts';
import { resourceOf, type NodeSettings } from '../../harness/engine.mts';
import { byId, byName } from '../../harness/locators.mts';
import { NO_ID, ordersOf } from '../../harness/orders.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf, untilAsked } from '../../harness/truth.mts';

const account = useSandbox({ rateLimit: false });
const { order, place, placeMarket, stopOrder, placeStop, cancel } = ordersOf(account);
const market = resourceOf(account, 'market');

/** The best price at which the account could buy is one step above the bid: it is first in the queue there. */
async function restingBuy(quantity: string): Promise<IDataObject> {
	const [{ bid }] = (await market('getTicker', { pair: byName('BTC_USD') })).json;
	const price = money(String(bid)).plus('0.01').toFixed();
	return await place({ quantity, price, options: { timeInForce: 'postOnly' } });
}

/** Somebody else sells into the book. */
const somebodySells = (quantity: string) => {
	const { exchange } = account.sandbox;
	exchange.placeOrder(exchange.account('other')!, {
		pair: 'BTC_USD',
		side: 'sell',
		style: 'market',
		type: 'market_sell',
		quantity: money(quantity),
		price: money('0'),
		clientId: 0n,
	});
};

const ORDER_ID = { lookUpBy: 'orderId', orderId: byId('={{ $json.orderId }}') };

describeOperation(() => account, {
	resource: 'order',
	operation: 'get',
	parameters: ORDER_ID,
	items: async () => [
		{ orderId: (await place()).orderId },
		{ orderId: (await placeMarket()).orderId },
	],
	bad: NO_ID,
	check([resting], [filled]) {
		expect(resting).toMatchObject({ status: 'open', quantity: '0.001', filledQuantity: '0' });
		expect(filled).toMatchObject({ status: 'filled', quantity: '0.002', remainingQuantity: '0' });
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'getTrades',
	parameters: { orderId: byId('={{ $json.orderId }}') },
	items: async () => [
		{ orderId: (await placeMarket()).orderId },
		{ orderId: (await place()).orderId },
	],
	bad: NO_ID,
	check(filled, resting) {
		expect(filled[0]).toMatchObject({
			pair: 'BTC_USD',
			side: 'buy',
			role: 'taker',
			feeCurrency: 'BTC',
		});
		expect(resting).toEqual([]); // EXMO's 50304: no trades yet
	},
});

describeOperation(() => account, {
	resource: 'order',
	operation: 'waitUntilDone',
	parameters: { ...ORDER_ID, waitSeconds: 1 },
	items: async () => [
		{ orderId: (await placeMarket()).orderId },
		{ orderId: (await place()).orderId },
	],
	bad: NO_ID,
	check([filled], [resting]) {
		expect(filled).toMatchObject({ done: true, status: 'filled' });
		expect(resting).toMatchObject({ done: false, status: 'open' });
	},
});

describe('Get tells what became of an order', () => {
	const get = async (orderId: unknown) => (await order('get', { orderId: byId(orderId) })).json[0];

	test('partly filled, then filled: quantity, average price and fees add up', async () => {
		const { orderId, price } = await restingBuy('0.003');
		somebodySells('0.001');
		expect(await get(orderId)).toMatchObject({
			status: 'partiallyFilled',
			orderType: 'limit',
			quantity: '0.003',
			filledQuantity: '0.001',
			remainingQuantity: '0.002',
			averagePrice: price,
			fees: [{ feeAmount: '0.000003', feeCurrency: 'BTC' }], // 0.3 % of 0.001
			tradeCount: 1,
		});
		somebodySells('0.002');
		expect(await get(orderId)).toMatchObject({
			status: 'filled',
			quantity: '0.003',
			remainingQuantity: '0',
			fees: [{ feeAmount: '0.000009', feeCurrency: 'BTC' }],
		});
	});

	test('cancelled after a part of it', async () => {
		const { orderId } = await restingBuy('0.003');
		somebodySells('0.001');
		await cancel(orderId);
		expect(await get(orderId)).toMatchObject({
			status: 'cancelled',
			quantity: '0.003',
			filledQuantity: '0.001',
			remainingQuantity: '0.002',
		});
	});

	test('by client order ID: open, filled and cancelled', async () => {
		const clients = [await place(), await placeMarket(), await place()];
		await cancel(clients[2].orderId);
		const parameters = {
			lookUpBy: 'clientOrderId',
			clientOrderId: '={{ $json.clientOrderId }}',
			pair: byName('BTC_USD'),
		};
		const { json } = await order('get', parameters, { items: clients });
		expect(json.map(({ orderId, status }) => [orderId, status])).toEqual([
			[clients[0].orderId, 'open'],
			[clients[1].orderId, 'filled'],
			[clients[2].orderId, 'cancelled'],
		]);
		const { error } = await order('get', { ...parameters, clientOrderId: '99' });
		expect(error?.message).toBe('No order of BTC_USD has the client order ID 99');
	});

	test('a stop order, open and cancelled', async () => {
		const { orderId } = await placeStop();
		expect(await get(orderId)).toMatchObject({ status: 'open', orderType: 'stopMarket' });
		await stopOrder('cancel', { orderId: byId(orderId) });
		expect(await get(orderId)).toMatchObject({ status: 'cancelled', triggerPrice: '20000' });
	});

	test('an order of which there is no trace', async () => {
		const { error } = await order('get', { orderId: byId('1') });
		expect(error?.message).toBe('There is no trace of order 1');
	});
});

describe('Wait Until Done', () => {
	const wait = async (orderId: unknown, seconds: number, settings?: NodeSettings) =>
		await order('waitUntilDone', { orderId: byId(orderId), waitSeconds: seconds }, settings);

	test('ends when the order does', async () => {
		const { orderId } = await restingBuy('0.001');
		const waiting = wait(orderId, 60);
		await untilAsked(account.sandbox, 'user_open_orders', 2); // found open
		somebodySells('0.001');
		expect((await waiting).json[0]).toMatchObject({ orderId, status: 'filled', done: true });
	});

	test('is stopped by the stop button, not by the time', async () => {
		const { orderId } = await place();
		const stop = new AbortController();
		const waiting = wait(orderId, 3600, { signal: stop.signal });
		await untilAsked(account.sandbox, 'user_open_orders', 1);
		stop.abort();
		expect((await waiting).json).toEqual([]);
	});

	test('asks kindly: a few times in the first seconds', async () => {
		const { orderId } = await place();
		await wait(orderId, 4);
		const { endpoints } = await truthOf(account.sandbox);
		// Twice for the state at the beginning and at the end each, and after 1 s and 2.5 s
		expect(endpoints.user_open_orders).toBeLessThanOrEqual(6);
	});

	test('refuses a wait that never ends', async () => {
		const { error } = await wait('51234567890', 1e9);
		expect(error?.message).toBe('Longest Wait has to be a number of seconds from 1 to 86400.');
	});
});
