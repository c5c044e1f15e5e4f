/** EXMO's own columns: every row of the history with everything that it says. */
import { parseDecimal } from '../../money/decimal';
import type { Cell } from './format';

/** In the order of the file. What a row has nothing to say about is "". */
export const COLUMNS = [
	'id',
	'kind',
	'created',
	'createdAt',
	'pair',
	'side',
	'orderType',
	'role',
	'price',
	'triggerPrice',
	'quantity',
	'remainingQuantity',
	'amount',
	'currency',
	'feeAmount',
	'feeCurrency',
	'feePercent',
	'status',
	'orderId',
	'clientOrderId',
	'stopOrderId',
	'provider',
	'address',
	'tag',
	'transactionId',
	'taskId',
] as const;

/** Columns of numbers: anything else that stands in one is a text. */
const NUMBERS: ReadonlySet<string> = new Set([
	...['created', 'price', 'triggerPrice', 'quantity', 'remainingQuantity'],
	...['amount', 'feeAmount', 'feePercent'],
]);

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/** The cells of a row's fields. */
export const exmoCells = (fields: Readonly<Record<string, unknown>>): Cell[] =>
	COLUMNS.map((column) => {
		const text = String(fields[column] ?? '');
		return NUMBERS.has(column) && PLAIN_NUMBER.test(text) ? parseDecimal(text) : text;
	});
