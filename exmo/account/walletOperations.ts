/** The rows of `wallet_operations`: what came in and went out (exmo-api/REST.md 4.5). */
import type { Row } from '../api/rows';
import { amountOf } from '../money/amounts';
import { compare, subtract, type Decimal } from '../money/decimal';
import { ENDPOINTS } from '../api/endpoints';
import type { Call } from '../api/call';

/** At most this many rows in one reply. */
export const OPERATIONS_PAGE = 100;

export const operationRows = (reply: unknown): Row[] => {
	const items = (reply as { items?: unknown } | undefined)?.items;
	return Array.isArray(items) ? (items as Row[]) : [];
};

/** EXMO asks for `withdraw` and answers `withdrawal` (REST.md 13.15). */
export const operationType = (row: Row): 'deposit' | 'withdrawal' | string => {
	const type = String(row.type ?? '').toLowerCase();
	return type === 'withdraw' ? 'withdrawal' : type;
};

export const extraOf = (row: Row): Row => (row.extra ?? {}) as Row;

/** A movement of money whose answer got lost. */
export interface SentOperation {
	readonly type: 'deposit' | 'withdrawal';
	readonly currency: string;
	readonly amount: Decimal;
	/** Older ones, by EXMO's clock in unix seconds, are something else. */
	readonly notBefore: number;
	/** Task IDs that are known to belong to other requests. */
	readonly excluding: ReadonlySet<string>;
	/** What else tells it from others: the address, the gift code. */
	matches(row: Row): boolean;
}

/** Fees are included in a withdrawal's amount by one source only (REST.md 4.5): either is taken for it. */
function isAmount(row: Row, amount: Decimal): boolean {
	const listed = amountOf(row.amount);
	const withoutFee = subtract(listed, amountOf(row.commission));
	return compare(listed, amount) === 0 || compare(withoutFee, amount) === 0;
}

/** The row of the latest operations that is the sent one; undefined when it is not among them. */
export async function findOperationSent(call: Call, sent: SentOperation): Promise<Row | undefined> {
	const reply = await call(ENDPOINTS.walletOperations, { limit: OPERATIONS_PAGE });
	return operationRows(reply).find(
		(row) =>
			operationType(row) === sent.type &&
			row.currency === sent.currency &&
			Number(row.created) >= sent.notBefore &&
			!sent.excluding.has(String(row.order_id)) &&
			isAmount(row, sent.amount) &&
			sent.matches(row),
	);
}
