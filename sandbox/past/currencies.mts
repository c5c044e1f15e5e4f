// What the account with a past has dealt in. All figures are invented; only the codes are EXMO's.

/** One currency of the account. */
interface PastCurrency {
	readonly kind: 'fiat' | 'stable' | 'coin';
	/** About what one was worth in USD: prices of pairs follow from it. */
	readonly usd: number;
	/** What is left in the spot wallet on the day before the notice; nothing unless it is said. */
	readonly kept?: string;
	/** USDRec for one when balances were cut. EXMO's own rate is not known. */
	readonly claim?: string;
	/** Never deposited, never withdrawn: only trades or cancelled orders tell of it. */
	readonly onlyTraded?: boolean;
	/** Deposited and withdrawn at fixed moments only, to the last digit. */
	readonly onlyTouched?: boolean;
}

const fiat = (usd: number, more: Partial<PastCurrency> = {}): PastCurrency => ({
	kind: 'fiat',
	usd,
	...more,
});
const stable = (more: Partial<PastCurrency> = {}): PastCurrency => ({
	kind: 'stable',
	usd: 1,
	...more,
});
const coin = (usd: number, more: Partial<PastCurrency> = {}): PastCurrency => ({
	kind: 'coin',
	usd,
	...more,
});

export const CURRENCIES: Readonly<Record<string, PastCurrency>> = {
	USD: fiat(1, { kept: '183.44', claim: '1' }),
	EUR: fiat(1.1, { kept: '440.07', claim: '1.16' }),
	UAH: fiat(0.027, { kept: '12345.67', claim: '0.024' }),
	PLN: fiat(0.25, { kept: '0.3', claim: '0.27' }),
	GBP: fiat(1.3),
	RUB: fiat(0.0135),

	USDT: stable({ kept: '45.50000001', claim: '1' }),
	USDC: stable({ kept: '2100.12345678', claim: '1' }),
	DAI: stable(),
	GUSD: stable(),

	BTC: coin(40_000, { kept: '0.35271944', claim: '85900' }),
	ETH: coin(2_400, { kept: '4.20000017', claim: '2748' }),
	XRP: coin(0.6, { kept: '3500.001', claim: '1.55' }),
	SOL: coin(70, { kept: '18.75000003', claim: '117' }),
	DOGE: coin(0.1, { kept: '12000.5', claim: '0.12' }),
	LTC: coin(90, { kept: '0.0004', claim: '82' }),
	ADA: coin(0.5, { kept: '0.00000317', claim: '0.41' }),
	TRX: coin(0.07, { kept: '0.00000002', claim: '0.3' }),
	XLM: coin(0.15, { kept: '0.7', claim: '0.25' }),
	GAS: coin(5, { kept: '83.4', claim: '2.1' }),
	QTUM: coin(4, { kept: '120.00000009', claim: '1.5' }),
	GMT: coin(0.3, { kept: '2750.25', claim: '0.18' }),
	// No longer listed by any market of the sandbox, and with no network
	DASH: coin(90, { kept: '0.00004211', claim: '25' }),
	WAVES: coin(6, { kept: '1.5', claim: '0.9' }),
	EXM: coin(0.02, { kept: '314.15926535', claim: '0.004' }),

	BCH: coin(350),
	ETC: coin(20),
	ZEC: coin(80),
	XEM: coin(0.08),
	EOS: coin(2),
	DOT: coin(9),
	ALGO: coin(0.3),
	UNI: coin(8),
	SHIB: coin(0.000012),
	TON: coin(4),
	ATOM: coin(12),
	XTZ: coin(1.5),
	NEAR: coin(4),
	ROOBEE: coin(0.003),
	CRON: coin(0.05),
	PRQ: coin(0.3),
	BTT100K: coin(0.07),
	RENDER: coin(6),
	HMSTR: coin(0.003),

	NEO: coin(20, { onlyTraded: true }),
	BTCZ: coin(0.0009, { onlyTraded: true }),
	HIVE: coin(0.4, { onlyTouched: true }),
};

/** Of each dollar a share was swapped, says the notice of 2026-07-14 (exmo-api/REST.md 0.3). */
export const CUT = '0.294';
export const NOTICE_MS = Date.UTC(2026, 6, 14, 12);
export const CLAIM_TOKEN = 'USDRec';
