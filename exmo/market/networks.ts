/** The networks by which money comes in and goes out (exmo-api/REST.md 2.9). */
import { entriesOf, rowsIn, type ByName, type Row } from '../api/rows';
import { amountOf } from '../money/amounts';
import { divide, isZero, multiply, parseDecimal, ZERO, type Decimal } from '../money/decimal';
import type { Limits } from './pairs';

export interface Network {
	readonly currency: string;
	/** As EXMO lists it: the currency, or the currency with the network in brackets, "USDT (TRC20)". */
	readonly name: string;
	/** The text in the brackets, what `withdraw_crypt` takes as `transport`; "" where there is none. */
	readonly transport: string;
	readonly type: 'deposit' | 'withdraw';
	/** In the currency; a maximum of zero is none. */
	readonly limits: Limits;
	readonly isEnabled: boolean;
	/** EXMO's text for people: "2 USDT", "0%", "-" or "". */
	readonly feeText: string;
	readonly comment: string;
	/** How many blocks EXMO waits for. */
	readonly confirmations: number;
}

/** The text in the brackets of a network's name: "TRC20" of "USDT (TRC20)"; "" where there are none. */
export const transportIn = (name: string): string => /\(([^)]+)\)\s*$/.exec(name)?.[1] ?? '';

const readNetwork = (currency: string, row: Row): Network => ({
	currency,
	name: String(row.name),
	transport: transportIn(String(row.name)),
	type: row.type === 'deposit' ? 'deposit' : 'withdraw',
	limits: { min: amountOf(row.min), max: amountOf(row.max) },
	isEnabled: row.enabled === true,
	feeText: String(row.commission_desc ?? ''),
	comment: String(row.comment ?? ''),
	confirmations: Number(row.currency_confirmations || 0),
});

/** Every network of `payments/providers/crypto/list`. */
export const readNetworks = (reply: ByName<readonly Row[]>): Network[] =>
	entriesOf(reply).flatMap(([currency, rows]) =>
		rowsIn(rows).map((row) => readNetwork(currency, row)),
	);

/** Whether a user's text means this network: "USDT (TRC20)" as well as "trc20". */
export function isNamed(network: Pick<Network, 'name' | 'transport'>, text: string): boolean {
	const wanted = text.trim().toLowerCase();
	return [network.name, network.transport].some((name) => name.toLowerCase() === wanted);
}

/**
 * The fee that EXMO's text names for an amount: "2 USDT", "2", "0.5%"; undefined for anything else,
 * "-" and "" included: they say nothing.
 */
export function feeOf({ feeText, currency }: Network, amount: Decimal): Decimal | undefined {
	const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(%|[A-Za-z0-9]*)$/.exec(feeText.trim()) ?? [];
	if (number === undefined) return undefined;
	const value = parseDecimal(number);
	if (isZero(value)) return ZERO;
	if (unit === '%') return divide(multiply(amount, value), parseDecimal('100'), 8, 'up');
	return unit === '' || unit === currency ? value : undefined;
}
