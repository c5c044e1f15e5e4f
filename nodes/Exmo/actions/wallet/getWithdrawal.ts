import type { IDataObject } from 'n8n-workflow';

import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { cameToNothing, operationsPage } from '../../../../exmo/account/walletOperations';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ReadOperation } from '../operation';
import { withdrawalItem } from '../../../shared/items/walletOperation';

/** Pauses between two looks, in milliseconds; the last one is repeated. */
const PAUSES_MS = [2000, 3000, 5000, 10_000, 15_000, 30_000];

/** After so long, what may hold it up is worth saying. */
const LONG_SECONDS = 15 * 60;

/** What EXMO may be waiting for, once a withdrawal has waited for long; "" before. */
function hintFor(sentSecondsAgo: number): string {
	if (sentSecondsAgo < LONG_SECONDS) return '';
	return `It has waited for ${Math.floor(sentSecondsAgo / 60)} minutes. EXMO may be waiting for you to confirm it in an e-mail: withdrawals on the web site are known to need that; whether those by the API do is not known.`;
}

/**
 * Status and transaction ID of the task, with the row that the wallet operations have of it. That its
 * `order_id` is the task ID is known from one source only (REST.md 4.5).
 */
async function look(client: ExmoClient, taskId: string, lookingSeconds = 0): Promise<IDataObject> {
	const task = await client.call(ENDPOINTS.withdrawGetTxid, { task_id: taskId });
	const rows = await operationsPage(client.call, { type: 'withdraw', order_id: taskId });
	const row = rows.find(({ order_id: id }) => String(id) === taskId);
	const item = withdrawalItem(taskId, task, row);
	const created = Number(row?.created ?? NaN);
	// Without its row, how long the node has waited for it is the least
	const waited = Number.isFinite(created) ? client.serverSeconds() - created : lookingSeconds;
	return { ...item, hint: isSettled(item) ? '' : hintFor(waited) };
}

const isSettled = ({ sent, transactionId, status }: IDataObject): boolean =>
	(sent === true && transactionId !== '') || cameToNothing({ status });

export const getWithdrawal: ReadOperation = {
	name: 'Get Withdrawal',
	value: 'getWithdrawal',
	action: 'Get a withdrawal',
	description:
		'What became of a withdrawal, by the task ID that Withdraw returned: whether it has been sent, its status and its transaction ID',
	fields: [
		{
			displayName: 'Task ID',
			name: 'taskId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 71234567',
			description: 'As Withdraw returned it',
		},
		{
			displayName: 'Wait Until Sent',
			name: 'wait',
			type: 'boolean',
			default: false,
			description:
				'Whether to wait until the withdrawal is sent or cancelled, for the longest wait at most',
		},
		{
			displayName: 'Longest Wait',
			name: 'longestWaitMinutes',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 15,
			description:
				'In minutes. After that the withdrawal comes out as it is then, with "sent" still false.',
			displayOptions: { show: { wait: [true] } },
		},
	],
	async execute({ client, parameters, progress }) {
		const taskId = parameters.requiredText('taskId', 'Task ID');
		if (!/^\d+$/.test(taskId)) {
			throw new InvalidInput(`Task ID "${taskId}" is not a whole number.`);
		}
		let withdrawal = await look(client, taskId);
		if (!parameters.flag('wait')) return [withdrawal];
		const minutes = Number(parameters.requiredText('longestWaitMinutes', 'Longest Wait'));
		if (!(minutes >= 0)) throw new InvalidInput('Longest Wait has to be a number of minutes.');
		const begun = clock.now();
		const until = begun + minutes * 60_000;
		for (let looks = 0; !isSettled(withdrawal) && clock.now() < until; looks++) {
			const { status, hint } = withdrawal;
			progress(`Withdrawal ${taskId} is ${String(status) || 'not sent yet'}. ${hint}`.trim());
			const pause = PAUSES_MS[Math.min(looks, PAUSES_MS.length - 1)];
			await client.pause(Math.min(pause, until - clock.now()));
			withdrawal = await look(client, taskId, (clock.now() - begun) / 1000);
		}
		return [withdrawal];
	},
};
