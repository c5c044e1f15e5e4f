import { amountOf } from '../../../../exmo/money/amounts';
import { currenciesIn, readHoldings, type Holdings } from '../../../../exmo/account/balances';
import { codeAmong } from '../../../../exmo/market/codes';
import {
	add,
	formatDecimal,
	isZero,
	multiply,
	round,
	ZERO,
	type Decimal,
} from '../../../../exmo/money/decimal';
import { middleOf } from '../../../../exmo/money/middle';
import { tickers } from '../../../../exmo/market/lists';
import { Routes, type PairPrice } from '../../../../exmo/market/routes';
import { usualQuote } from '../../../../exmo/market/usualQuote';
import { isoOfSeconds } from '../../../shared/fields/dates';
import { currencyField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { numberOf } from '../../../shared/items/rows';
import { entriesOf, type Row } from '../../../../exmo/api/rows';
import type { Operation } from '../operation';
import { choiceField } from '../../../shared/fields/choiceField';

const priceBasisField = choiceField({
	displayName: 'Prices',
	name: 'priceBasis',
	type: 'options',
	options: [
		{
			name: 'Best Bid and Ask',
			value: 'bidAsk',
			description: 'What a sale or purchase of a small amount would bring now',
		},
		{ name: 'Last Trade', value: 'last', description: 'May be many hours old on a quiet pair' },
		{ name: 'Middle', value: 'mid', description: 'Half way between best bid and best ask' },
	],
	default: 'bidAsk',
	description: 'The price of each pair that counts',
});

type PriceBasis = (typeof priceBasisField.options)[number]['value'];

const AMOUNT_DECIMALS = 8;

function priceOf(pair: string, row: Row, basis: PriceBasis): PairPrice {
	const [bid, ask, last] = [row.buy_price, row.sell_price, row.last_trade].map(amountOf);
	if (basis === 'bidAsk') return { pair, sell: bid, buy: ask };
	if (basis === 'last') return { pair, sell: last, buy: last };
	const middle = middleOf(bid, ask);
	return { pair, sell: middle, buy: middle };
}

interface Holding {
	readonly currency: string;
	readonly total: Decimal;
}

function holdingsOf({ free, reserved }: Holdings): Holding[] {
	return currenciesIn({ free, reserved })
		.map((currency) => ({
			currency,
			total: add(amountOf(free[currency]), amountOf(reserved[currency])),
		}))
		.filter(({ total }) => !isZero(total));
}

export const getPortfolioValue: Operation = {
	name: 'Get Portfolio Value',
	value: 'getPortfolioValue',
	action: 'Get the portfolio value',
	description:
		'What everything in the account is worth in one currency, before fees: the sum, and for each currency the amount, the pairs it goes through, the price and the value',
	fields: [
		{
			...currencyField(
				'currency',
				'In which to count, e.g. USDC. Empty: the currency that most listed pairs are priced in.',
			),
			required: false,
		},
		priceBasisField,
	],
	async execute({ client, parameters }) {
		const basis = parameters.choice(priceBasisField);
		const [account, byPair] = await Promise.all([readHoldings(client.call), tickers(client.call)]);
		const prices = entriesOf(byPair).map(([pair, row]) => priceOf(pair, row, basis));
		const holdings = holdingsOf(account);
		const known = new Set([
			...prices.flatMap(({ pair }) => pair.split('_')),
			...holdings.map(({ currency }) => currency),
		]);
		const asked =
			parameters.text('currency') === ''
				? usualQuote(prices.map(({ pair }) => pair.split('_')[1]))
				: parameters.currency();
		const target = codeAmong(known, asked);
		if (target === undefined) {
			throw new InvalidInput(
				`No listed pair has the currency ${asked}, so nothing can be valued in it. Market: Get Many Pairs shows what is listed.`,
			);
		}
		const routes = new Routes(prices, target);
		const valued = holdings.map(({ currency, total }) => {
			const route = routes.best(currency);
			const value = route && round(multiply(total, route.price), AMOUNT_DECIMALS, 'down');
			return { currency, total, route, value };
		});
		return [
			{
				currency: target,
				value: formatDecimal(valued.reduce((sum, { value }) => add(sum, value ?? ZERO), ZERO)),
				holdings: valued.flatMap(({ currency, total, route, value }) =>
					route && value
						? [
								{
									currency,
									amount: formatDecimal(total),
									route: [...route.pairs],
									price: formatDecimal(route.price),
									value: formatDecimal(value),
								},
							]
						: [],
				),
				notValued: valued
					.filter(({ route }) => !route)
					.map(({ currency, total }) => ({ currency, amount: formatDecimal(total) })),
				priceBasis: basis,
				serverDate: numberOf(account.serverDate),
				serverTime: isoOfSeconds(account.serverDate),
			},
		];
	},
};
