/**
 * Koinly's universal template (docs/formats.md). Second-hand: that the fee is taken off besides, and
 * the label of a loss, which is a gain that goes out.
 */
import { dateAndTime } from './dates';
import { amountCells, type HistoryFormat } from './format';

export const koinly: HistoryFormat = {
	name: 'Koinly',
	columns: [
		...['Date', 'Sent Amount', 'Sent Currency', 'Received Amount', 'Received Currency'],
		...['Fee Amount', 'Fee Currency', 'Net Worth Amount', 'Net Worth Currency'],
		...['Label', 'Description', 'TxHash'],
	],
	fee: 'apart',
	labels: {
		...{ trade: '', deposit: '', withdrawal: '', giftCodeIn: '', giftCodeOut: '' },
		...{ cashback: 'other income', referral: 'other income' },
		...{ marginGain: 'realized gain', marginLoss: 'realized gain', marginFee: 'cost' },
	},
	cells: ({ time, sent, received, fee, description, transactionId }, label) => [
		dateAndTime(time),
		...amountCells(sent),
		...amountCells(received),
		...amountCells(fee),
		...['', ''], // net worth: the program looks rates up itself
		...[label, description, transactionId],
	],
};
