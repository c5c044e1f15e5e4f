// The pairs of the account with a past, and how many trades it has on each.

/** How an exporting client can come to know the pair. The sandbox tells it apart only for tests. */
type Trace =
	/** Still listed in September 2026. */
	| 'listed'
	/** Not listed any more, but named by public sources. */
	| 'named'
	/** Named by nobody: only a currency that the account has touched leads to it. */
	| 'currency'
	/** Named by nobody: only a cancelled order of the account leads to it. */
	| 'cancelledOrder';

export interface PastPair {
	readonly name: string;
	readonly trades: number;
	readonly trace: Trace;
	readonly fromMs: number;
	readonly toMs: number;
}

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

export const BEGAN_MS = day('2020-02-01');
const FIRST_MS = day('2020-03-01');
/** The last day of trading before the notice; then the account is tidied up. */
const LAST_MS = day('2026-07-08');
/** Roubles left in 2022 here. */
export const NO_ROUBLES_MS = day('2022-04-10');
export const TIDIED_MS = day('2026-07-10');

/** Pairs with the number of their trades: one, full pages, one more than a page, and many. */
const NAMED: Readonly<Record<string, number>> = {
	BTC_USDT: 760,
	BTC_USD: 601,
	ETH_USD: 420,
	ETH_USDT: 330,
	BTC_EUR: 300,
	ETH_BTC: 250,
	XRP_USD: 201,
	XRP_USDT: 200,
	BTC_UAH: 150,
	BTC_RUB: 130,
	USDT_RUB: 101,
	USDT_UAH: 100,
	ETH_RUB: 99,
	LTC_USD: 90,
	LTC_BTC: 70,
	DOGE_USD: 70,
	EXM_USDT: 66,
	EXM_BTC: 40,
	DASH_USD: 60,
	DASH_RUB: 12,
	ZEC_USD: 40,
	WAVES_USD: 44,
	WAVES_BTC: 20,
	NEO_USD: 31,
	NEO_BTC: 12,
	BCH_USD: 40,
	ETC_USD: 30,
	XEM_USD: 20,
	EOS_USD: 20,
	TRX_USD: 30,
	XLM_USD: 30,
	ADA_USDT: 55,
	DOT_USDT: 30,
	ALGO_USDT: 25,
	UNI_USDT: 20,
	SHIB_USDT: 25,
	TON_USDT: 40,
	ATOM_USD: 20,
	XTZ_USD: 15,
	NEAR_USDT: 15,
	SOL_USDT: 60,
	GAS_USD: 20,
	QTUM_USD: 20,
	GMT_USDT: 20,
	GMT_BTC: 8,
	DAI_USD: 9,
	GUSD_USD: 4,
	USDC_USDT: 45,
	USDC_USD: 20,
	USDT_USD: 60,
	USDT_PLN: 12,
	BTC_GBP: 15,
	ROOBEE_USDT: 7,
	CRON_BTC: 6,
	PRQ_USDT: 5,
	BTT100K_USDT: 3,
	RENDER_USDC: 2,
	HMSTR_USDC: 1,
	EXM_USDC: 1,
};

const BY_CURRENCY: Readonly<Record<string, number>> = {
	NEO_EUR: 11,
	DASH_EUR: 14,
	WAVES_EUR: 7,
	ZEC_USDT: 9,
	HIVE_BTC: 8,
	HIVE_EXM: 2,
	GAS_EUR: 1,
};

const BY_ORDER: Readonly<Record<string, number>> = { BTCZ_UAH: 3 };

/** From the notice on there are these only (exmo-api/MARKET-2026-09.md). */
const LISTED: Readonly<Record<string, number>> = {
	BTC_USDC: 14,
	ETH_USDC: 12,
	XRP_USDC: 10,
	EUR_USDC: 4,
	ADA_USDC: 0,
	DOGE_USDC: 3,
};

const TRADES = 5_000;

function windowOf(name: string, trace: Trace): [fromMs: number, toMs: number] {
	if (trace === 'listed') return [day('2026-07-20'), day('2026-09-15')];
	if (name.endsWith('_RUB')) return [FIRST_MS, NO_ROUBLES_MS];
	if (/^(RENDER|HMSTR|BTT100K)_|^EXM_USDC/.test(name)) return [day('2025-03-01'), LAST_MS];
	if (/^HIVE_/.test(name)) return [day('2021-03-05'), day('2021-11-01')];
	return [FIRST_MS, LAST_MS];
}

function pairsOf(counts: Readonly<Record<string, number>>, trace: Trace): PastPair[] {
	return Object.entries(counts)
		.filter(([, trades]) => trades > 0)
		.map(([name, trades]) => {
			const [fromMs, toMs] = windowOf(name, trace);
			return { name, trades, trace, fromMs, toMs };
		});
}

const SMALL: readonly PastPair[] = [
	...pairsOf(NAMED, 'named'),
	...pairsOf(BY_CURRENCY, 'currency'),
	...pairsOf(BY_ORDER, 'cancelledOrder'),
	...pairsOf(LISTED, 'listed'),
];

/** All pairs; the first one has what the others leave of 5,000. */
export const PAIRS: readonly PastPair[] = SMALL.map((pair, index) => {
	const others = SMALL.slice(1).reduce((sum, { trades }) => sum + trades, 0);
	return index === 0 ? { ...pair, trades: TRADES - others } : pair;
});
