/** Rows of the wallet as items. */
import type { IDataObject } from 'n8n-workflow';

import { withoutGiftCodes } from '../../../exmo/errors/secrets';
import { extraOf, operationType } from '../../../exmo/account/walletOperations';
import { amountText } from '../../../exmo/money/amounts';
import { isoOfSeconds } from '../fields/dates';
import { decimalText, idText, numberOf } from './rows';
import type { Row } from '../../../exmo/api/rows';

/** "USDT: TXYZ…" (exmo-api/REST.md 4.4): what stands after the currency; "" for anything else. */
function addressOf(account: unknown, currency: unknown): string {
	const text = String(account ?? '');
	const prefix = `${String(currency)}: `;
	return text.startsWith(prefix) ? text.slice(prefix.length) : '';
}

/** A row without the gift codes in it: no list shows one. */
function hideGiftCodes(value: unknown): unknown {
	if (typeof value === 'string') return withoutGiftCodes(value);
	if (Array.isArray(value)) return value.map(hideGiftCodes);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			name === 'excode' && inner ? 'EX-CODE_…' : hideGiftCodes(inner),
		]),
	);
}

/** One row of `wallet_operations` (REST.md 4.5). */
export function operationItem(row: Row): IDataObject {
	const { txid, invoice } = extraOf(row);
	return hideGiftCodes({
		operationId: idText(row.operation_id),
		taskId: idText(row.order_id),
		type: operationType(row),
		currency: String(row.currency),
		amount: decimalText(row.amount),
		feeAmount: decimalText(row.commission),
		status: String(row.status ?? '').toLowerCase(),
		provider: String(row.provider ?? ''),
		providerType: String(row.provider_type ?? ''),
		address:
			addressOf(row.account, row.currency) ||
			String(row.crypto_address || row.wallet_address || ''),
		tag: String(invoice ?? ''),
		transactionId: String(txid ?? ''),
		created: numberOf(row.created),
		createdAt: isoOfSeconds(row.created),
		updatedAt: isoOfSeconds(row.updated),
	}) as IDataObject;
}

/** One row of `wallet_history` (REST.md 4.4); there, the amount of a withdrawal is negative. */
export function walletHistoryItem(row: Row): IDataObject {
	return hideGiftCodes({
		type: operationType(row),
		currency: String(row.curr),
		amount: amountText(row.amount).replace('-', ''),
		status: String(row.status ?? '').toLowerCase(),
		provider: String(row.provider ?? ''),
		address: addressOf(row.account, row.curr),
		transactionId: String(row.txid ?? ''),
		created: numberOf(row.dt),
		createdAt: isoOfSeconds(row.dt),
	}) as IDataObject;
}

/** The answer of `withdraw_get_txid`, and the wallet operation of the same task, if there is one: else status is "". */
export function withdrawalItem(taskId: string, task: Row, operation?: Row): IDataObject {
	const listed = operation ? operationItem(operation) : {};
	return {
		taskId,
		sent: ['true', '1'].includes(String(task.status)),
		transactionId: String(task.txid ?? '') || String(listed.transactionId ?? ''),
		status: String(listed.status ?? ''),
		currency: String(listed.currency ?? ''),
		amount: String(listed.amount ?? ''),
		feeAmount: String(listed.feeAmount ?? ''),
		provider: String(listed.provider ?? ''),
		address: String(listed.address ?? ''),
		createdAt: String(listed.createdAt ?? ''),
		hint: '',
	};
}

/** EXMO's row as it is, but for gift codes and for the name `error`, which n8n takes for a failure. */
export function rawOperationItem({ error, ...row }: Row): IDataObject {
	return hideGiftCodes({ ...row, rowError: error ?? '' }) as IDataObject;
}
