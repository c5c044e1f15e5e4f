/** What the plan goes by: balances, networks, rules and order books, as EXMO shows them now. */
import { currenciesIn, readHoldings } from '../../../../../exmo/account/balances';
import { marginWallets } from '../../../../../exmo/account/margin';
import { OpenPairs, type OpenPair } from '../../../../../exmo/exit/conversion';
import type { ExitMarket, Holding } from '../../../../../exmo/exit/ways';
import { readBook } from '../../../../../exmo/market/estimate';
import { MAX_BOOK_LEVELS, networks, orderBooks } from '../../../../../exmo/market/lists';
import type { PairRules } from '../../../../../exmo/market/pairs';
import { Routes, type PairPrice } from '../../../../../exmo/market/routes';
import { usualQuote } from '../../../../../exmo/market/usualQuote';
import { amountOf } from '../../../../../exmo/money/amounts';
import { isZero, multiply, round } from '../../../../../exmo/money/decimal';
import { middleOf } from '../../../../../exmo/money/middle';
import type { ExmoClient } from '../../../../shared/exchange/client';

/** As many pairs in one `order_book` were seen to work (exmo-api/REST.md 2.2). */
const PAIRS_A_REQUEST = 24;
const VALUE_DECIMALS = 8;

/** Holdings, and whether the margin wallet could be read. */
export interface Held {
	readonly holdings: readonly Holding[];
	readonly knowsMargin: boolean;
}

/** What the account has; of the margin wallet only what can be read. */
export async function readHeld(client: ExmoClient): Promise<Held> {
	const { free, reserved } = await readHoldings(client.call);
	const margin = await marginWallets(client.call).catch(() => undefined);
	const currencies = new Set([
		...currenciesIn({ free, reserved }),
		...(margin ? Object.keys(margin) : []),
	]);
	const holdings = [...currencies]
		.map((currency) => ({
			currency,
			free: amountOf(free[currency]),
			inOrders: amountOf(reserved[currency]),
			inMargin: amountOf(margin?.[currency]?.balance),
		}))
		.filter((one) => ![one.free, one.inOrders, one.inMargin].every(isZero));
	return { holdings, knowsMargin: margin !== undefined };
}

/** The rules of every pair whose rules can be read: without them no order could be checked. */
async function readRules(client: ExmoClient): Promise<PairRules[]> {
	return [...(await client.pairs()).values()].flatMap((pair) => {
		try {
			return [pair.rules()];
		} catch {
			return [];
		}
	});
}

async function readPairs(client: ExmoClient): Promise<OpenPair[]> {
	const rules = await readRules(client);
	const pairs: OpenPair[] = [];
	for (let index = 0; index < rules.length; index += PAIRS_A_REQUEST) {
		const part = rules.slice(index, index + PAIRS_A_REQUEST);
		const names = part.map(({ pair }) => pair).join(',');
		const books = await orderBooks(client.call, names, MAX_BOOK_LEVELS);
		for (const one of part) {
			const book = books[one.pair];
			if (book) pairs.push({ rules: one, book: readBook(book) });
		}
	}
	return pairs;
}

/** A pair that lacks a bid or an ask has no price. */
function priceOf({ rules: { pair }, book }: OpenPair): PairPrice {
	const middle = middleOf(book.bids[0]?.price, book.asks[0]?.price);
	return { pair, sell: middle, buy: middle };
}

export interface PlanMarket extends ExitMarket {
	/** In which everything is counted. */
	readonly valueCurrency: string;
	/** Every currency that some pair, network or holding names. */
	readonly currencies: ReadonlySet<string>;
}

/** @param choose the currency to count in, among those that can be */
export async function readMarket(
	client: ExmoClient,
	choose: (usual: string, known: ReadonlySet<string>) => string,
): Promise<PlanMarket> {
	const all = await networks(client.call);
	const pairs = await readPairs(client);
	const traded = new Set(pairs.flatMap(({ rules: { base, quote } }) => [base, quote]));
	const valueCurrency = choose(usualQuote(pairs.map(({ rules }) => rules.quote)), traded);
	const routes = new Routes(pairs.map(priceOf), valueCurrency);
	return {
		valueCurrency,
		currencies: new Set([...traded, ...all.map(({ currency }) => currency)]),
		networks: all.filter(({ type }) => type === 'withdraw'),
		pairs: new OpenPairs(pairs),
		valueOf(currency, amount) {
			const route = routes.best(currency);
			return route && round(multiply(amount, route.price), VALUE_DECIMALS, 'down');
		},
	};
}
