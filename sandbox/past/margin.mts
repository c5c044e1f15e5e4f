// The margin side of the account with a past: opened and closed again, with something left.
import { floor8, money, percentOf, ZERO, type Money } from '../exchange/money.mts';
import type { Noise } from '../market/noise.mts';
import { rounded, usdAt } from './prices.mts';
import type { PastMarginEntry, PastMarginTrade } from './rows.mts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const FIRST_MS = Date.UTC(2022, 0, 20, 8);
const ROUNDS = 40;
/** 40 rounds last until the summer of 2025. */
const ROUND_MS = 31 * DAY_MS;
const PAIRS = ['BTC_USDT', 'ETH_USDT', 'XRP_USDT'] as const;

/** The position that is open at the notice: writing the account opens it with these figures. */
export const OPEN_POSITION = {
	pair: 'BTC_USDC',
	quantity: '0.002',
	price: '85900',
	leverage: '2',
	openedMs: Date.UTC(2026, 6, 2, 9, 30),
} as const;

/** Money that moved to the margin wallet. */
const TRANSFERS = [
	{ atMs: Date.UTC(2022, 0, 19), currency: 'USDT', amount: '900' },
	{ atMs: Date.UTC(2024, 2, 1), currency: 'USDT', amount: '150.00000001' },
	{ atMs: Date.UTC(2026, 6, 1), currency: 'USDC', amount: '150' },
] as const;
/** Then all but this moved back. */
const LEFT = { atMs: Date.UTC(2025, 8, 1), currency: 'USDT', amount: '41.00000007' } as const;

const firstId = 512_345_678_901_234_567n;
const idStep = 40_000_000_000_013n;

/** Entries and trades in the order of time; IDs rise with it. */
export function planMargin(noise: Noise): {
	entries: PastMarginEntry[];
	trades: PastMarginTrade[];
} {
	const wallet = new Map<string, Money>();
	const entries: PastMarginEntry[] = [];
	const trades: PastMarginTrade[] = [];
	let used = 0n;
	const nextId = () => firstId + idStep * used++;

	const note = (
		currency: string,
		type: PastMarginEntry['type'],
		amount: Money,
		atMs: number,
	): void => {
		if (amount.isZero()) return;
		const balance = (wallet.get(currency) ?? ZERO).plus(amount);
		if (balance.isNegative()) throw new Error(`The margin wallet's ${currency} is overdrawn.`);
		wallet.set(currency, balance);
		entries.push({ id: nextId(), currency, type, amount, balance, atMs });
	};
	const trade = (made: Omit<PastMarginTrade, 'id' | 'orderId'>): void => {
		const currency = made.pair.split('_')[1];
		const percent = made.isMaker ? '0' : '0.05';
		const fee = percentOf(percent, floor8(made.price.times(made.quantity)));
		note(currency, 'fee', fee.negated(), made.atMs);
		trades.push({ ...made, orderId: nextId(), id: nextId() });
	};
	const round = (index: number, atMs: number): void => {
		const pair = PAIRS[index % PAIRS.length];
		const [base, quote] = pair.split('_');
		const [opens, closes] =
			index % 4 === 3 ? (['sell', 'buy'] as const) : (['buy', 'sell'] as const);
		const at = usdAt(noise, base, atMs);
		const price = rounded(at, 6);
		const quantity = rounded(120 / at, 3);
		trade({ pair, side: opens, price, quantity, isMaker: index % 3 === 0, atMs });
		for (let hour = 1; hour <= 1 + (index % 4); hour++) {
			const funding = percentOf('0.02', floor8(price.times(quantity).div(2)));
			note(quote, 'funding', funding.negated(), atMs + hour * HOUR_MS);
		}
		const endMs = atMs + 6 * HOUR_MS;
		const moved = 0.94 + 0.12 * noise.uniform('margin exit', index);
		const exit = rounded(at * moved, 6);
		trade({ pair, side: closes, price: exit, quantity, isMaker: false, atMs: endMs });
		const perUnit = opens === 'buy' ? exit.minus(price) : price.minus(exit);
		note(quote, 'trade', floor8(perUnit.times(quantity)), endMs);
	};

	const work: [atMs: number, run: () => void][] = [
		...TRANSFERS.map(({ atMs, currency, amount }): [number, () => void] => [
			atMs,
			() => note(currency, 'transfer', money(amount), atMs),
		]),
		...Array.from({ length: ROUNDS }, (_, index): [number, () => void] => {
			const atMs = FIRST_MS + index * ROUND_MS;
			return [atMs, () => round(index, atMs)];
		}),
		[LEFT.atMs, moveBack],
		[OPEN_POSITION.openedMs, openLast],
	];
	function moveBack(): void {
		const { currency, amount, atMs } = LEFT;
		note(currency, 'transfer', money(amount).minus(wallet.get(currency) ?? ZERO), atMs);
	}
	function openLast(): void {
		const { pair, price, quantity, openedMs } = OPEN_POSITION;
		const size = { price: money(price), quantity: money(quantity) };
		trade({ pair, side: 'buy', ...size, isMaker: false, atMs: openedMs });
	}
	for (const [, run] of work.toSorted(([a], [b]) => a - b)) run();
	return { entries, trades };
}
