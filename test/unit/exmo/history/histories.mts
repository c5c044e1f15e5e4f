/** Histories as EXMO would send them, and what they add up to: by code of the tests' own, on decimal.js. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import type { HistoryRow } from '../../../../exmo/history/rows.ts';

const Exact = Decimal.clone({ precision: 60, toExpNeg: -40, toExpPos: 60 });
export type Sums = Map<string, Decimal>;

export const addTo = (sums: Sums, currency: string, amount: Decimal.Value): void =>
	void sums.set(currency, (sums.get(currency) ?? new Exact(0)).plus(amount));

/** Currencies that are not zero, as text. */
export const plain = (sums: Sums): Record<string, string> =>
	Object.fromEntries(
		[...sums]
			.filter(([, sum]) => !sum.isZero())
			.map(([currency, sum]) => [currency, sum.toFixed()]),
	);

const CURRENCIES = ['BTC', 'ETH', 'USD', 'USDC', 'USDRec', 'XRP'];
const amounts = fc
	.bigInt({ min: 1n, max: 10n ** 15n })
	.map((units) => new Exact(units.toString()).div('1e8').toFixed());
const times = fc.integer({ min: 1_500_000_000, max: 1_790_000_000 });
const currencies = fc.constantFrom(...CURRENCIES);

const trades = fc
	.record({
		...{ date: times, type: fc.constantFrom('buy', 'sell'), quantity: amounts, amount: amounts },
		pair: fc
			.tuple(currencies, currencies)
			.filter(([base, quote]) => base !== quote)
			.map((pair) => pair.join('_')),
		percent: fc.constantFrom('0', '0.1', '0.3', '1'),
		feeIn: fc.constantFrom('received', 'received', 'received', 'EXM'),
	})
	.map(({ percent, feeIn, ...row }): Record<string, unknown> => {
		const [base, quote] = row.pair.split('_');
		const [received, into] = row.type === 'buy' ? [row.quantity, base] : [row.amount, quote];
		return {
			...row,
			commission_percent: percent,
			commission_amount: new Exact(received).times(percent).div(100).toDP(8, 1).toFixed(),
			commission_currency: feeIn === 'EXM' ? 'EXM' : into,
		};
	});

const operations = fc
	.record({
		...{ created: times, currency: currencies, amount: amounts },
		type: fc.constantFrom('deposit', 'withdraw', 'withdrawal'),
		status: fc.constantFrom('Paid', 'paid', 'transferred'),
		provider: fc.constantFrom('USDT (TRC20)', '=cmd|x', 'Cashback', 'Referral program', 'EXCODE'),
		fee: fc.constantFrom('0', '0.00000001'),
		excode: fc.constantFrom('', '', 'EX-CODE_90001_USDinvented'),
		txid: fc.constantFrom('', 'cc33dd44'),
	})
	.map(
		({ fee, excode, txid, ...row }): Record<string, unknown> => ({
			...row,
			commission: row.type === 'deposit' ? '0' : fee,
			extra: { excode, txid, invoice: '' },
		}),
	);

/** Rows whose meaning is known, each with an ID of its own. */
export const histories: fc.Arbitrary<HistoryRow[]> = fc
	.array(
		fc.oneof(
			trades.map((row) => ({ source: 'trade' as const, row })),
			operations.map((row) => ({ source: 'wallet' as const, row })),
		),
		{ maxLength: 60 },
	)
	.map((rows) =>
		rows.map(({ source, row }, index) => ({
			source,
			row: {
				...row,
				...(source === 'trade' ? { trade_id: index + 1 } : { operation_id: index + 1 }),
			},
		})),
	);

/** What rows of known meaning add up to. */
export function sumsOf(rows: Iterable<HistoryRow>): Sums {
	const sums: Sums = new Map();
	for (const { source, row } of rows) {
		const text = (name: string) => String(row[name] ?? '');
		if (source === 'trade') {
			const [base, quote] = text('pair').split('_');
			const sign = text('type') === 'buy' ? 1 : -1;
			addTo(sums, base, new Exact(text('quantity')).times(sign));
			addTo(sums, quote, new Exact(text('amount')).times(-sign));
			addTo(sums, text('commission_currency'), new Exact(text('commission_amount') || 0).negated());
		} else if (source === 'wallet') {
			const sign = text('type') === 'deposit' ? 1 : -1;
			addTo(sums, text('currency'), new Exact(text('amount')).times(sign));
		}
	}
	return sums;
}
