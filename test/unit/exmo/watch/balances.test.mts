import fc from 'fast-check';
import { Decimal } from 'decimal.js';
import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { changedBalances, countedBalances } from '../../../../exmo/watch/balances.ts';

const balancesOf = (texts: Record<string, string>) =>
	new Map(Object.entries(texts).map(([currency, text]) => [currency, parseDecimal(text)]));

const changes = (before: Record<string, string>, now: Record<string, string>, threshold = '0') =>
	changedBalances(before, balancesOf(now), parseDecimal(threshold)).map(
		({ currency, change }) => `${currency} ${formatDecimal(change)}`,
	);

test('more, less, new and gone', () => {
	expect(
		changes(
			{ BTC: '1', ETH: '2', LTC: '3', XRP: '4' },
			{ BTC: '1.5', ETH: '1', LTC: '3', SOL: '7' },
		),
	).toEqual(['BTC 0.5', 'ETH -1', 'XRP -4', 'SOL 7']);
});

test('by more than: exactly so much is not more', () => {
	expect(changes({ USD: '100' }, { USD: '110' }, '10')).toEqual([]);
	expect(changes({ USD: '100' }, { USD: '110.00000001' }, '10')).toEqual(['USD 10.00000001']);
	expect(changes({ USD: '100' }, { USD: '89' }, '10')).toEqual(['USD -11']);
});

test('free, in orders, and both together', () => {
	const [free, reserved] = [
		{ BTC: '1', USD: '5' },
		{ USD: '2.5', ETH: '' },
	];
	const counted = (kind: 'free' | 'inOrders' | 'total') =>
		[...countedBalances(free, reserved, kind)].map(([name, amount]) => [
			name,
			formatDecimal(amount),
		]);
	expect(counted('free')).toEqual([
		['BTC', '1'],
		['USD', '5'],
		['ETH', '0'],
	]);
	expect(counted('inOrders')).toEqual([
		['BTC', '0'],
		['USD', '2.5'],
		['ETH', '0'],
	]);
	expect(counted('total')).toEqual([
		['BTC', '1'],
		['USD', '7.5'],
		['ETH', '0'],
	]);
});

test('the changes that were told add up to what has changed, to within the threshold', () => {
	const amount = fc
		.bigInt({ min: 0n, max: 10n ** 14n })
		.map((units) => new Decimal(String(units)).div(1e8));
	fc.assert(
		fc.property(fc.array(amount, { minLength: 2 }), amount, (amounts, threshold) => {
			const texts = amounts.map((one) => one.toFixed());
			let told = amounts[0];
			for (const text of texts.slice(1)) {
				const [change] = changedBalances(
					{ X: told.toFixed() },
					balancesOf({ X: text }),
					parseDecimal(threshold.toFixed()),
				);
				if (change) told = told.plus(formatDecimal(change.change));
				expect(told.minus(text).abs().lte(threshold)).toBe(true);
			}
		}),
	);
});
