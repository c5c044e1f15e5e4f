import type { IDataObject } from 'n8n-workflow';
import { runExmo, type NodeSettings } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

// n8n drops the output of a run that fails. What it did at the exchange must show all the same.

const account = useSandbox({ rateLimit: false });

const run = async (parameters: IDataObject, settings?: NodeSettings) =>
	await runExmo(account.credentials, parameters, settings);
const ORDER = {
	resource: 'order',
	operation: 'create',
	...LIMIT_BUY,
	quantity: '={{ $json.quantity }}',
};
const quantities = (...all: string[]) => all.map((quantity) => ({ quantity }));
const orders = async () => (await truthOf(account.sandbox)).orders;

describe('a run that fails says what it did before', () => {
	test('the orders of the items before, with their IDs', async () => {
		const { json, error } = await run(ORDER, {
			items: quantities('0.001', '0.002', '-1', '0.003'),
		});
		expect(json).toEqual([]);
		const [first, second, ...more] = await orders();
		expect(more).toEqual([]);
		expect(error?.context?.itemIndex).toBe(2);
		expect(error?.description).toBe(
			`Nothing was sent for item 2. Carried out before that: buy 0.001 BTC_USD at 30000 (order ${first.id}, client order ID ${first.clientId}); buy 0.002 BTC_USD at 30000 (order ${second.id}, client order ID ${second.clientId}).`,
		);
	});

	test('after a retry, also those of the try before', async () => {
		const { error } = await run(ORDER, {
			items: quantities('0.001', '-1'),
			node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
		});
		const [only, ...more] = await orders();
		expect(more).toEqual([]);
		expect(error?.description).toContain(`(order ${only.id}, client order ID ${only.clientId}).`);
	});

	test('a long run names the first 20', async () => {
		const items = quantities(...Array.from({ length: 22 }, () => '0.001'), '-1');
		const { error } = await run(ORDER, { items });
		expect(error?.description?.match(/client order ID/g)).toHaveLength(20);
		expect(error?.description).toMatch(/; and 2 more\.$/);
	});

	test('a gift code is said to be there, but not which', async () => {
		const { error } = await run(
			{
				...{ resource: 'giftCode', operation: 'create', amount: '={{ $json.amount }}' },
				currency: byName('USD'),
			},
			{ items: [{ amount: '10' }, { amount: '-1' }] },
		);
		expect(error?.description).toMatch(/Carried out before that: the new gift code of 10 USD\.$/);
	});

	test.each([
		['what was only tried out', { ...ORDER, dryRun: true }, quantities('0.001', '-1')],
		['what has not begun', ORDER, quantities('-1', '0.001')],
	])('%s is not among it', async (_what, parameters, items) => {
		const { error } = await run(parameters, { items });
		expect(error?.description).toBe('Nothing was sent.');
	});
});

test('an item that fails half-way says so, and that it may have had an effect', async () => {
	await run(ORDER, { items: quantities('0.001', '0.002') });
	const body = JSON.stringify({ result: false, error: 'Error 40032: Access is denied' });
	account.sandbox.faults.add({
		...{ kind: 'custom', endpoints: ['order_cancel'], skip: 1, effect: 'before', body },
	});
	const { json } = await run(
		{ resource: 'order', operation: 'cancelMany', scope: 'all' },
		{ node: { onError: 'continueRegularOutput' } },
	);
	const cancelled = (await orders()).filter(({ status }) => status === 'cancelled');
	expect(cancelled).toHaveLength(1);
	expect(json).toEqual([
		expect.objectContaining({
			message: expect.stringContaining(`order ${cancelled[0].id}`),
			error: expect.objectContaining({ mayHaveHadEffect: true }),
		}),
	]);
});
