import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Decimal } from 'decimal.js';
import { askExchange } from './exchange.mts';
import { shipped, succeed } from './exampleWorkflows.mts';
import { playground } from './playground.mts';

/** An amount in one way of writing: `0.10` and `0.1` are the same money. */
const exact = (amount: unknown) => new Decimal(String(amount)).toFixed();

const trigger = 'When clicking Execute workflow';

/** Runs an example as `npm start` has put it into n8n. */
const runExample = async (name: string) => await succeed(shipped(name), trigger);

const placeOrder = 'Place a limit order on the sandbox';

describe('the example workflows in a real n8n', () => {
	beforeEach(() => playground.sandbox.reset());

	it('places a limit order, which then waits at the exchange', async () => {
		assert.deepEqual(await askExchange('user_open_orders'), {});

		const execution = await runExample(placeOrder);

		const [price] = execution.items('Get the price');
		const [placed, ...more] = execution.items('Buy at half the price');
		assert.deepEqual(more, []);
		const { BTC_USD: [open, ...others] = [] } = await askExchange('user_open_orders');
		assert.ok(open, 'the order is at the exchange');
		assert.deepEqual(others, []);
		assert.equal(open.type, 'buy');
		assert.equal(String(open.order_id), placed.orderId);
		assert.equal(String(open.client_id), placed.clientOrderId);
		assert.equal(exact(open.quantity), '0.001');
		const half = new Decimal(String(price.bid)).div(2);
		assert.ok(half.sub(open.price).abs().lte('0.01'), `${open.price} is half of ${price.bid}`);

		const listed = execution.items('List the open orders');
		assert.equal(listed.length, 1);
		assert.equal(listed[0].orderId, placed.orderId);
		assert.equal(listed[0].pair, 'BTC_USD');
		assert.equal(exact(listed[0].price), exact(open.price));
	});

	it('shows what the account holds, to the last digit', async () => {
		await runExample(placeOrder);
		const execution = await runExample('See what your account holds');

		const { balances, reserved } = await askExchange('user_info');
		const held = Object.keys(balances)
			.map((currency) => [currency, exact(balances[currency]), exact(reserved[currency] ?? 0)])
			.filter(([, free, inOrders]) => free !== '0' || inOrders !== '0');
		assert.ok(held.some(([, , inOrders]) => inOrders !== '0'));
		assert.deepEqual(
			execution
				.items('Balances that are not zero')
				.map(({ currency, free, inOrders }) => [currency, exact(free), exact(inOrders)]),
			held,
		);
		const open = Object.values(await askExchange('user_open_orders')).flat();
		assert.deepEqual(
			execution.items('Orders that wait').map(({ orderId }) => orderId),
			open.map((order) => String(order.order_id)),
		);
	});

	it("leaves EXMO's envelope out of every item", async () => {
		const execution = await runExample(placeOrder);
		for (const node of ['Get the price', 'Buy at half the price', 'List the open orders']) {
			for (const item of execution.items(node)) {
				assert.ok(!('result' in item) && !('error' in item), `${node}: ${Object.keys(item)}`);
			}
		}
	});
});
