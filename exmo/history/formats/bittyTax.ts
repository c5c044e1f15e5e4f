/**
 * BittyTax's generic file (docs/formats.md). The audit in its README takes the fee off besides. Unsure:
 * its own converter writes a column Raw Data as well, which is left out here.
 */
import { dateAndTime } from './dates';
import { amountCells, type HistoryFormat } from './format';

export const bittyTax: HistoryFormat = {
	name: 'BittyTax',
	columns: [
		...['Type', 'Buy Quantity', 'Buy Asset', 'Buy Value in GBP'],
		...['Sell Quantity', 'Sell Asset', 'Sell Value in GBP'],
		...['Fee Quantity', 'Fee Asset', 'Fee Value in GBP', 'Wallet', 'Timestamp', 'Note'],
	],
	fee: 'apart',
	labels: {
		...{ trade: 'Trade', deposit: 'Deposit', withdrawal: 'Withdrawal' },
		...{ giftCodeIn: 'Gift-Received', giftCodeOut: 'Gift-Sent' },
		...{ cashback: 'Cashback', referral: 'Referral' },
		...{ marginGain: 'Margin-Gain', marginLoss: 'Margin-Loss', marginFee: 'Margin-Fee' },
	},
	cells: ({ time, received, sent, fee, description }, label) => [
		label,
		...[...amountCells(received), ''],
		...[...amountCells(sent), ''],
		...[...amountCells(fee), ''],
		...['EXMO', dateAndTime(time), description],
	],
};
