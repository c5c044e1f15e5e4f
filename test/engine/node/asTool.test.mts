import type { IDataObject, INode } from 'n8n-workflow';
import type { FaultSpec } from '../../../sandbox/faults/faultSpec.mts';
import { concurrentTests, type OwnExchange } from '../../harness/concurrentTests.mts';
import { exmo } from '../../harness/engine.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { agentWith, runAgent } from '../../harness/toolHarness.mts';
import { truthOf, type Truth } from '../../harness/truth.mts';
import { WITHDRAWAL } from '../../harness/wallet.mts';

const tool = { ...exmo, type: `${exmo.type}Tool` };

/** An order whose quantity, a withdrawal whose amount the model fills in. */
const ORDER = {
	...{ resource: 'order', operation: 'create', ...LIMIT_BUY },
	quantity: '={{ $fromAI("quantity") }}',
	options: { responseTimeout: 1 },
};
const WITHDRAW = {
	...{ resource: 'wallet', operation: 'withdraw', ...WITHDRAWAL },
	amount: '={{ $fromAI("amount") }}',
	options: { responseTimeout: 1 },
};
const RETRY: Partial<INode> = { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 };
/** Refused at once, where trouble on the way would be tried again first. */
const UNREADABLE: FaultSpec = {
	kind: 'custom',
	body: '{"result":false,"error":"Error 40032: Access is denied for this API key"}',
	endpoints: ['user_open_orders', 'user_trades', 'user_cancelled_orders'],
};

/** What the model reads of each call; the words of the error where the call failed. */
type Call = (
	own: OwnExchange,
	parameters: IDataObject,
	calls: IDataObject[],
	node?: Partial<INode>,
) => Promise<string[]>;

const WAYS: ReadonlyArray<[way: string, call: Call]> = [
	[
		'called by the agent',
		async ({ credentials }, parameters, calls, node) => {
			const call = agentWith(tool, credentials, parameters, node)();
			const read: string[] = [];
			for (const args of calls) read.push(await call(args).catch(({ message }: Error) => message));
			return read;
		},
	],
	[
		'called by the agent, all at once',
		async ({ credentials }, parameters, calls, node) => {
			const call = agentWith(tool, credentials, parameters, node)();
			return await Promise.all(
				calls.map(async (args) => await call(args).catch(({ message }: Error) => message)),
			);
		},
	],
	[
		'called by the engine',
		async ({ credentials }, parameters, calls, node) =>
			await runAgent(tool, credentials, parameters, calls, node),
	],
];

interface Case {
	readonly what: string;
	readonly parameters: IDataObject;
	readonly calls: IDataObject[];
	readonly faults?: FaultSpec[];
	check(truth: Truth, read: string[]): void;
}

const lost = (endpoint: string, times = 1): FaultSpec => ({
	...{ kind: 'reset', endpoints: [endpoint], times },
});
const quantities = ({ orders }: Truth) => orders.map(({ quantity }) => quantity).toSorted();

/** It exists, so it is told of: by its ID, or as something that may exist. */
const expectTold = (read: string, id: string) =>
	expect(read).toMatch(new RegExp(`\\b${id}\\b|not known whether`));

const CASES: readonly Case[] = [
	{
		what: 'one call is one order, and the model reads its ID',
		parameters: ORDER,
		calls: [{ quantity: '0.001' }],
		check({ orders }, [read]) {
			expect(orders).toHaveLength(1);
			expect(read).toContain(orders[0].id);
		},
	},
	{
		what: 'two equal calls are two orders',
		parameters: ORDER,
		calls: [{ quantity: '0.001' }, { quantity: '0.001' }],
		check({ orders }, read) {
			expect(orders).toHaveLength(2);
			for (const { id } of orders) {
				expect(read.filter((text) => text.includes(id))).toHaveLength(1);
			}
		},
	},
	{
		what: 'an answer that got lost, lists that lag 14 s: one order',
		parameters: ORDER,
		calls: [{ quantity: '0.001' }],
		faults: [lost('order_create'), { kind: 'lag', ms: 14_000 }],
		check({ orders }, [read]) {
			expect(orders).toHaveLength(1);
			expectTold(read, orders[0].id);
		},
	},
	{
		what: 'an answer that got lost, lists that cannot be read: one order',
		parameters: ORDER,
		calls: [{ quantity: '0.001' }],
		faults: [lost('order_create'), UNREADABLE],
		check({ orders }, [read]) {
			expect(orders).toHaveLength(1);
			expectTold(read, orders[0].id);
		},
	},
	{
		what: 'two calls, both answers lost, lists that lag 14 s: each order once',
		parameters: ORDER,
		calls: [{ quantity: '0.001' }, { quantity: '0.002' }],
		faults: [lost('order_create', 2), { kind: 'lag', ms: 14_000 }],
		check(truth, read) {
			expect(quantities(truth)).toEqual(['0.001', '0.002']);
			for (const [index, { id }] of truth.orders.entries()) expectTold(read[index], id);
		},
	},
	{
		what: 'a withdrawal whose answer got lost, lists that lag 14 s: one withdrawal',
		parameters: WITHDRAW,
		calls: [{ amount: '100' }],
		faults: [lost('withdraw_crypt'), { kind: 'lag', ms: 14_000 }],
		check({ withdrawals }, [read]) {
			expect(withdrawals).toHaveLength(1);
			expectTold(read, withdrawals[0].taskId);
		},
	},
];

describe('as an agent’s tool, with Retry On Fail', () => {
	concurrentTests(
		WAYS.flatMap(([way, call]) => CASES.map((one) => ({ ...one, way, call }))),
		({ way, what }) => `${way}: ${what}`,
		async ({ parameters, calls, faults = [], check, call }, own) => {
			for (const fault of faults) own.sandbox.faults.add(fault);
			const read = await call(own, parameters, calls, RETRY);
			check(await truthOf(own.sandbox), read);
		},
	);
});
