/** What became of a gift code whose answer got lost, as far as EXMO's API can tell. */
import { compare, type Decimal } from '../../../../exmo/money/decimal';
import { amountOf, isAmount } from '../../../../exmo/money/amounts';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { lookInRounds, type Effort } from '../../../../exmo/reconcile/attempts';
import { extraOf, findOperationSent } from '../../../../exmo/account/walletOperations';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import type { Row } from '../../../../exmo/api/rows';
import type { WriteRecord } from '../../../shared/exchange/runMemory';
import type { LookUp } from '../../../shared/exchange/write';

/** Two equal codes must not be taken for each other. */
export const ownCodes = new OwnIds();

export interface NewCode {
	readonly currency: string;
	readonly amount: Decimal;
	/** What is free of the currency now; a decimal. */
	freeNow(): Promise<string>;
}

/**
 * Looks for a code that was just made. That wallet operations list it, with the code in `extra.excode`,
 * is what the field's name says (exmo-api/REST.md 4.5); no source shows such a row. The balance before
 * and after is told as well.
 */
export async function searchNewCode(
	client: ExmoClient,
	record: WriteRecord,
	{ currency, amount, freeNow }: NewCode,
	effort: Effort,
): Promise<LookUp> {
	const { found, couldRead } = await lookInRounds(
		clock,
		async () =>
			await findOperationSent(client.lookUp, {
				...{ currency, amount, type: 'withdrawal' },
				notBefore: client.notBefore(record.sentAt),
				excluding: ownCodes.of(client.url),
				matches: (row) => String(extraOf(row).excode ?? '') !== '',
			}),
		effort,
	);
	const free = await freeNow().catch(() => 'not known');
	// Somebody else's equal code of a moment ago shows as well, but has not touched this balance
	const isLess = isAmount(free) && compare(amountOf(free), amountOf(record.before)) < 0;
	if (found && isLess) {
		return {
			answer: {
				...{ code: extraOf(found).excode, task_id: found.order_id },
				...{ amount: found.amount, commission: found.commission },
			},
		};
	}
	const operations = couldRead
		? 'The code is not among the latest wallet operations.'
		: 'The wallet operations could not be read.';
	return {
		lookedAt: `${operations} The free ${currency} balance was ${String(record.before)} before and is ${free} now.`,
		isAbsent: couldRead && free === String(record.before),
	};
}

/** Whether the code was used by us: EXMO says that it is used, and the money is among our deposits. */
export async function searchRedeemed(
	client: ExmoClient,
	record: WriteRecord,
	code: string,
	effort: Effort,
): Promise<LookUp> {
	let isUsed: boolean | undefined;
	const look = async () => {
		const check = (await client.lookUp(ENDPOINTS.codeCheck, { code })) as Row;
		isUsed = ['true', '1'].includes(String(check.used));
		if (!isUsed) return undefined;
		const amount = amountOf(check.amount);
		return await findOperationSent(client.lookUp, {
			...{ currency: String(check.currency), amount, type: 'deposit' },
			notBefore: client.notBefore(record.sentAt),
			excluding: ownCodes.of(client.url),
			// Whether EXMO shows the code there is not known; time, currency and amount have to do then
			matches: (row) => ['', code].includes(String(extraOf(row).excode ?? '')),
		});
	};
	const { found } = await lookInRounds(clock, look, effort);
	if (found) {
		const { order_id: taskId, amount, currency } = found;
		return { answer: { task_id: taskId, amount, currency } };
	}
	if (isUsed === undefined) return { lookedAt: 'The code could not be checked.' };
	return {
		lookedAt: isUsed
			? 'EXMO says that the code is used, but no deposit of it is among the latest wallet operations.'
			: 'EXMO says that the code is not used.',
		isAbsent: !isUsed,
	};
}
