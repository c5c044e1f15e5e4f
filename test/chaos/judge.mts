/** The reports held against the exchange's own record. */
import type { LoggedRequest } from '../../sandbox/control/requestLog.mts';
import type { AcceptedOrder } from '../engine/truth.mts';
import type { Account, Outcome } from './exchange.mts';
import { nameOf } from './faults.mts';
import type { IntendedOrder } from './plan.mts';

/** How an order ended: what was said of it, and what is true. */
export type Ending =
	| 'done'
	/** Done, but all that n8n shows is the error of a later item. */
	| 'done, unsaid'
	| 'reconciled'
	| 'unknown, arrived'
	| 'unknown, not arrived'
	| 'refused'
	| 'not begun';

export interface Verdict {
	readonly outcome: Outcome;
	readonly ending: Ending;
	/** What is wrong, in sentences: none of them may ever be there. */
	readonly wrongs: readonly string[];
}

/** Every request about an order, with what befell it: how it came to what is wrong. */
function trailOf({ requests }: Account, { quantity }: IntendedOrder, orderIds: string[]): string {
	const isAbout = ({ fields }: LoggedRequest) =>
		fields.quantity === quantity || orderIds.includes(fields.order_id ?? '');
	return requests
		.filter(isAbout)
		.map(
			({ atMs, endpoint, faults, refusals }) =>
				`\n      ${new Date(atMs).toISOString().slice(11)} ${endpoint}${faults.map((fault) => `, ${nameOf(fault)}`).join('')}${refusals.map((code) => `, refused ${code}`).join('')}`,
		)
		.join('');
}

const wrongOf = (kind: string, what: string) => `${kind}: ${what}`;

function judgePlacing(
	{ order, placed }: Outcome,
	found: readonly AcceptedOrder[],
): Verdict['wrongs'] {
	const [accepted, ...more] = found;
	const what = `the ${order.orderType} order of ${order.quantity} (${JSON.stringify(placed)}), at the exchange: ${JSON.stringify(found)}`;
	if (more.length > 0) return [wrongOf('DOUBLED', what)];
	switch (placed.kind) {
		case 'done': {
			const { orderId, clientOrderId } = placed.json;
			if (!accepted) return [wrongOf('REPORTED, NOT THERE', what)];
			const isSame = accepted.id === orderId && accepted.clientId === clientOrderId;
			return isSame ? [] : [wrongOf('ANOTHER ORDER', what)];
		}
		case 'doneBefore':
			return accepted ? [] : [wrongOf('REPORTED, NOT THERE', what)];
		case 'unknown': {
			const isNamed = placed.clientOrderId !== undefined;
			const isSame = !accepted || accepted.clientId === placed.clientOrderId;
			return isNamed && isSame ? [] : [wrongOf('WRONG CLIENT ORDER ID', what)];
		}
		default:
			return accepted ? [wrongOf('SILENTLY LOST', what)] : [];
	}
}

function judgeCancelling(
	{ order, cancelled }: Outcome,
	accepted: AcceptedOrder | undefined,
): Verdict['wrongs'] {
	const isCancelled = accepted?.status === 'cancelled';
	const what = `cancelling ${order.quantity} (${JSON.stringify(cancelled)}), at the exchange: ${accepted?.status}`;
	switch (cancelled?.kind) {
		case 'done':
		case 'doneBefore':
			return isCancelled ? [] : [wrongOf('REPORTED CANCELLED, IS NOT', what)];
		case 'unknown':
			return [];
		default: // refused, not begun, or not asked for
			return isCancelled && order.timeInForce !== 'ioc'
				? [wrongOf('CANCELLED IN SILENCE', what)]
				: [];
	}
}

function endingOf({ placed }: Outcome, arrived: boolean): Ending {
	switch (placed.kind) {
		case 'done':
			return placed.json.reconciled ? 'reconciled' : 'done';
		case 'doneBefore':
			return 'done, unsaid';
		case 'unknown':
			return arrived ? 'unknown, arrived' : 'unknown, not arrived';
		case 'refused':
			return 'refused';
		case 'notBegun':
			return 'not begun';
	}
}

/** Judges every intended order of one exchange, and every order there that nobody intended. */
export function judge(account: Account): { verdicts: Verdict[]; strays: string[] } {
	const { outcomes, accepted } = account;
	const byQuantity = new Map<string, AcceptedOrder[]>();
	for (const order of accepted) {
		byQuantity.set(order.quantity, [...(byQuantity.get(order.quantity) ?? []), order]);
	}
	const verdicts = outcomes.map((outcome) => {
		const found = byQuantity.get(outcome.order.quantity) ?? [];
		return {
			outcome,
			ending: endingOf(outcome, found.length > 0),
			wrongs: [...judgePlacing(outcome, found), ...judgeCancelling(outcome, found[0])].map(
				(wrong) =>
					wrong +
					trailOf(
						account,
						outcome.order,
						found.map(({ id }) => id),
					),
			),
		};
	});
	const intended = new Set(outcomes.map(({ order }) => order.quantity));
	const strays = accepted
		.filter(({ quantity }) => !intended.has(quantity))
		.map((order) => wrongOf('NOBODY ORDERED', JSON.stringify(order)));
	return { verdicts, strays };
}
