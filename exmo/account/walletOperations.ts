/** The rows of `wallet_operations`: what came in and went out (exmo-api/REST.md 4.5). */
import { isRow, rowsIn, type Row } from '../api/rows';
import { amountOf } from '../money/amounts';
import { compare, subtract, type Decimal } from '../money/decimal';
import { ENDPOINTS } from '../api/endpoints';
import type { Call } from '../api/call';

/** At most this many rows in one reply. */
export const OPERATIONS_PAGE = 100;

/** In EXMO's words; `order_id` is the task ID of a withdrawal. */
export interface OperationFilters {
	readonly type?: string;
	readonly currency?: string;
	readonly provider?: string;
	readonly order_id?: string;
}

interface OperationsPage extends OperationFilters {
	readonly limit?: number;
	readonly offset?: number;
}

/** The answer as it came: for callers that must not pass over what cannot be read. */
export const operationsAnswer = async (
	call: Call,
	page: OperationsPage,
): Promise<{ readonly items?: unknown; readonly count?: unknown }> =>
	(await call(ENDPOINTS.walletOperations, { ...page })) ?? {};

/** One page, newest first as far as is known (REST.md 4.5). */
export const operationsPage = async (call: Call, page: OperationsPage): Promise<Row[]> =>
	rowsIn((await operationsAnswer(call, page)).items);

export const operationIdOf = (row: Row): string => String(row.operation_id);

/** EXMO asks for `withdraw` and answers `withdrawal` (REST.md 13.15). */
export const operationType = (row: Row): 'deposit' | 'withdrawal' | string => {
	const type = String(row.type ?? '').toLowerCase();
	return type === 'withdraw' ? 'withdrawal' : type;
};

/** After these nothing leaves any more. `cancelled` was seen; the others say so by themselves (REST.md 4.4). */
const NOTHING_LEAVES = ['cancelled', 'canceled', 'failed', 'rejected', 'declined'];

/** Whether the operation has ended without moving anything; a status that is not known may be any. */
export const cameToNothing = ({ status }: Row): boolean =>
	NOTHING_LEAVES.includes(String(status ?? '').toLowerCase());

/** Gift code, transaction ID and tag, as far as there are such. */
export const extraOf = ({ extra }: Row): Row => (isRow(extra) ? extra : {});

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
	return (await operationsPage(call, { limit: OPERATIONS_PAGE })).find(
		(row) =>
			operationType(row) === sent.type &&
			row.currency === sent.currency &&
			Number(row.created) >= sent.notBefore &&
			!sent.excluding.has(String(row.order_id)) &&
			isAmount(row, sent.amount) &&
			sent.matches(row),
	);
}
