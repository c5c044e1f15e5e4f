import { ENDPOINTS } from '../../../../exmo/api/endpoints.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import type { SentOrder } from '../../../../exmo/reconcile/orders.ts';
import { settleTwin } from '../../../../nodes/Exmo/actions/trading/twin.ts';
import type { CancelExtra } from '../../../../nodes/shared/exchange/write.ts';
import { fakeCall } from '../../fakeCall.mts';

const CREATED = 1_760_000_000;
const sent: SentOrder = {
	...{ pair: 'BTC_USD', clientOrderId: '42', since: CREATED, excluding: new Set<string>() },
	terms: { side: 'buy' },
};
const rowOf = (id: string) => ({
	...{ order_id: id, client_id: '42', pair: 'BTC_USD', type: 'buy' },
	...{ quantity: '0.001', price: '30000', created: CREATED, date: CREATED, trade_id: Number(id) },
});

interface Account {
	readonly open?: readonly string[];
	readonly traded?: readonly string[];
	/** What each order's own list of trades says is filled. */
	readonly filled?: Readonly<Record<string, string>>;
	readonly isTradesUnreadable?: boolean;
}

/** Settles order 2, which was sent after a refusal of the first sending; time passes by itself. */
async function settle(account: Account, isLatest = true) {
	const cancelled: string[] = [];
	const refuse = (kind: 'network' | 'notFound', code?: string) => {
		throw new ExmoError({ title: 'No', advice: '', kind, effect: 'refused', code });
	};
	const call = fakeCall((endpoint, params) => {
		const id = String(params?.order_id);
		switch (endpoint) {
			case ENDPOINTS.userOpenOrders:
				return { BTC_USD: (account.open ?? []).map(rowOf) };
			case ENDPOINTS.userTrades:
				return account.isTradesUnreadable
					? refuse('network')
					: { BTC_USD: (account.traded ?? []).map(rowOf) };
			case ENDPOINTS.userCancelledOrders:
				return [];
			case ENDPOINTS.orderTrades:
				return account.filled?.[id]
					? { trades: [{ quantity: account.filled[id] }] }
					: refuse('notFound', '50304');
			default:
				throw new Error(`${endpoint.path} is not expected here.`);
		}
	});
	const cancelExtra: CancelExtra = async ({ endpoint }, id) => {
		expect(endpoint).toBe(ENDPOINTS.orderCancel);
		cancelled.push(id);
		return true;
	};
	const settling = { answer: '2', isLatest, effort: 'patient', cancelExtra } as const;
	const settled = settleTwin({ urgentCall: call }, sent, settling, 'order');
	await jest.advanceTimersByTimeAsync(70_000);
	const { answer: orderId, twin } = await settled;
	return { orderId, ...(twin && { twin }), cancelled };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('where the order is alone in complete lists, there is no twin', async () => {
	expect(await settle({ open: ['2'] })).toEqual({ orderId: '2', cancelled: [] });
});

test.each<[string, Account, string, string[]]>([
	['two open ones: the later one goes', { open: ['1', '2'] }, '1', ['2']],
	['three open ones: all but one go', { open: ['1', '2', '3'] }, '1', ['2', '3']],
	[
		'the first partly filled: the untouched one goes',
		{ open: ['1', '2'], traded: ['1'], filled: { 1: '0.0004' } },
		'1',
		['2'],
	],
	[
		'the later one with more fills: the first goes',
		{ open: ['1'], traded: ['2'], filled: { 2: '0.001' } },
		'2',
		['1'],
	],
	[
		'the first filled, the later one open: that goes',
		{ open: ['2'], traded: ['1'], filled: { 1: '0.001' } },
		'1',
		['2'],
	],
	['the order itself shows nowhere yet: it may be open, and goes', { open: ['1'] }, '1', ['2']],
])('%s', async (_what, account, stands, gone) => {
	const { orderId, twin, cancelled } = await settle(account);
	expect({ orderId, cancelled }).toEqual({ orderId: stands, cancelled: gone });
	expect(twin).toMatchObject({ orderId: gone.join(', '), cancelled: true });
	for (const id of [stands, ...gone]) expect(twin?.note).toContain(id);
});

test('two that are filled are named, and that both stand', async () => {
	const account = { traded: ['1', '2'], filled: { 1: '0.001', 2: '0.001' } };
	const { twin, cancelled } = await settle(account);
	expect(cancelled).toEqual([]);
	expect(twin).toMatchObject({ orderId: '2', cancelled: false });
	expect(twin?.note).toContain('both stand');
});

test.each([true, false])(
	'with a list that cannot be read, nobody knows, and that is said (answer of the last sending: %p)',
	async (isLatest) => {
		const { orderId, twin } = await settle({ open: ['2'], isTradesUnreadable: true }, isLatest);
		expect(orderId).toBe('2');
		expect(twin).toMatchObject({ orderId: '', cancelled: false });
		expect(twin?.note).toContain('is not known');
	},
);

test('one that a search has found is alone when nothing else has come for as long as lists may lag', async () => {
	expect(await settle({ open: ['2'] }, false)).toEqual({ orderId: '2', cancelled: [] });
});
