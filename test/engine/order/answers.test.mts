import { LIMIT_BUY } from '../../harness/orders.mts';
import { resourceOf } from '../../harness/engine.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useFreshSandbox({ rateLimit: false });
const order = resourceOf(account, 'order');
const stopOrder = resourceOf(account, 'stopOrder');

/** Answers that are no order's: nothing in them is believed, the exchange itself tells the ID. */
const ODD = [
	'null',
	'[]',
	'"x"',
	'{"order_id":{}}',
	'{"order_id":0}',
	'{"order_id":""}',
	'{"order_id":"abc"}',
	'{"order_id":-5}',
	'{"order_id":1e30}',
	'{"order_id":true}',
	'{"order_id":[7]}',
	'{"result":true,"order_id":7,"client_id":999}',
	'{"result":"true","error":"","order_id":null}',
	'{"result":false,"error":""}',
	'{"error":"upstream request timeout"}',
	'{"error":["Error 50052: Insufficient funds"],"order_id":777}',
	'{"error":50052,"order_id":777}',
	'{"error":true,"order_id":777}',
	'{"result":{"toString":1},"order_id":777}',
];

test.each(ODD)('an answer to an order that reads %s is not believed', async (body) => {
	account.sandbox.faults.add({ kind: 'custom', body, endpoints: ['order_create'], times: 1 });
	const { json, error } = await order('create', LIMIT_BUY);
	const { orders, endpoints } = await truthOf(account.sandbox);
	expect(error).toBeUndefined();
	expect(json).toEqual([expect.objectContaining({ orderId: orders[0].id, reconciled: true })]);
	expect(endpoints.order_create).toBe(1);
});

test('nor is one to a stop order', async () => {
	const body = '{"parent_order_id":"x","client_id":1}';
	const endpoints = ['stop_market_order_create'];
	account.sandbox.faults.add({ kind: 'custom', body, endpoints, times: 1 });
	const { json } = await stopOrder('create', {
		...{ pair: LIMIT_BUY.pair, side: 'sell', quantity: '0.01', triggerPrice: '20000' },
	});
	const { orders } = await truthOf(account.sandbox);
	expect(json).toEqual([expect.objectContaining({ orderId: orders[0].id, reconciled: true })]);
});
