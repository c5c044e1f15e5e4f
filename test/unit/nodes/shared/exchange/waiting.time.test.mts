import { setTimeout as pass } from 'node:timers/promises';
import { ENDPOINTS, type Endpoint } from '../../../../../exmo/api/endpoints.ts';
import { waitUntilDone } from '../../../../../nodes/Exmo/actions/order/waitUntilDone.ts';
import { getWithdrawal } from '../../../../../nodes/Exmo/actions/wallet/getWithdrawal.ts';
import type { ReadOperation, ReadContext } from '../../../../../nodes/Exmo/actions/operation.ts';
import type { ExmoClient } from '../../../../../nodes/shared/exchange/client.ts';
import { ItemParameters } from '../../../../../nodes/shared/fields/parameters.ts';
import { restoreWallClock, setWallClock, STEPS } from '../../../wallClock.mts';

afterEach(restoreWallClock);

const ORDER = {
	order_id: '51',
	pair: 'BTC_USD',
	type: 'buy',
	quantity: '1',
	price: '2',
	amount: '2',
};
const TRADE = { ...ORDER, trade_id: 9, date: 1_760_000_000 };

/** What EXMO answers while it goes on, and once it is over. */
const ANSWERS: Record<string, [under: unknown, over: unknown]> = {
	[ENDPOINTS.userOpenOrders.path]: [{ BTC_USD: [ORDER] }, {}],
	[ENDPOINTS.userCancelledOrders.path]: [[], []],
	[ENDPOINTS.orderTrades.path]: [{ trades: [] }, { trades: [TRADE] }],
	[ENDPOINTS.withdrawGetTxid.path]: [
		{ status: false, txid: '' },
		{ status: true, txid: 'abc' },
	],
	[ENDPOINTS.walletOperations.path]: [{ items: [] }, { items: [] }],
};

interface Waited {
	readonly item: object;
	readonly pauses: number;
	readonly tookMs: number;
}

/** Waits with the operation; this machine's clock is set in the first pause. */
async function wait(
	operation: ReadOperation,
	fields: Record<string, unknown>,
	{ stepMs, overAfter, pauseMs }: { stepMs: number; overAfter: number; pauseMs?: number },
): Promise<Waited> {
	let pauses = 0;
	const call = async ({ path }: Endpoint) => ANSWERS[path][pauses >= overAfter ? 1 : 0];
	const pause = async (ms: number) => {
		if (pauses++ === 0) setWallClock(stepMs);
		if (pauses > 50) throw new Error('It does not stop waiting.');
		await pass(pauseMs ?? ms);
	};
	const client = { call, pause } as unknown as ExmoClient;
	const context = { getNodeParameter: (name: string) => fields[name] ?? '' };
	const parameters = new ItemParameters(context as never, 0, operation.fields);
	const began = performance.now();
	const [item] = await operation.execute({
		client,
		parameters,
		progress: () => {},
	} as unknown as ReadContext);
	return { item, pauses, tookMs: performance.now() - began };
}

describe.each(STEPS)("this machine's clock is set %s", (_, stepMs) => {
	test.each([
		['an order', waitUntilDone, { lookUpBy: 'orderId', orderId: '51', waitSeconds: 600 }],
		['a withdrawal', getWithdrawal, { taskId: '7', wait: true, longestWaitMinutes: 10 }],
	])('%s is waited for until it is over', async (_what, operation, fields) => {
		const { item, pauses } = await wait(operation, fields, { stepMs, overAfter: 5, pauseMs: 0 });
		expect(pauses).toBe(5);
		expect(item).toMatchObject(operation === waitUntilDone ? { done: true } : { sent: true });
	});

	test.each([
		['an order', waitUntilDone, { lookUpBy: 'orderId', orderId: '51', waitSeconds: 0.3 }],
		['a withdrawal', getWithdrawal, { taskId: '7', wait: true, longestWaitMinutes: 0.3 / 60 }],
	])('the wait for %s ends when its time is up', async (_what, operation, fields) => {
		const { item, tookMs } = await wait(operation, fields, { stepMs, overAfter: Infinity });
		expect(tookMs).toBeGreaterThanOrEqual(290);
		expect(item).toMatchObject(operation === waitUntilDone ? { done: false } : { sent: false });
	});
});
