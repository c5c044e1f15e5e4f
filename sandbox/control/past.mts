import { SWAPS, pastsOf, type Swap } from '../past/account.mts';
import type { Exchange } from '../exchange/exchange.mts';
import { UNLISTED, type ShownSettings, type Unlisted } from '../exchange/shown.mts';

/** How the lists show what was, and how the claim token came about. */
export interface PastSettings extends ShownSettings {
	swap: Swap;
}

/** Changes what is named and leaves the rest. Throws a sentence, and then nothing has changed. */
export function setPast(exchange: Exchange, changes: Partial<PastSettings>): void {
	const { swap, ...shown } = changes;
	if (swap !== undefined) for (const past of pastsOf(exchange)) past.setSwap(swap);
	exchange.shown.set(shown);
}

/** The settings, and what each account with a past has for a client to find. */
export const pastReport = (exchange: Exchange): Record<string, unknown> => ({
	...exchange.shown.get(),
	accounts: pastsOf(exchange).map((past) => past.report()),
});

/** Reads the body of PUT /_sandbox/past. Throws a sentence. */
export function parsePast(body: unknown): Partial<PastSettings> {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new Error('The body has to be an object.');
	}
	const { unlisted, pairs, mostTrades, withheld, swap, ...others } = body as Record<
		string,
		unknown
	>;
	const [unknown] = Object.keys(others);
	if (unknown !== undefined) {
		throw new Error(`"${unknown}" is none of unlisted, pairs, mostTrades, withheld, swap.`);
	}
	return {
		...(unlisted === undefined ? {} : { unlisted: oneOf('unlisted', UNLISTED, unlisted) }),
		...(pairs === undefined ? {} : { pairs: parsePairs(pairs) }),
		...(mostTrades === undefined ? {} : { mostTrades: parseCount(mostTrades) }),
		...(withheld === undefined ? {} : { withheld: parseIds(withheld) }),
		...(swap === undefined ? {} : { swap: oneOf('swap', SWAPS, swap) }),
	};
}

function oneOf<T extends string>(name: string, allowed: readonly T[], value: unknown): T {
	const found = allowed.find((one) => one === value);
	if (found === undefined) throw new Error(`"${name}" has to be one of ${allowed.join(', ')}.`);
	return found;
}

function parsePairs(value: unknown): Record<string, Unlisted> {
	if (typeof value !== 'object' || value === null) {
		throw new Error('"pairs" has to be an object, e.g. {"BTC_USDT": "refused"}.');
	}
	return Object.fromEntries(
		Object.entries(value).map(([pair, way]) => [pair, oneOf(`pairs.${pair}`, UNLISTED, way)]),
	);
}

function parseCount(value: unknown): number {
	if (!Number.isSafeInteger(value) || Number(value) < 0) {
		throw new Error('"mostTrades" has to be a whole number; 0 shows all.');
	}
	return Number(value);
}

function parseIds(value: unknown): string[] {
	if (!Array.isArray(value) || !value.every((id) => /^\d+$/.test(String(id)))) {
		throw new Error('"withheld" has to be a list of IDs as texts.');
	}
	return value.map(String);
}
