/**
 * CoinTracking's CSV import (docs/formats.md). Its help page "Entering Fees" says that the fee only
 * informs: Buy Amount is net of it, Sell Amount contains it, and a fee in a third currency stands by
 * itself as "Other Fee". Unsure: the last four of the 15 columns, which older templates do not have.
 */
import { dateAndTime } from './dates';
import { amountCells, type HistoryFormat } from './format';

export const coinTracking: HistoryFormat = {
	name: 'CoinTracking',
	columns: [
		...['Type', 'Buy Amount', 'Buy Currency', 'Sell Amount', 'Sell Currency'],
		...['Fee', 'Fee Currency', 'Exchange', 'Trade-Group', 'Comment', 'Date', 'Tx-ID'],
		...['Buy Value in Account Currency', 'Sell Value in Account Currency', 'Liquidity pool'],
	],
	fee: 'included',
	labels: {
		...{ trade: 'Trade', deposit: 'Deposit', withdrawal: 'Withdrawal', otherFee: 'Other Fee' },
		...{ giftCodeIn: 'Deposit', giftCodeOut: 'Withdrawal' },
		...{ cashback: 'Income', referral: 'Income' },
		marginGain: 'Derivatives / Futures Profit',
		marginLoss: 'Derivatives / Futures Loss',
		marginFee: 'Other Fee',
	},
	cells: ({ id, time, received, sent, fee, description, transactionId }, label) => [
		label,
		...amountCells(received),
		...amountCells(sent),
		...amountCells(fee),
		...['EXMO', '', description, dateAndTime(time), transactionId || id],
		...['', '', ''],
	],
};
