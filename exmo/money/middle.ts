import { add, divide, isPositive, parseDecimal, type Decimal } from './decimal';

const TWO = parseDecimal('2');

/** Half way between the best bid and the best ask, exact; undefined when one side of the book is empty. */
export function middleOf(bid: Decimal | undefined, ask: Decimal | undefined): Decimal | undefined {
	if (!bid || !ask || !isPositive(bid) || !isPositive(ask)) return undefined;
	const sum = add(bid, ask);
	return divide(sum, TWO, sum.scale + 1, 'half');
}
