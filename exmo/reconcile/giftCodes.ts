/** What became of a gift code whose answer got lost, as far as EXMO's API can tell. */
import { readHoldings } from '../account/balances';
import { extraOf, findOperationSent } from '../account/walletOperations';
import type { Call } from '../api/call';
import { ENDPOINTS } from '../api/endpoints';
import { answeredTaskId } from '../api/ids';
import type { Row } from '../api/rows';
import type { Clock } from '../clock';
import { amountOf } from '../money/amounts';
import { compare, formatDecimal, type Decimal } from '../money/decimal';
import { search, type Effort, type Finding } from './attempts';

/** What is free of a currency; undefined when EXMO does not list it. */
export async function freeBalanceOf(call: Call, currency: string): Promise<Decimal | undefined> {
	const { free } = await readHoldings(call);
	return Object.hasOwn(free, currency) ? amountOf(free[currency]) : undefined;
}

interface SentCode {
	/** Older operations, by EXMO's clock in unix seconds, are others. */
	readonly notBefore: number;
	/** Task IDs that are known to belong to other codes. */
	readonly excluding: ReadonlySet<string>;
}

export interface SentNewCode extends SentCode {
	readonly currency: string;
	readonly amount: Decimal;
	/** What was free of the currency before. */
	readonly freeBefore: Decimal;
}

/** A code as its answer or its wallet operation names it; the amounts as EXMO sent them. */
export interface NewCode {
	readonly code: string;
	readonly taskId: string;
	readonly amount: unknown;
	readonly commission: unknown;
}

/**
 * Finds a code that was just made. That wallet operations list it, with the code in `extra.excode`,
 * is what the field's name says (exmo-api/REST.md 4.5); no source shows such a row. The balance before
 * and after is told as well.
 */
export async function reconcileNewCode(
	call: Call,
	clock: Clock,
	{ currency, amount, freeBefore, notBefore, excluding }: SentNewCode,
	effort: Effort,
): Promise<Finding<NewCode>> {
	const { found, couldRead } = await search(
		clock,
		effort,
		async () =>
			await findOperationSent(call, {
				...{ currency, amount, type: 'withdrawal', notBefore, excluding },
				matches: (row) => String(extraOf(row).excode ?? '') !== '',
			}),
	);
	const freeNow = await freeBalanceOf(call, currency).catch(() => undefined);
	// Somebody else's equal code of a moment ago shows as well, but has not touched this balance
	if (found && freeNow && compare(freeNow, freeBefore) < 0) {
		const { order_id: taskId, amount: listed, commission } = found;
		const code = String(extraOf(found).excode);
		return { answer: { code, taskId: answeredTaskId(taskId), amount: listed, commission } };
	}
	const operations = couldRead
		? 'The code is not among the latest wallet operations.'
		: 'The wallet operations could not be read.';
	const now = freeNow ? formatDecimal(freeNow) : 'not known';
	return {
		searched: `${operations} The free ${currency} balance was ${formatDecimal(freeBefore)} before and is ${now} now.`,
		isAbsent: couldRead && freeNow !== undefined && compare(freeNow, freeBefore) === 0,
	};
}

const isTrue = (value: unknown): boolean => ['true', '1'].includes(String(value));

/** A code that was redeemed, as its answer or its wallet operation names it. */
export interface RedeemedCode {
	readonly taskId: string;
	readonly currency: string;
	/** As EXMO sent it. */
	readonly amount: unknown;
	readonly underReview: boolean;
}

/** The answer to `excode_load` (REST.md 5.2). */
export const redeemedIn = ({ task_id: id, currency, amount, reviewing }: Row): RedeemedCode => ({
	taskId: answeredTaskId(id),
	currency: String(currency),
	amount,
	underReview: isTrue(reviewing),
});

/** Whether the code was used by us: EXMO says that it is used, and the money is among our deposits. */
export async function reconcileRedeemed(
	call: Call,
	clock: Clock,
	{ code, notBefore, excluding }: SentCode & { readonly code: string },
	effort: Effort,
): Promise<Finding<RedeemedCode>> {
	let isUsed: boolean | undefined;
	const { found } = await search(clock, effort, async () => {
		const check = await call(ENDPOINTS.codeCheck, { code });
		isUsed = isTrue(check.used);
		if (!isUsed) return undefined;
		return await findOperationSent(call, {
			...{ currency: String(check.currency), amount: amountOf(check.amount), type: 'deposit' },
			...{ notBefore, excluding },
			// Whether EXMO shows the code there is not known; time, currency and amount have to do then
			matches: (row) => ['', code].includes(String(extraOf(row).excode ?? '')),
		});
	});
	if (found) {
		const { order_id: taskId, currency, amount } = found;
		return { answer: redeemedIn({ task_id: taskId, currency, amount }) };
	}
	if (isUsed === undefined) return { searched: 'The code could not be checked.' };
	return {
		searched: isUsed
			? 'EXMO says that the code is used, but no deposit of it is among the latest wallet operations.'
			: 'EXMO says that the code is not used.',
		isAbsent: !isUsed,
	};
}
