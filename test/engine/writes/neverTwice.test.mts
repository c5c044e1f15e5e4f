import type { IDataObject } from 'n8n-workflow';
import type { FaultSpec } from '../../../sandbox/faults/faultSpec.mts';
import { runExmo } from '../../harness/engine.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

// A new address each time: what one test makes of the pace does not slow the next one
const account = useFreshSandbox({ rateLimit: false });

const ORDER = {
	resource: 'order',
	operation: 'create',
	...LIMIT_BUY,
	quantity: '={{ $json.quantity ?? "0.001" }}',
};
const create = async (settings: Parameters<typeof runExmo>[2] = {}, changes: IDataObject = {}) =>
	await runExmo(account.credentials, { ...ORDER, ...changes }, settings);
const fault = (spec: FaultSpec) => account.sandbox.faults.add(spec);
const onOrder = (spec: FaultSpec) => fault({ endpoints: ['order_create'], times: 1, ...spec });
const truth = async () => await truthOf(account.sandbox);
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };

describe('an order that arrived although its answer got lost is found by its client order ID', () => {
	test.each<[string, FaultSpec]>([
		['no answer at all', { kind: 'lost' }],
		['connection reset', { kind: 'reset' }],
		['HTTP 502', { kind: 'serverError' }],
		['a web page', { kind: 'html' }],
		['an answer cut off', { kind: 'cutBody' }],
		['an answer cut off that looks whole', { kind: 'cutBody', ends: 'cleanly' }],
		['an empty answer', { kind: 'custom', body: '' }],
		['JSON without an order ID', { kind: 'custom', body: '{}' }],
		['HTTP 429 from a gateway', { kind: 'tooManyRequests' }],
		['HTTP 401, which n8n would send again by itself', { kind: 'custom', status: 401, body: 'no' }],
		['a redirect', { kind: 'custom', status: 302, headers: { location: '/v1.1/order_create' } }],
		['delivered twice, and the answer to the second', { kind: 'duplicate', answer: 'second' }],
	])('%s', async (_what, spec) => {
		onOrder(spec);
		const { json, error } = await create({}, { options: { responseTimeout: 2 } });
		expect(error).toBeUndefined();
		const { orders } = await truth();
		expect(orders).toHaveLength(1);
		expect(json).toEqual([
			expect.objectContaining({
				orderId: orders[0].id,
				clientOrderId: orders[0].clientId,
				reconciled: true,
			}),
		]);
	});

	test('also when it was filled at once, and when it was killed', async () => {
		onOrder({ kind: 'reset' });
		const filled = await create({}, { orderType: 'market', quantity: '0.001' });
		expect(filled.json[0]).toMatchObject({ reconciled: true });
		onOrder({ kind: 'reset' });
		const killed = await create({}, { options: { timeInForce: 'ioc' } });
		expect(killed.json[0]).toMatchObject({ reconciled: true });
		expect((await truth()).orders).toHaveLength(2);
	});

	test.each([3, -3])(
		'a Date that is wrong by %i hours in the answer does not hide it: delivered twice, it is one order',
		async (hours) => {
			onOrder({ kind: 'clockSkew', ms: hours * 3_600_000 });
			onOrder({ kind: 'duplicate', answer: 'second' });
			const { json } = await create();
			const { orders, endpoints } = await truth();
			expect(orders).toHaveLength(1);
			expect(json[0]).toMatchObject({ orderId: orders[0].id, reconciled: true });
			expect(endpoints.order_create).toBe(1);
		},
	);

	test('with an ID of the user, too: whether it is an older one hangs on the clocks, so it is not sent again', async () => {
		const skew = { kind: 'clockSkew', ms: 3 * 3_600_000 } as const;
		fault(skew); // all that the exchange says of the time is wrong
		onOrder({ kind: 'duplicate', answer: 'second' });
		const options = { clientOrderId: '43' };
		const { json, error } = await create({}, { options });
		const { orders } = await truth();
		expect(orders).toHaveLength(1);
		expect(json[0]?.orderId ?? error?.description).toContain(orders[0].id);
	});

	test('two orders that share a client order ID of the user are not taken for each other', async () => {
		const options = { clientOrderId: '42' };
		const first = await create({}, { options });
		onOrder({ kind: 'reset' });
		const second = await create({}, { options });
		const { orders } = await truth();
		expect([first, second].map(({ json }) => json[0].orderId)).toEqual(orders.map(({ id }) => id));
	});
});

