/** Sends a withdrawal once, and finds it again when its answer got lost. */
import { formatDecimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { operationsPage, OPERATIONS_PAGE } from '../../../../exmo/account/walletOperations';
import { searchWithdrawal } from '../../../../exmo/reconcile/withdrawals';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { OwnIds } from '../../../shared/exchange/ownIds';
import { taskIdOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { ItemMemory } from '../../../shared/exchange/runMemory';
import { write } from '../../../shared/exchange/write';
import type { WithdrawalPlan } from './planWithdrawal';

export interface SentWithdrawal {
	/** What Get Withdrawal asks for. */
	readonly taskId: string;
	/** Whether the answer got lost and the withdrawal was found among the wallet operations. */
	readonly reconciled: boolean;
}

/** Two equal withdrawals must not be taken for each other. */
const ownTasks = new OwnIds();

/** @throws ExmoError; `unknownOutcome` says where it was looked for */
export async function sendWithdrawal(
	client: ExmoClient,
	memory: ItemMemory,
	plan: WithdrawalPlan,
): Promise<SentWithdrawal> {
	const { currency, network, address, tag, amount, params } = plan;
	const record = memory.next(ENDPOINTS.withdrawCrypt.path);
	record.plan = plan;
	const ownKey = `${client.url} ${currency} ${address}`;
	record.before ??= await listedTasks(client);
	const others = record.before as readonly string[];
	const { answer, reconciled } = await write(client, record, {
		endpoint: ENDPOINTS.withdrawCrypt,
		params,
		what: `the withdrawal of ${formatDecimal(amount)} ${currency} by ${network.name}`,
		howToCheck:
			'Wallet: Get Many Operations shows what has left the account; look there, and on the web site, before withdrawing again.',
		whatWasDone: (data) =>
			`withdrawal of ${formatDecimal(amount)} ${currency} by ${network.name} to ${address} (task ${taskIdOf(data as Row)})`,
		isAnswer: (data) => taskIdOf(data as Row) !== '',
		lookUp: async (effort) => {
			const { found, couldRead } = await searchWithdrawal(
				client.lookUp,
				clock,
				{
					...{ currency, amount, address, tag },
					notBefore: client.notBefore(record.sentAt),
					excluding: new Set([...ownTasks.of(ownKey), ...others]),
				},
				effort,
			);
			if (found) return { answer: { task_id: found.order_id } };
			return {
				lookedAt: couldRead
					? 'It is not among the latest wallet operations.'
					: 'The wallet operations could not be read.',
				isAbsent: couldRead,
			};
		},
	});
	const taskId = taskIdOf(answer as Row);
	ownTasks.add(ownKey, taskId);
	return { taskId, reconciled };
}

/** What is listed before it is sent is something else. A list that cannot be read stops nobody. */
async function listedTasks(client: ExmoClient): Promise<string[]> {
	const rows = await operationsPage(client.ask, { limit: OPERATIONS_PAGE }).catch(() => []);
	return rows.map((row) => String(row.order_id));
}
