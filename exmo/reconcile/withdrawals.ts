/** What became of a withdrawal whose answer got lost: it is reconciled, never sent again. */
import { extraOf, findOperationSent } from '../account/walletOperations';
import type { Call } from '../api/call';
import { answeredTaskId } from '../api/ids';
import type { Row } from '../api/rows';
import type { Clock } from '../clock';
import type { Decimal } from '../money/decimal';
import { search, type Effort, type Finding } from './attempts';

export interface SentWithdrawal {
	readonly currency: string;
	readonly amount: Decimal;
	readonly address: string;
	readonly tag: string;
	/** Older ones, by EXMO's clock in unix seconds, are others. */
	readonly notBefore: number;
	/** Task IDs that are known to belong to other requests. */
	readonly excluding: ReadonlySet<string>;
}

/** `account` reads "CUR: address"; live rows were seen with `crypto_address` as well (exmo-api/REST.md 4.5). */
function goesTo({ address, tag, currency }: SentWithdrawal, row: Row): boolean {
	const addresses = [row.account, row.crypto_address, row.wallet_address].map(String);
	const invoice = String(extraOf(row).invoice ?? '');
	return (
		(addresses.includes(`${currency}: ${address}`) || addresses.includes(address)) &&
		(invoice === '' || invoice === tag)
	);
}

/** Finds the withdrawal among the latest wallet operations: its task ID, or which lists were read. */
export async function reconcileWithdrawal(
	call: Call,
	clock: Clock,
	sent: SentWithdrawal,
	effort: Effort,
): Promise<Finding<string>> {
	const { found, couldRead } = await search(
		clock,
		effort,
		async () =>
			await findOperationSent(call, {
				...sent,
				type: 'withdrawal',
				matches: (row) => goesTo(sent, row),
			}),
	);
	if (found) return { answer: answeredTaskId(found.order_id) };
	return {
		searched: couldRead
			? 'It is not among the latest wallet operations.'
			: 'The wallet operations could not be read.',
		isAbsent: couldRead,
	};
}
