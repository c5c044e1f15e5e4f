import type { IDataObject } from 'n8n-workflow';
import { REQUESTS_PER_SECOND } from '../../../sandbox/http/rateLimit.mts';
import { runExmo, type NodeRun } from '../../harness/engine.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useFreshSandbox();

const CALLS = Array.from({ length: 20 }, (): IDataObject => ({}));
const READ = { resource: 'account', operation: 'getInfo' };
const ORDER = { resource: 'order', operation: 'create', ...LIMIT_BUY };

/** Five executions at once, each with 20 signed calls, on one key. */
async function runFive(operations: IDataObject[]): Promise<NodeRun[]> {
	return await Promise.all(
		operations.map(
			async (operation) => await runExmo(account.credentials, operation, { items: CALLS }),
		),
	);
}

describe.each([
	['reads', [READ, READ, READ, READ, READ]],
	['orders', [ORDER, ORDER, ORDER, ORDER, ORDER]],
	['reads and orders', [READ, ORDER, READ, ORDER, READ]],
])('5 executions x 20 %s at once on one key', (_what, operations) => {
	test('none fails, none is refused, and the exchange never sees more in a second than it allows', async () => {
		const runs = await runFive(operations);
		expect(runs.map(({ error }) => error)).toEqual(operations.map(() => undefined));
		expect(runs.map(({ json }) => json.length)).toEqual(operations.map(() => CALLS.length));
		const { keys, addresses, refusals, orders } = await truthOf(account.sandbox);
		expect(refusals).toEqual({});
		const [key] = Object.values(keys);
		expect(key.perSecond).toBeLessThanOrEqual(REQUESTS_PER_SECOND);
		for (const address of Object.values(addresses)) {
			expect(address.perSecond).toBeLessThanOrEqual(REQUESTS_PER_SECOND);
		}
		expect(orders).toHaveLength(operations.filter((one) => one === ORDER).length * CALLS.length);
		expect(key.writeOverlap).toBeLessThanOrEqual(1);
	});
});
