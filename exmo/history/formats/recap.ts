/**
 * Recap's CSV (docs/formats.md). It has no word for margin that is known here. Second-hand: that the fee
 * is taken off besides.
 */
import { isoWithZone } from './dates';
import { amountCells, type HistoryFormat } from './format';

export const recap: HistoryFormat = {
	name: 'Recap',
	columns: [
		...['Type', 'Date', 'InOrBuyAmount', 'InOrBuyCurrency', 'OutOrSellAmount'],
		...['OutOrSellCurrency', 'FeeAmount', 'FeeCurrency'],
	],
	fee: 'apart',
	labels: {
		...{ trade: 'Trade', deposit: 'Deposit', withdrawal: 'Withdrawal' },
		...{ giftCodeIn: 'Deposit', giftCodeOut: 'Withdrawal' },
		...{ cashback: 'Income', referral: 'Income' },
	},
	cells: ({ time, received, sent, fee }, label) => [
		...[label, isoWithZone(time)],
		...amountCells(received),
		...amountCells(sent),
		...amountCells(fee),
	],
};
