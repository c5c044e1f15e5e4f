/** A guard on what leaves the account: an expression or an agent may bring any amount. */
import type { INodeProperties } from 'n8n-workflow';

import { compare, formatDecimal, parseDecimal, type Decimal } from '../../exmo/decimal';
import { InvalidInput } from './nodeErrors';

export const maxAmountOption: INodeProperties = {
	displayName: 'Max Amount',
	name: 'maxAmount',
	type: 'string',
	default: '',
	placeholder: 'e.g. 500',
	description: 'In the currency itself. A larger amount is not sent.',
};

/** @throws InvalidInput when the amount is more than the option allows */
export function checkMaxAmount(amount: Decimal, currency: string, maxAmount: unknown): void {
	if (maxAmount === undefined) return;
	const max = parseDecimal(String(maxAmount));
	if (compare(amount, max) <= 0) return;
	throw new InvalidInput(
		`The amount ${formatDecimal(amount)} ${currency} is more than the Max Amount of ${formatDecimal(max)} ${currency}.`,
	);
}
