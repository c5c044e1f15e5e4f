import type { INode, INodeParameters, INodeProperties } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { Exmo } from '../../../nodes/Exmo/Exmo.node.ts';
import { resources, properties } from '../../../nodes/Exmo/actions/resources.ts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ rateLimit: false });

const { description } = new Exmo();
const NODE = { id: '1', name: 'EXMO', type: 'exmo', typeVersion: 1, position: [0, 0] };

const fieldsOf = (resource: string, operation: string): INodeProperties[] =>
	resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation)?.fields ?? [];

// n8n shows a field as soon as it meets a condition on a value that is an expression, and then wants
// it filled in if it is required. So: resource and operation are looked at first, and a field that is
// needed with some values of a further one is required with these, but not with an expression.
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

	/** The fields that n8n wants filled in before it runs the node. */
	const wanted = (parameters: INodeParameters): string[] => {
		const node = { ...NODE, parameters } as INode;
		const all = NodeHelpers.getNodeParameters(properties, parameters, true, false, node, null);
		const issues = NodeHelpers.getNodeParametersIssues(
			properties,
			{ ...node, parameters: all ?? {} },
			description,
		);
		return Object.keys(issues?.parameters ?? {}).sort();
	};

	const deciding = resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap(({ value: operation, fields }) => {
			const names = fields.flatMap(({ displayOptions }) =>
				Object.keys({ ...displayOptions?.show, ...displayOptions?.hide }),
			);
			return [...new Set(names)].map((name) => [resource, operation, name] as const);
		}),
	);

	test.each(deciding)(
		'%s, %s: an expression in %s wants no field that a value may not need',
		(resource, operation, name) => {
			const always = fieldsOf(resource, operation)
				.filter(({ required, displayOptions }) => required && displayOptions === undefined)
				.map((field) => field.name);
			expect(wanted({ resource, operation, [name]: '={{ $json.kind }}' })).toEqual(always.sort());
		},
	);

	test.each([
		['order', 'create', { orderType: 'limit' }, ['pair', 'price', 'quantity']],
		['order', 'create', { orderType: 'market' }, ['pair', 'quantity']],
		['order', 'create', { orderType: 'marketTotal' }, ['pair', 'total']],
		['order', 'get', { lookUpBy: 'orderId' }, ['orderId']],
		['order', 'get', { lookUpBy: 'clientOrderId' }, ['clientOrderId', 'pair']],
		['order', 'cancelMany', { scope: 'pair' }, ['pair']],
		['order', 'cancelMany', { scope: 'all' }, []],
		['market', 'estimateOrder', { sizeIn: 'quantity' }, ['pair', 'quantity']],
		['market', 'estimateOrder', { sizeIn: 'total' }, ['pair', 'total']],
		['stopOrder', 'create', {}, ['pair', 'quantity', 'triggerPrice']],
		[
			...['marginOrder', 'create', { orderType: 'stopLimit' }],
			['leverage', 'pair', 'price', 'quantity', 'stopPrice'],
		],
		[
			...['marginOrder', 'create', { orderType: 'trailingStop' }],
			['distance', 'leverage', 'pair', 'quantity'],
		],
		['marginOrder', 'getMaxQuantity', { orderType: 'market' }, ['leverage', 'pair']],
	] as Array<[string, string, INodeParameters, string[]]>)(
		'%s, %s with %j: what is needed is marked as required',
		(resource, operation, parameters, names) => {
			expect(wanted({ resource, operation, ...parameters })).toEqual(names);
		},
	);

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
