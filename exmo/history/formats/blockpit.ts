/**
 * Blockpit's import (docs/formats.md), which it takes as xlsx: n8n's Convert to File makes one of the
 * items. It has no word for margin that is known here. Unsure: that the fee is taken off besides, which
 * the help of Cryptotax says, the program that it was before.
 */
import { dottedDateAndTime } from './dates';
import { amountCells, type Cell, type HistoryFormat } from './format';
import type { Amount } from './movement';

/** The currency comes first here. */
const assetCells = (amount: Amount | undefined): [string, Cell] => {
	const [number, currency] = amountCells(amount);
	return [currency, number];
};

export const blockpit: HistoryFormat = {
	name: 'Blockpit',
	columns: [
		...['Date (UTC)', 'Integration Name', 'Label', 'Outgoing Asset', 'Outgoing Amount'],
		...['Incoming Asset', 'Incoming Amount', 'Fee Asset (optional)', 'Fee Amount (optional)'],
		...['Comment (optional)', 'Trx. ID (optional)'],
	],
	fee: 'apart',
	labels: {
		...{ trade: 'Trade', deposit: 'Deposit', withdrawal: 'Withdrawal' },
		...{ giftCodeIn: 'Deposit', giftCodeOut: 'Withdrawal' },
		...{ cashback: 'Income', referral: 'Income' },
	},
	cells: ({ time, sent, received, fee, description, transactionId }, label) => [
		...[dottedDateAndTime(time), 'EXMO', label],
		...assetCells(sent),
		...assetCells(received),
		...assetCells(fee),
		...[description, transactionId],
	],
};
