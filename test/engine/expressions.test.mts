import { resources, properties } from '../../nodes/Exmo/actions/resources.ts';
import { runExmo } from './engine.mts';
import { byName } from './locators.mts';
import { useLastingSandbox } from './sandboxAccount.mts';

const account = useLastingSandbox({ rateLimit: false });

// n8n shows a field as soon as it meets a condition on a value that is an expression, and then wants
// it filled in if it is required. So: resource and operation are looked at first, and a field that
// depends on a further one is not required but checked when it is read.
describe('an expression may stand in a field that decides which others are shown', () => {
	const conditional = properties.filter(({ displayOptions }) => displayOptions?.show);

	test('resource and operation are the first conditions of every field', () => {
		expect(conditional.length).toBeGreaterThan(100);
		for (const { name, displayOptions } of conditional) {
			const conditions = Object.keys(displayOptions?.show ?? {});
			const expected = name === 'operation' ? ['resource'] : ['resource', 'operation'];
			expect(conditions.slice(0, expected.length)).toEqual(expected);
		}
	});

	test('a field that depends on a further one is not required', () => {
		const strict = conditional
			.filter(({ required }) => required)
			.filter(({ displayOptions }) => Object.keys(displayOptions?.show ?? {}).length > 2)
			.map(({ name, displayOptions }) => [name, displayOptions?.show]);
		expect(strict).toEqual([]);
		expect(resources.length).toBe(11);
	});

	test('Order Type by expression: each item its own', async () => {
		const { json, error } = await runExmo(
			account.credentials,
			{
				resource: 'order',
				operation: 'create',
				pair: byName('BTC_USD'),
				side: 'buy',
				orderType: '={{ $json.type }}',
				quantity: '={{ $json.quantity }}',
				price: '={{ $json.price }}',
				total: '={{ $json.total }}',
			},
			{
				items: [
					{ type: 'limit', quantity: '0.001', price: '30000' },
					{ type: 'marketTotal', total: 50 },
				],
			},
		);
		expect(error).toBeUndefined();
		expect(json).toEqual([
			expect.objectContaining({ orderType: 'limit', price: '30000' }),
			expect.objectContaining({ orderType: 'marketTotal', total: '50' }),
		]);
	});
});
