import type { Call } from '../../../../exmo/api/call.ts';
import { ENDPOINTS } from '../../../../exmo/api/endpoints.ts';
import type { Clock } from '../../../../exmo/clock.ts';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';
import { ATTEMPTS_MS, type Effort, type Finding } from '../../../../exmo/reconcile/attempts.ts';
import { reconcileCancellation } from '../../../../exmo/reconcile/cancellations.ts';
import { findDeliveries } from '../../../../exmo/reconcile/deliveries.ts';
import { reconcileNewCode, reconcileRedeemed } from '../../../../exmo/reconcile/giftCodes.ts';
import { findMarginDeliveries } from '../../../../exmo/reconcile/marginDeliveries.ts';
import {
	reconcileMarginOrder,
	reconcileMarginUpdate,
} from '../../../../exmo/reconcile/marginOrders.ts';
import {
	reconcileClosing,
	reconcileMarginChange,
} from '../../../../exmo/reconcile/marginPositions.ts';
import { reconcileOrder } from '../../../../exmo/reconcile/orders.ts';
import { reconcileWithdrawal } from '../../../../exmo/reconcile/withdrawals.ts';
import { fakeCall } from '../../fakeCall.mts';
import { VirtualClock } from '../../virtualClock.mts';

type Search = (call: Call, clock: Clock, effort: Effort) => Promise<unknown>;

const ONE = parseDecimal('1');
const common = { notBefore: 0, excluding: new Set<string>() };
const order = { pair: 'BTC_USD', clientOrderId: '42', terms: { side: 'buy' as const }, since: 0 };
const marginOrder = { clientOrderId: '42', params: { pair: 'BTC_USDT' }, openSince: 0 };
const repeated = { orderId: '51', isLatest: true };
const position = { positionId: '7', changedMeanwhile: () => undefined };
const margin = { currency: 'USDT', before: ONE, after: parseDecimal('2') };
const code = { currency: 'USD', amount: ONE, freeBefore: ONE };
const withdrawal = { currency: 'USDT', amount: ONE, address: 'T1', tag: '' };

/** Every search for what became of a write, with the list that each of its attempts reads first. */
const SEARCHES: ReadonlyArray<[what: string, path: string, search: Search]> = [
	[
		'an order',
		ENDPOINTS.userOpenOrders.path,
		(call, clock, effort) => reconcileOrder(call, clock, { ...order, ...common }, effort),
	],
	[
		'other deliveries of an order',
		ENDPOINTS.userOpenOrders.path,
		(call, clock, effort) => findDeliveries(call, clock, { ...order, ...common }, repeated, effort),
	],
	...(['order', 'stop order'] as const).map((noun): [string, string, Search] => [
		`the cancellation of an ${noun}`,
		ENDPOINTS.userOpenOrders.path,
		(call, clock, effort) => reconcileCancellation(call, clock, '51', noun, effort),
	]),
	[
		'the cancellation of a margin order',
		ENDPOINTS.marginOrderList.path,
		(call, clock, effort) => reconcileCancellation(call, clock, '51', 'margin order', effort),
	],
	[
		'a margin order',
		ENDPOINTS.marginOrderList.path,
		(call, clock, effort) =>
			reconcileMarginOrder(call, clock, { ...marginOrder, ...common }, effort),
	],
	[
		'other deliveries of a margin order',
		ENDPOINTS.marginOrderList.path,
		(call, clock, effort) =>
			findMarginDeliveries(call, clock, { ...marginOrder, ...common }, repeated, effort),
	],
	[
		'the change of a margin order',
		ENDPOINTS.marginOrderList.path,
		(call, clock, effort) => reconcileMarginUpdate(call, clock, '51', {}, effort),
	],
	[
		'the closing of a position',
		ENDPOINTS.marginPositionList.path,
		(call, clock, effort) => reconcileClosing(call, clock, { ...position, left: ONE }, effort),
	],
	[
		'a change of margin',
		ENDPOINTS.marginPositionList.path,
		(call, clock, effort) => reconcileMarginChange(call, clock, { ...position, ...margin }, effort),
	],
	[
		'a withdrawal',
		ENDPOINTS.walletOperations.path,
		(call, clock, effort) => reconcileWithdrawal(call, clock, { ...withdrawal, ...common }, effort),
	],
	[
		'a new gift code',
		ENDPOINTS.walletOperations.path,
		(call, clock, effort) => reconcileNewCode(call, clock, { ...code, ...common }, effort),
	],
	[
		'a redeemed gift code',
		ENDPOINTS.codeCheck.path,
		(call, clock, effort) =>
			reconcileRedeemed(call, clock, { code: 'EX-CODE_1', ...common }, effort),
	],
];

const EFFORTS: readonly Effort[] = ['once', 'usual', 'patient'];
const cases = SEARCHES.flatMap(([what, path, search]) =>
	EFFORTS.map((effort) => [what, effort, path, search] as const),
);

/** At an exchange where nothing shows, or nothing can be read. */
async function searchIn(answer: () => unknown, search: Search, effort: Effort) {
	const clock = new VirtualClock();
	const asked: string[] = [];
	const began = clock.now();
	const call = fakeCall(({ path }) => {
		asked.push(path);
		return answer();
	});
	const finding = await clock.until(search(call, clock, effort));
	return { finding: finding as Finding<unknown>, asked, tookMs: clock.now() - began };
}

describe.each([
	['nothing shows', () => ({})],
	[
		'nothing can be read',
		() => {
			throw new Error('No answer');
		},
	],
])('where %s', (_where, answer) => {
	test.each(cases)(
		'%s is searched for as long as wanted: %s',
		async (_what, effort, path, search) => {
			const { asked, tookMs } = await searchIn(answer, search, effort);
			expect(asked.filter((one) => one === path)).toHaveLength(ATTEMPTS_MS[effort].length);
			expect(tookMs).toBe(ATTEMPTS_MS[effort].at(-1));
		},
	);
});

test.each(SEARCHES.filter(([what]) => !what.startsWith('other deliveries')))(
	'%s that cannot be looked for is not said to be absent',
	async (_what, _path, search) => {
		const unreadable = () => {
			throw new Error('No answer');
		};
		const { finding } = await searchIn(unreadable, search, 'once');
		expect(finding).toMatchObject({ searched: expect.stringMatching(/\.$/) });
		expect((finding as { isAbsent?: boolean }).isAbsent ?? false).toBe(false);
	},
);
