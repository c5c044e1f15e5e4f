// IDs, addresses and hashes for the planned rows. IDs rise with time, and stay below those that the
// sandbox gives out while it runs.
import { createHash } from 'node:crypto';
import type { OwnTrade } from '../exchange/accounts.mts';
import { ZERO } from '../exchange/money.mts';
import type { Noise } from '../market/noise.mts';
import { CURRENCIES } from './currencies.mts';
import type { Movement } from './operations.mts';
import { PAIRS } from './pairs.mts';
import { rounded, usdAt } from './prices.mts';
import type { PastOperation, PastOrder } from './rows.mts';
import type { Deal } from './spot.mts';

interface Series {
	readonly first: bigint;
	readonly step: bigint;
}

/** As long as EXMO's are (exmo-api/REST.md 1.8). */
const ORDERS: Series = { first: 11_000_000_019n, step: 7_000_003n };
const CANCELLED_ORDERS: Series = { first: 10_000_000_019n, step: 11_000_003n };
const TRADES: Series = { first: 201_000_007n, step: 100_003n };
const STOPS: Series = { first: 512_345_678_901_234_567n, step: 40_000_000_000_003n };
const CANCELLED_STOPS: Series = { first: 502_345_678_901_234_567n, step: 40_000_000_000_003n };
const TASKS: Series = { first: 20_000_011n, step: 40_009n };
const OPERATIONS: Series = { first: 41_234_567_890_123_457n, step: 15_000_000_000_007n };

const idOf = ({ first, step }: Series, index: number): bigint => first + step * BigInt(index);

const MINUTE_MS = 60_000;
/** One order in so many was fired by a stop order, or has an ID of the user's own. */
const STOP_EVERY = 41;
const CLIENT_EVERY = 17;

/** Trades and their orders, from deals in the order of time. */
export function withOrders(deals: readonly Deal[]): { trades: OwnTrade[]; orders: PastOrder[] } {
	const groups: Deal[][] = [];
	const latest = new Map<string, Deal[]>();
	for (const deal of deals) {
		const group = deal.isContinued ? latest.get(deal.pair) : undefined;
		if (group) group.push(deal);
		else {
			groups.push([deal]);
			latest.set(deal.pair, groups.at(-1)!);
		}
	}
	const numbers = new Map(deals.map((deal, index) => [deal, index]));
	const orders = groups.map((group, index): PastOrder => {
		const [{ pair, side, price, atMs, execType }] = group;
		const id = idOf(ORDERS, index);
		const parentId = index % STOP_EVERY === 7 ? idOf(STOPS, index) : undefined;
		const clientId = index % CLIENT_EVERY === 5 ? BigInt(100_500 + index) : 0n;
		const trades = group.map(
			({ isContinued: _, percent, ...deal }): OwnTrade => ({
				...deal,
				id: 0n,
				orderId: id,
				...(parentId === undefined ? {} : { parentId }),
				clientId,
				commissionPercent: deal.execType === '' ? '' : percent,
			}),
		);
		group.forEach((deal, nth) => (trades[nth].id = idOf(TRADES, numbers.get(deal)!)));
		const quantity = group.reduce((sum, deal) => sum.plus(deal.quantity), ZERO);
		const createdMs = execType === 'maker' ? atMs - 45 * MINUTE_MS : atMs;
		return { id, isStop: false, pair, side, price, quantity, createdMs, trades };
	});
	const trades = orders.flatMap((order) => order.trades).toSorted((a, b) => (a.id < b.id ? -1 : 1));
	return { trades, orders };
}

const CANCELLED = 80;

/** Orders that never traded, oldest first: on pairs that are named somewhere, and on those that only these name. */
export function planCancelled(noise: Noise): PastOrder[] {
	const pairs = PAIRS.filter(({ trace }) => trace === 'named');
	const only = PAIRS.filter(({ trace }) => trace === 'cancelledOrder');
	const orders = Array.from({ length: CANCELLED }, (_, index) => {
		const draw = (what: string) => noise.uniform(`cancelled ${what}`, index);
		const pair = only[index] ?? pairs[Math.floor(draw('pair') * pairs.length)];
		const createdMs = Math.floor(pair.fromMs + draw('time') * (pair.toMs - pair.fromMs));
		const [base, quote] = pair.name.split('_');
		const usd = usdAt(noise, base, createdMs);
		const isStop = index % 5 === 4;
		return {
			isStop,
			pair: pair.name,
			side: draw('side') < 0.5 ? ('buy' as const) : ('sell' as const),
			price: rounded((usd / usdAt(noise, quote, createdMs)) * (0.7 + draw('away') * 0.6), 5),
			quantity: rounded(20 / usd, 4),
			createdMs,
			trades: [],
		};
	});
	return orders
		.toSorted((a, b) => a.createdMs - b.createdMs)
		.map((order, index) => ({
			...order,
			id: idOf(order.isStop ? CANCELLED_STOPS : CANCELLED_ORDERS, index),
		}));
}

/** Tags as users have written them: a spreadsheet takes some of them for a formula. */
const TAGS = ['100200300', '=1+2', '+4917', '-17', '@memo', ''];
const TAGGED = ['XRP', 'XLM', 'EOS', 'TON', 'ATOM'];

/** Operations in the order of time, each with its IDs. */
export const withIds = (movements: readonly Movement[]): PastOperation[] =>
	movements
		.toSorted((a, b) => a.createdMs - b.createdMs)
		.map((movement, index): PastOperation => {
			const { type, currency, provider, createdMs, excode = '' } = movement;
			const isOnChain =
				CURRENCIES[currency]?.kind !== 'fiat' &&
				(provider === currency || provider.startsWith(`${currency} (`));
			const leaves = type === 'withdraw';
			const hash = createHash('sha256').update(`past operation ${index}`).digest('hex');
			return {
				id: idOf(OPERATIONS, index),
				taskId: idOf(TASKS, index),
				commission: ZERO,
				paidMs: createdMs + (leaves && isOnChain ? 20 * MINUTE_MS : 0),
				address: isOnChain ? `sandboxpast${currency.toLowerCase()}${index}` : '',
				invoice: leaves && TAGGED.includes(currency) ? TAGS[index % TAGS.length] : '',
				txid: isOnChain ? hash : '',
				excode,
				...movement,
			};
		});
