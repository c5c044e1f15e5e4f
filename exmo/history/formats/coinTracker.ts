/**
 * CoinTracker's CSV (docs/formats.md): the names exact, all of them, none more. It tells trade, deposit
 * and withdrawal by what is filled in. It has no tag for a fee on margin that is known here. Second-hand:
 * that the fee is taken off besides, and that `payment` is for what was earned.
 */
import { americanDateAndTime } from './dates';
import { amountCells, type HistoryFormat } from './format';

export const coinTracker: HistoryFormat = {
	name: 'CoinTracker',
	columns: [
		...['Date', 'Received Quantity', 'Received Currency', 'Sent Quantity', 'Sent Currency'],
		...['Fee Amount', 'Fee Currency', 'Tag'],
	],
	fee: 'apart',
	labels: {
		...{ trade: '', deposit: '', withdrawal: '', giftCodeIn: '', giftCodeOut: '' },
		...{ cashback: 'payment', referral: 'payment' },
		...{ marginGain: 'margin gain', marginLoss: 'margin loss' },
	},
	cells: ({ time, received, sent, fee }, label) => [
		americanDateAndTime(time),
		...amountCells(received),
		...amountCells(sent),
		...amountCells(fee),
		label,
	],
};
