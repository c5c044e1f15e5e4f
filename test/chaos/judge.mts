/** The reports held against the exchange's own record. */
import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest } from '../../sandbox/record/requestLog.mts';
import type { Account, Outcome } from './exchange.mts';
import { nameOf } from './faults.mts';
import { allRecorded, KINDS, type Recorded } from './kinds.mts';
import type { IntendedWrite } from './plan.mts';

/** How a write ended: what was said of it, and what is true. */
export type Ending =
	| 'done'
	/** Done, but all that n8n shows is the error of a later item. */
	| 'done, unsaid'
	| 'reconciled'
	/** An order that is there twice, and of which the user was told by the ID of the other one. */
	| 'twin told'
	| 'unknown, arrived'
	| 'unknown, not arrived'
	| 'refused'
	| 'not begun'
	| 'stuck';

export interface Verdict {
	readonly outcome: Outcome;
	readonly ending: Ending;
	/** All that the exchange has on its record of this write. */
	readonly found: readonly Recorded[];
	/** What is wrong, in sentences: none of them may ever be there. */
	readonly wrongs: readonly string[];
}

/** Whether the request is about what was intended, or about what became of it. */
const isAbout =
	({ kind, amount }: IntendedWrite, ids: readonly string[]) =>
	({ endpoint, fields }: LoggedRequest): boolean => {
		const { endpoint: own, amountField } = KINDS[kind];
		const { order_id: order = '', parent_order_id: parent = '' } = fields;
		const isWrite = endpoint === own && fields[amountField] === amount;
		return isWrite || ids.includes(order) || ids.includes(parent);
	};

/** Every request about a write, with what befell it: how it came to what is wrong. */
const trailOf = ({ requests }: Account, write: IntendedWrite, ids: string[]): string =>
	requests
		.filter(isAbout(write, ids))
		.map(
			({ atMs, endpoint, faults, refusals }) =>
				`\n      ${new Date(atMs).toISOString().slice(11)} ${endpoint}${faults.map((fault) => `, ${nameOf(fault)}`).join('')}${refusals.map((code) => `, refused ${code}`).join('')}`,
		)
		.join('');

const says = (text: string, id: string): boolean => new RegExp(`(?<!\\d)${id}(?!\\d)`).test(text);

/** Of several that were to be one, all but the one that the report is of have to be told by their IDs. */
function twinsAreTold({ done, write }: Outcome, found: readonly Recorded[]): boolean {
	const { idOf, hasClientId } = KINDS[write.kind];
	if (!hasClientId) return false;
	const reported = done.kind === 'done' ? idOf?.(done.json) : undefined;
	const untold = found.filter(({ id }) => id !== reported && !says(done.told, id));
	return untold.length <= (reported === undefined ? 1 : 0);
}

/** Whether something of the order can still be filled. */
export const isOpen = ({ status }: Recorded): boolean => status === 'open' || status === 'active';

/** What the node says of a twin that it cancelled, against the record. */
function isTwinGone({ done }: Outcome, found: readonly Recorded[]): boolean {
	const twin = done.kind === 'done' ? (done.json.twin as IDataObject | undefined) : undefined;
	return !twin?.cancelled || !found.some((one) => one.id === twin.orderId && isOpen(one));
}

function wrongOfWriting(outcome: Outcome, found: readonly Recorded[]): string | undefined {
	const { write, done } = outcome;
	const { idOf, hasClientId } = KINDS[write.kind];
	if (found.length > 1 && !twinsAreTold(outcome, found)) return 'DOUBLED';
	if (!isTwinGone(outcome, found)) return 'TWIN REPORTED CANCELLED, IS NOT';
	switch (done.kind) {
		case 'done': {
			if (found.length === 0) return 'REPORTED, NOT THERE';
			const { clientOrderId } = done.json;
			const isIt = ({ id, clientId }: Recorded) =>
				(!idOf || id === idOf(done.json)) && (!hasClientId || clientId === clientOrderId);
			return found.some(isIt) ? undefined : 'ANOTHER ONE REPORTED';
		}
		case 'doneBefore':
			return found.length === 0 ? 'REPORTED, NOT THERE' : undefined;
		case 'unknown': {
			if (!hasClientId) return undefined;
			const isNamed = done.clientOrderId !== undefined;
			const areSame = found.every(({ clientId }) => clientId === done.clientOrderId);
			return isNamed && areSame ? undefined : 'WRONG CLIENT ORDER ID';
		}
		case 'stuck':
			return 'STUCK';
		default:
			return found.length > 0 ? 'SILENTLY LOST' : undefined;
	}
}

function wrongOfCancelling(
	{ write, done, cancelled }: Outcome,
	found: readonly Recorded[],
): string | undefined {
	const mine = done.kind === 'done' ? found.find(({ id }) => id === done.json.orderId) : found[0];
	const isCancelled = mine?.status === 'cancelled';
	switch (cancelled?.kind) {
		case 'done':
		case 'doneBefore':
			return isCancelled ? undefined : 'REPORTED CANCELLED, IS NOT';
		case 'unknown':
			return undefined;
		case 'stuck':
			return 'STUCK';
		default: {
			// Refused, not begun, or not asked for; what fills at once or never ends as cancelled
			const mayEnd = write.kind === 'marginOrder' || write.values.timeInForce === 'ioc';
			// Of two that were to be one, the node cancels one: not the one that it reports
			const isTheOne = found.length === 1 || done.kind === 'done';
			return isCancelled && !mayEnd && isTheOne ? 'CANCELLED IN SILENCE' : undefined;
		}
	}
}

function endingOf(outcome: Outcome, found: readonly Recorded[]): Ending {
	const { done } = outcome;
	if (found.length > 1 && twinsAreTold(outcome, found)) return 'twin told';
	switch (done.kind) {
		case 'done':
			return done.json.reconciled ? 'reconciled' : 'done';
		case 'doneBefore':
			return 'done, unsaid';
		case 'unknown':
			return found.length > 0 ? 'unknown, arrived' : 'unknown, not arrived';
		case 'refused':
			return 'refused';
		case 'notBegun':
			return 'not begun';
		case 'stuck':
			return 'stuck';
	}
}

/** Judges every intended write of one exchange, and everything there that nobody intended. */
export function judge(account: Account): { verdicts: Verdict[]; strays: string[] } {
	const { outcomes, truth } = account;
	const verdicts = outcomes.map((outcome): Verdict => {
		const { write, way, done, cancelled } = outcome;
		const found = KINDS[write.kind].recorded(truth).filter(({ amount }) => amount === write.amount);
		const ids = found.map(({ id }) => id);
		const wrongs = [
			[wrongOfWriting(outcome, found), done],
			[wrongOfCancelling(outcome, found), cancelled],
		]
			.filter(([wrong]) => wrong !== undefined)
			.map(
				([wrong, report]) =>
					`${wrong as string}: ${write.kind} of ${write.amount} (${way}) ${JSON.stringify(report)}, at the exchange: ${JSON.stringify(found)}${trailOf(account, write, ids)}`,
			);
		return { outcome, ending: endingOf(outcome, found), found, wrongs };
	});
	const intended = new Set(outcomes.map(({ write }) => write.amount));
	const strays = allRecorded(truth)
		.filter(({ amount }) => !intended.has(amount))
		.map((row) => `NOBODY WANTED: ${JSON.stringify(row)}`);
	return { verdicts, strays };
}
