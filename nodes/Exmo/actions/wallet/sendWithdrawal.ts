/** Sending a withdrawal, once, and how it is found again when its answer got lost. */
import { operationsPage, OPERATIONS_PAGE } from '../../../../exmo/account/walletOperations';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { answeredTaskId } from '../../../../exmo/api/ids';
import type { Row } from '../../../../exmo/api/rows';
import { formatDecimal } from '../../../../exmo/money/decimal';
import { reconcileWithdrawal } from '../../../../exmo/reconcile/withdrawals';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import type { Write } from '../../../shared/exchange/write';
import { checkNotAgain, noteSending, noteTask } from './notAgain';
import type { WithdrawalPlan } from './planWithdrawal';

/** Two equal withdrawals must not be taken for each other. */
const ownTasks = new OwnIds();
const ownKey = ({ url }: ExmoClient, { currency, address }: WithdrawalPlan): string =>
	`${url} ${currency} ${address}`;

/** What is listed before it is sent is something else. A list that cannot be read stops nobody. */
async function listedTasks(client: ExmoClient): Promise<string[]> {
	const rows = await operationsPage(client.call, { limit: OPERATIONS_PAGE }).catch(() => []);
	return rows.map((row) => String(row.order_id));
}

const amountText = ({ amount, currency, network }: WithdrawalPlan): string =>
	`${formatDecimal(amount)} ${currency} by ${network.name}`;

/** Its answer is the task ID, which is what Get Withdrawal asks for. */
export const sendWithdrawal: Write<WithdrawalPlan, { readonly others: readonly string[] }, string> =
	{
		endpoint: ENDPOINTS.withdrawCrypt,
		admit: async (client, plan) => {
			await checkNotAgain(client, plan);
			return noteSending(client, plan);
		},
		note: async (client) => ({ others: await listedTasks(client) }),
		params: ({ plan }) => plan.params,
		what: ({ plan }) => `the withdrawal of ${amountText(plan)}`,
		howToCheck: () =>
			'Wallet: Get Many Operations shows what has left the account; look there, and on the web site, before withdrawing again.',
		whatWasDone: ({ plan }, taskId) =>
			`withdrawal of ${amountText(plan)} to ${plan.address} (task ${taskId})`,
		readAnswer: (data) => answeredTaskId((data as Row).task_id) || undefined,
		async reconcile(client, { plan, noted, notBefore }, effort) {
			const { currency, amount, address, tag } = plan;
			const excluding = new Set([...ownTasks.of(ownKey(client, plan)), ...noted.others]);
			const sent = { currency, amount, address, tag, notBefore, excluding };
			return await reconcileWithdrawal(client.urgentCall, clock, sent, effort);
		},
		claim(client, plan, { answer: taskId }) {
			ownTasks.add(ownKey(client, plan), taskId);
			noteTask(client, plan, taskId);
		},
	};
