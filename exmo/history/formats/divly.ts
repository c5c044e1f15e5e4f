/**
 * Divly's generic file (docs/formats.md). It has no word for a profit on margin that is known here.
 * Second-hand: that the fee is taken off besides.
 */
import { dateOf, timeOf } from './dates';
import { amountCells, type HistoryFormat } from './format';
import type { Label } from './movement';

/** The label that goes with the type. */
const LABELS: Partial<Record<Label, string>> = {
	cashback: 'Income',
	referral: 'Income',
	marginFee: 'Other Expense',
};

export const divly: HistoryFormat = {
	name: 'Divly',
	columns: [
		...['date', 'time (UTC)', 'transaction_type', 'label', 'sent_amount', 'sent_currency'],
		...['received_amount', 'received_currency', 'fee_amount', 'fee_currency'],
		...['custom_description', 'tx_hash'],
	],
	fee: 'apart',
	labels: {
		...{ trade: 'Trade', deposit: 'Deposit', withdrawal: 'Withdrawal' },
		...{ giftCodeIn: 'Deposit', giftCodeOut: 'Withdrawal' },
		...{ cashback: 'Deposit', referral: 'Deposit', marginFee: 'Withdrawal' },
	},
	cells: ({ time, label, sent, received, fee, description, transactionId }, type) => [
		...[dateOf(time), timeOf(time), type, LABELS[label] ?? ''],
		...amountCells(sent),
		...amountCells(received),
		...amountCells(fee),
		...[description, transactionId],
	],
};
