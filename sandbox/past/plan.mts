// The whole history of the account with a past, made up from a seed.
import { money, ZERO, type Money } from '../exchange/money.mts';
import { Noise } from '../market/noise.mts';
import { CURRENCIES, NOTICE_MS } from './currencies.mts';
import { planCancelled, withIds, withOrders } from './ids.mts';
import { planMargin } from './margin.mts';
import { cutOf, Operations } from './operations.mts';
import { BEGAN_MS, NO_ROUBLES_MS, PAIRS } from './pairs.mts';
import type { Cut, PastMarginEntry, Plan } from './rows.mts';
import { SpotWallet, type Deal } from './spot.mts';

const OPERATIONS = 1_200;

const DAY_MS = 86_400_000;
const RANDOM_UNTIL_MS = Date.UTC(2026, 6, 6);

/** Something that happens at a moment; the first of two at one moment is the one that was named first. */
type Happening = readonly [atMs: number, run: () => void];

/** What happens at moments of its own, whatever the seed. */
function fixedOperations(operations: Operations): Happening[] {
	const at = (text: string) => Date.parse(`${text}Z`);
	const deposit = (when: string, currency: string, amount: string): Happening => [
		at(when),
		() => operations.deposit(currency, money(amount), at(when)),
	];
	const withdraw = (
		when: string,
		currency: string,
		amount: string,
		more: Parameters<Operations['withdraw']>[3] = {},
	): Happening => [at(when), () => operations.withdraw(currency, money(amount), at(when), more)];
	const waiting = (status: string) => ({ status, paidMs: Infinity });
	return [
		deposit('2021-03-01T10:00', 'HIVE', '2500'),
		deposit('2022-01-18T10:00', 'USDT', '1100'),
		deposit('2024-02-28T10:00', 'USDT', '400'),
		deposit('2026-06-30T10:00', 'USDC', '600'),
		withdraw('2026-07-21T08:12', 'XRP', '1000'),
		withdraw('2026-07-25T19:40', 'BTC', '0.1'),
		withdraw('2026-08-03T06:30', 'USDC', '200'),
		[
			at('2026-08-20T14:00'),
			() => operations.cancelled('XRP', money('150'), at('2026-08-20T14:00')),
		],
		// Two that still wait, whatever the time is
		withdraw('2026-09-16T09:00', 'ETH', '0.5', waiting('Processing')),
		withdraw('2026-09-17T09:00', 'USDC', '40', waiting('Verifying')),
		[NO_ROUBLES_MS + DAY_MS, () => operations.endRoubles(NO_ROUBLES_MS + DAY_MS)],
	];
}

/** What the margin wallet holds of a currency at the end: nothing moves in it after the notice. */
const marginHeld = (entries: readonly PastMarginEntry[], currency: string): Money =>
	entries.findLast((entry) => entry.currency === currency)?.balance ?? ZERO;

function planCuts(entries: readonly PastMarginEntry[]): Cut[] {
	return Object.entries(CURRENCIES)
		.map(([currency, { kept = '0' }]) => cutOf(currency, marginHeld(entries, currency).plus(kept)))
		.filter(({ amount }) => !amount.isZero());
}

/** The same seed makes the same history. */
function makePlan(seed: number): Plan {
	const noise = new Noise(seed);
	const margin = planMargin(noise);
	const cuts = planCuts(margin.entries);
	const wallet = new SpotWallet(noise, PAIRS);
	const operations = new Operations(noise, wallet);
	const deals: Deal[] = [];

	const fixed = fixedOperations(operations);
	const byChance =
		OPERATIONS - fixed.length - Operations.FIRST - Operations.TIDIED.length - cuts.length - 1;
	const moment = (name: string, index: number, fromMs: number, toMs: number) =>
		Math.floor(fromMs + noise.uniform(name, index) * (toMs - fromMs));
	const happenings: Happening[] = [
		[BEGAN_MS, () => operations.first(BEGAN_MS)],
		...fixed,
		...margin.entries
			.filter(({ type }) => type === 'transfer')
			.map(
				({ atMs, currency, amount }): Happening => [
					atMs,
					() => wallet.add(currency, amount.negated()),
				],
			),
		...Array.from({ length: byChance }, (_, index): Happening => {
			const atMs = moment('operation', index, BEGAN_MS + DAY_MS, RANDOM_UNTIL_MS);
			return [atMs, () => operations.any(index, atMs)];
		}),
		...PAIRS.flatMap((pair) =>
			Array.from({ length: pair.trades }, (_, index): Happening => {
				const atMs = moment(`trade on ${pair.name}`, index, pair.fromMs, pair.toMs);
				return [atMs, () => void deals.push(wallet.trade(pair, deals.length, atMs))];
			}),
		),
		[Date.UTC(2026, 6, 10), () => operations.tidyUp()],
		[NOTICE_MS, () => operations.swap(cuts)],
	];
	for (const [, run] of happenings.toSorted(([a], [b]) => a - b)) run();

	const { trades, orders } = withOrders(deals);
	return {
		trades,
		orders,
		cancelled: planCancelled(noise),
		operations: withIds(operations.made),
		marginEntries: margin.entries,
		marginTrades: margin.trades,
		cuts,
	};
}

const made = new Map<number, Plan>();

/** The plan of a seed; the latest ones are remembered, so that a reset costs nothing. */
export function planOf(seed: number): Plan {
	const known = made.get(seed);
	if (known) return known;
	if (made.size >= 3) made.clear();
	const plan = makePlan(seed);
	made.set(seed, plan);
	return plan;
}
