/** What a file format is: its columns, how it tells a movement, and how it counts the fee. */
import { add, subtract, type Decimal } from '../../money/decimal';
import type { Amount, Label, Movement } from './movement';

/** A text, or a number: the one is made harmless for spreadsheets, the other is left alone. */
export type Cell = string | Decimal;

export interface HistoryFormat {
	/** As the program is called. */
	readonly name: string;
	readonly columns: readonly string[];
	/**
	 * How it reads a fee beside the amounts. EXMO takes it from what is received.
	 * `apart`: it is taken off besides, so the amount received stands there before the fee;
	 * `included`: it only informs, so the amount received stands there after the fee.
	 */
	readonly fee: 'apart' | 'included';
	/** The format's words for what EXMO has; what has none cannot be told in it. */
	readonly labels: Partial<Record<Label, string>>;
	/** The cells of a movement, in the order of the columns. */
	cells(movement: Movement, label: string): Cell[];
}

/** Amount and currency, or two empty cells. */
export const amountCells = (amount: Amount | undefined): [Cell, string] =>
	amount ? [amount.amount, amount.currency] : ['', ''];

const isIn = (fee: Amount, side: Amount | undefined): side is Amount =>
	side?.currency === fee.currency;

/** The movement with its fee counted into the amounts; a fee in a third currency by itself. */
function withFeeIncluded(movement: Movement): Movement[] {
	const { fee, received, sent } = movement;
	if (!fee) return [movement];
	if (isIn(fee, received)) {
		const amount = subtract(received.amount, fee.amount);
		return [{ ...movement, received: { ...received, amount } }];
	}
	if (isIn(fee, sent)) {
		return [{ ...movement, sent: { ...sent, amount: add(sent.amount, fee.amount) } }];
	}
	const { id, time, description } = movement;
	const other: Movement = {
		...{ id: `${id}-fee`, time, label: 'otherFee', transactionId: '' },
		...{ sent: fee, description: `fee of ${description}` },
	};
	return [{ ...movement, fee: undefined }, other];
}

/** The lines of a movement; undefined when the format has no word for it. */
export function linesOf(format: HistoryFormat, movement: Movement): Cell[][] | undefined {
	const parts = format.fee === 'included' ? withFeeIncluded(movement) : [movement];
	const labels = parts.map(({ label }) => format.labels[label]);
	if (labels.includes(undefined)) return undefined;
	return parts.map((part, index) => format.cells(part, labels[index] ?? ''));
}
