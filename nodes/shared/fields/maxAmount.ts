/** A guard on what leaves the account: an expression or an agent may bring any amount. */
import type { INodeProperties } from 'n8n-workflow';

import { compare, formatDecimal, type Decimal } from '../../../exmo/money/decimal';
import { InvalidInput } from '../errors/nodeErrors';

export const maxAmountOption: INodeProperties = {
	displayName: 'Max Amount',
	name: 'maxAmount',
	type: 'string',
	default: '',
	placeholder: 'e.g. 500',
	description: 'In the currency itself. A larger amount is not sent.',
};

/** @throws InvalidInput when the amount is more than the option allows, if it was added */
export function checkMaxAmount(amount: Decimal, currency: string, max: Decimal | undefined): void {
	if (max === undefined || compare(amount, max) <= 0) return;
	throw new InvalidInput(
		`The amount ${formatDecimal(amount)} ${currency} is more than the Max Amount of ${formatDecimal(max)} ${currency}.`,
	);
}
