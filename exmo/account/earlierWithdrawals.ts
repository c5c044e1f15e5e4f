/**
 * Withdrawals of the same currency, amount and destination, among the wallet operations: for whoever
 * must not send one twice. What cannot be told apart counts as the same, and a list that cannot be
 * read whole is an error: a guard never fails open.
 */
import type { Call } from '../api/call';
import { isRow, type Row } from '../api/rows';
import { ExmoError } from '../errors/errors';
import { isSameCode } from '../market/codes';
import { amountOf, isAmount } from '../money/amounts';
import { add, compare, subtract, type Decimal } from '../money/decimal';
import {
	cameToNothing,
	extraOf,
	operationIdOf,
	operationsAnswer,
	OPERATIONS_PAGE,
	operationType,
} from './walletOperations';

export interface Destination {
	readonly currency: string;
	readonly amount: Decimal;
	readonly address: string;
	/** "" for none. */
	readonly tag: string;
}

/** Whether a fee is part of the amount is known from one source only (exmo-api/REST.md 4.5): all readings count. */
function hasAmount(row: Row, amount: Decimal): boolean {
	if (!isAmount(row.amount) || !isAmount(row.commission)) return true;
	const [listed, fee] = [amountOf(row.amount), amountOf(row.commission)];
	return [listed, subtract(listed, fee), add(listed, fee)].some(
		(one) => compare(one, amount) === 0,
	);
}

/** Letters in either case: an EVM address is the same in both. */
function hasDestination(row: Row, { currency, address, tag }: Destination): boolean {
	const { excode, invoice } = extraOf(row);
	if (excode) return false; // a gift code goes to no address
	const prefix = `${currency}: `.toLowerCase();
	const listed = [row.account, row.crypto_address, row.wallet_address]
		.map((one) => String(one ?? '').toLowerCase())
		.map((one) => (one.startsWith(prefix) ? one.slice(prefix.length) : one).trim())
		.filter((one) => one !== '');
	const wanted = address.toLowerCase();
	const isThere = ([place]: string[]) => place.includes(wanted) || wanted.includes(place);
	// A tag stands behind the address with a comma (REST.md 4.1), or apart; one that is not told may be any
	const places = listed.map((one) => one.split(',').map((part) => part.trim())).filter(isThere);
	if (listed.length > 0 && places.length === 0) return false;
	const tags = [String(invoice ?? ''), ...places.map(([, behind = '']) => behind)];
	const told = tags.filter((one) => one !== '');
	return told.length === 0 || told.includes(tag);
}

/** What the list shows of the time asked about. */
export interface EarlierWithdrawals {
	/** The latest withdrawal like the wanted one. */
	readonly found?: Row;
	/** The tasks of all rows that were read: of these, the list tells what became. */
	readonly tasks: ReadonlySet<string>;
}

/** Whether the row may be a withdrawal like the wanted one that has left, or still may. */
export const isLike = (row: Row, wanted: Destination): boolean =>
	operationType(row) === 'withdrawal' &&
	isSameCode(String(row.currency ?? ''), wanted.currency) &&
	!cameToNothing(row) &&
	hasAmount(row, wanted.amount) &&
	hasDestination(row, wanted);

/** A time that cannot be read may be any. */
const isSince = (row: Row, since: number): boolean => !(Number(row.created ?? NaN) < since);

const unreadable = (what: string): ExmoError =>
	new ExmoError({
		title: `EXMO's list of wallet operations ${what}`,
		advice: 'EXMO may have changed something, or has trouble.',
		kind: 'network',
		effect: 'none',
	});

/** A page in which nothing is passed over, and whether it is the last. @throws ExmoError */
async function wholePage(call: Call, offset: number): Promise<{ rows: Row[]; isLast: boolean }> {
	// No filters: which words they take is less sure than what the rows say (REST.md 13.15)
	const { items, count } = await operationsAnswer(call, { limit: OPERATIONS_PAGE, offset });
	if (!Array.isArray(items) || !items.every(isRow)) throw unreadable('cannot be read');
	const isCounted = /^\d+$/.test(String(count));
	if (items.length === 0 && isCounted && Number(count) > offset) {
		throw unreadable('ends before its end');
	}
	const end = offset + items.length;
	return { rows: items, isLast: items.length === 0 || (isCounted && end >= Number(count)) };
}

/** More rows in the time asked about than anybody looks through before each withdrawal. */
const MAX_ROWS = 20_000;

/**
 * Looks for withdrawals like the wanted one since a time (unix seconds, EXMO's clock). The list is newest
 * first as far as is known (REST.md 4.5); it is read until a whole page is older.
 * @throws ExmoError when the list cannot be read down to that time
 */
export async function findEarlierWithdrawal(
	call: Call,
	wanted: Destination,
	since: number,
): Promise<EarlierWithdrawals> {
	const [seen, tasks] = [new Set<string>(), new Set<string>()];
	for (let offset = 0; offset < MAX_ROWS; ) {
		const { rows, isLast } = await wholePage(call, offset);
		const found = rows.find((row) => isSince(row, since) && isLike(row, wanted));
		for (const { order_id: task } of rows) tasks.add(String(task));
		if (found) return { found, tasks };
		if (isLast || !rows.some((row) => isSince(row, since))) return { tasks };
		const known = seen.size;
		for (const row of rows) seen.add(operationIdOf(row));
		if (seen.size === known) throw unreadable('shows the same rows again and again');
		offset += rows.length;
	}
	throw unreadable(`has more than ${MAX_ROWS} rows in that time`);
}
