import { setTimeout } from 'node:timers/promises';
import type { FaultSpec } from '../../../sandbox/faults/faultSpec.mts';
import { ExmoClient } from '../../../nodes/shared/exchange/client.ts';
import { runExmo } from '../../harness/engine.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf, untilAsked } from '../../harness/truth.mts';

const account = useFreshSandbox({ rateLimit: false });
const LISTS = ['user_open_orders', 'user_trades', 'user_cancelled_orders'];

/** Stops the execution while the exchange has the order in hand; gives what n8n's log tells then. */
async function stopInFlight(...faults: FaultSpec[]): Promise<string> {
	const line = new Promise<string>((resolve) => {
		jest.spyOn(ExmoClient.prototype, 'log').mockImplementation(resolve);
	});
	for (const fault of faults) account.sandbox.faults.add(fault);
	const stop = new AbortController();
	const order = { resource: 'order', operation: 'create', ...LIMIT_BUY };
	const running = runExmo(account.credentials, order, { signal: stop.signal }).catch(() => {});
	await untilAsked(account.sandbox, 'order_create', 1);
	stop.abort();
	await running;
	return await Promise.race([line, setTimeout(60_000, 'nothing was logged', { ref: false })]);
}

afterEach(() => jest.restoreAllMocks());

describe('an execution that is stopped while its order is on the way', () => {
	test('gets the answer all the same, and says so in the log', async () => {
		const slow: FaultSpec = { kind: 'latency', ms: 1000, endpoints: ['order_create'] };
		expect(await stopInFlight(slow)).toMatch(
			/^After the stop: EXMO carried out buy 0\.001 BTC_USD at 30000 \(order \d+, client order ID \d{10}\)\.$/,
		);
		expect((await truthOf(account.sandbox)).orders).toHaveLength(1);
	});

	test('finds the order whose answer got lost', async () => {
		const lost: FaultSpec = { kind: 'reset', endpoints: ['order_create'], times: 1 };
		expect(await stopInFlight(lost)).toContain(
			'After the stop: EXMO carried out buy 0.001 BTC_USD',
		);
		const { endpoints } = await truthOf(account.sandbox);
		expect(endpoints).toMatchObject({ order_create: 1, user_open_orders: 1 });
	});

	test('says that nothing is known, within a bounded time, and sends nothing again', async () => {
		const lost: FaultSpec = { kind: 'reset', endpoints: ['order_create'], times: 1 };
		const unreadable: FaultSpec = { kind: 'serverError', endpoints: LISTS };
		expect(await stopInFlight(lost, unreadable)).toContain(
			'After the stop: it is not known whether EXMO carried out the order',
		);
		expect((await truthOf(account.sandbox)).endpoints.order_create).toBe(1);
	});
});