describe('an order that never arrived is reported, not repeated', () => {
	test('the error names the client order ID, where it was looked for, and how to check', async () => {
		onOrder({ kind: 'reset', effect: 'before' });
		const { error, json } = await create({ node: { onError: 'continueRegularOutput' } });
		expect(error).toBeUndefined();
		const [{ error: failure, message }] = json as Array<{ error: IDataObject; message: string }>;
		expect(failure).toEqual({
			title: expect.any(String),
			description: expect.any(String),
			kind: 'unknownOutcome',
			code: '',
			mayHaveHadEffect: true,
			clientOrderId: expect.stringMatching(/^\d{10}$/),
		});
		expect(failure.title).toBe(
			`It is not known whether EXMO carried out the order with client order ID ${String(failure.clientOrderId)}`,
		);
		expect(message).toContain('It was not found in open orders, own trades, cancelled orders.');
		expect(message).toContain('It was not sent again.');
		const { orders, endpoints } = await truth();
		expect(orders).toEqual([]);
		expect(endpoints.order_create).toBe(1);
	});
});

describe('what EXMO refused untouched is healed, not shown', () => {
	test.each<[string, FaultSpec]>([
		['a nonce in microseconds was used before', { kind: 'nonceTaken', unit: 'us' }],
		['a nonce in nanoseconds was used before', { kind: 'nonceTaken', unit: 'ns' }],
		['another program is a little ahead', { kind: 'nonceTaken', ahead: 5 }],
		['rate limit, code 40034', { kind: 'rateLimited' }],
		['rate limit, "Retry after 1 sec"', { kind: 'retryAfter', seconds: 1 }],
	])('%s', async (_what, spec) => {
		fault({ ...spec, times: 1 });
		const { json, error } = await create({ items: [{}, {}] });
		expect(error).toBeUndefined();
		const { orders } = await truth();
		expect(orders.map(({ id }) => id)).toEqual(json.map(({ orderId }) => orderId));
		expect(orders).toHaveLength(2);
	});
});

describe('Retry On Fail', () => {
	const items = [{ quantity: '0.001' }, { quantity: '0.002' }, { quantity: '0.003' }];

	test('a successful run is not run again', async () => {
		const { run } = await create({ items, node: RETRY });
		expect(run.status).toBe('success');
		expect((await truth()).orders).toHaveLength(3);
	});

	test('what the failed run has done is returned from memory, the rest is done', async () => {
		onOrder({
			kind: 'custom',
			skip: 1,
			body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
			effect: 'before',
		});
		const { json, status } = await create({ items, node: RETRY });
		expect(status).toBe('success');
		const { orders } = await truth();
		expect(orders.map(({ quantity }) => quantity)).toEqual(['0.001', '0.002', '0.003']);
		expect(json.map(({ orderId }) => orderId)).toEqual(orders.map(({ id }) => id));
	});

	test('with Continue On Fail, a failing first item makes n8n run the node again: still three orders', async () => {
		onOrder({
			kind: 'custom',
			body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
			effect: 'before',
		});
		const { json } = await create({
			items,
			node: { ...RETRY, onError: 'continueRegularOutput' },
		});
		const { orders } = await truth();
		expect(orders.map(({ quantity }) => quantity).toSorted()).toEqual(['0.001', '0.002', '0.003']);
		expect(json.map(({ quantity }) => quantity)).toEqual(['0.001', '0.002', '0.003']);
	});

	test('an order of unknown outcome is looked for again, not sent again', async () => {
		onOrder({ kind: 'reset', effect: 'before' });
		const { status, error } = await create({ items: [{}], node: { ...RETRY, maxTries: 2 } });
		expect(status).toBe('error');
		expect(error?.message).toContain('It is not known whether EXMO carried out');
		expect((await truth()).endpoints.order_create).toBe(1);
	});

	test('another execution is another order', async () => {
		await create({ node: RETRY });
		await create({ node: RETRY });
		expect((await truth()).orders).toHaveLength(2);
	});
});

describe('what only reads is tried again by itself', () => {
	test.each<[string, FaultSpec]>([
		['connection reset', { kind: 'reset' }],
		['HTTP 503', { kind: 'serverError', status: 503 }],
		['a web page', { kind: 'html' }],
		['maintenance for a moment', { kind: 'maintenance' }],
	])('%s', async (_what, spec) => {
		fault({ ...spec, times: 1 });
		const { json, error } = await runExmo(account.credentials, {
			resource: 'account',
			operation: 'getInfo',
		});
		expect(error).toBeUndefined();
		expect(json).toHaveLength(1);
	});

	test('but not for ever', async () => {
		fault({ kind: 'maintenance' });
		const { error } = await runExmo(account.credentials, {
			resource: 'account',
			operation: 'getInfo',
		});
		expect(error?.message).toBe('EXMO is under maintenance');
		expect((await truth()).endpoints.user_info).toBe(3);
	});
});
