/** Not Again Within: a withdrawal like one that was sent in the last hours is refused. */
import { findEarlierWithdrawal } from '../../../../exmo/account/earlierWithdrawals';
import { operationIdOf } from '../../../../exmo/account/walletOperations';
import type { Row } from '../../../../exmo/api/rows';
import { ExmoError } from '../../../../exmo/errors/errors';
import { formatDecimal } from '../../../../exmo/money/decimal';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { isoOfSeconds } from '../../../shared/fields/dates';
import type { WithdrawalPlan } from './planWithdrawal';
import { SentWithdrawals, type OwnWithdrawal } from './sentWithdrawals';

const HOUR_MS = 3_600_000;
/** How far EXMO's clock is from ours is known to the second, and the list counts seconds. */
const SLACK_SECONDS = 60;

/** What this process has sent: EXMO's list may show a withdrawal only after a while. */
const sentHere = new SentWithdrawals(clock);

const whatOf = ({ amount, currency, address, tag }: WithdrawalPlan): string =>
	`withdrawal of ${formatDecimal(amount)} ${currency} to ${address}${tag === '' ? '' : ` (tag ${tag})`}`;

const refusal = (plan: WithdrawalPlan, found: string): InvalidInput =>
	new InvalidInput(
		`The ${whatOf(plan)} was sent already: ${found}. Not Again Within is ${plan.notAgainWithin} hours.`,
	);

function ownText({ taskId }: OwnWithdrawal): string {
	return taskId === undefined
		? 'this n8n is sending it just now, or has sent it and its answer got lost (Wallet: Get Many Operations shows whether it left)'
		: `task ${taskId}, by this n8n`;
}

function rowText(row: Row): string {
	const id = row.order_id ? `task ${String(row.order_id)}` : `operation ${operationIdOf(row)}`;
	const status = String(row.status ?? '').toLowerCase();
	const at = isoOfSeconds(row.created);
	return [id, status && `status "${status}"`, at && `of ${at}`].filter(Boolean).join(', ');
}

const notReadable = (error: unknown): never => {
	if (!(error instanceof ExmoError)) throw error;
	throw error.with({
		title: `Whether this withdrawal was sent already is not known, as the wallet operations could not be read: ${error.title}`,
		advice: `${error.advice} Nothing was sent: Not Again Within needs that list.`.trim(),
	});
};

/**
 * Looks for a withdrawal like this one in the time of Not Again Within, at EXMO and among those of this
 * process. After it, nothing else may be waited for before the sending is noted: two executions at once
 * must not both find nothing.
 * @throws InvalidInput naming the one that was found; ExmoError when the list cannot be read
 */
export async function checkNotAgain(client: ExmoClient, plan: WithdrawalPlan): Promise<void> {
	const hours = plan.notAgainWithin;
	if (hours === undefined) return;
	const find = async () => {
		await client.learnServerClock();
		const since = client.serverSeconds() - hours * 3600 - SLACK_SECONDS;
		return await findEarlierWithdrawal(client.call, plan, since);
	};
	const { found, tasks } = await find().catch(notReadable);
	if (found) throw refusal(plan, rowText(found));
	const own = sentHere.find(accountOf(client), plan, { withinMs: hours * HOUR_MS, except: tasks });
	if (own) throw refusal(plan, ownText(own));
}

const accountOf = ({ url, account }: ExmoClient): string => `${url} ${account.apiKey}`;

/** Notes that it is about to be sent. @returns what takes that back */
export const noteSending = (client: ExmoClient, plan: WithdrawalPlan): (() => void) =>
	sentHere.note(accountOf(client), plan);

/** Notes the task that came of it. */
export const noteTask = (client: ExmoClient, plan: WithdrawalPlan, taskId: string): void =>
	sentHere.settle(accountOf(client), plan, taskId);
