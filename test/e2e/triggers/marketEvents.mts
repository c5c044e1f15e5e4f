// What happens to everybody, for the polling trigger. In the wind-down each side has one quote, a tenth
// away from the middle, so that one trade moves the last price by a fifth.
import assert from 'node:assert/strict';
import { Decimal } from 'decimal.js';
import type { OwnExchange, Placed } from '../ownExchange.mts';
import { iso, list, type Scenario, type Scenarios } from './scenario.mts';

function priceCrossed(exchange: OwnExchange): Scenario {
	const pair = 'SOL_USDC';
	const crossed = async (type: string, side: string) => {
		await exchange.order('other', pair, type, '0.1');
		const { last_trade, buy_price, sell_price } = await exchange.ticker(pair);
		const prices = { price: last_trade, last: last_trade, bid: buy_price, ask: sell_price };
		return [{ crossed: side, pair, level: '115', ...prices }];
	};
	return {
		parameters: { triggerOn: 'priceCrossed', pair: list(pair), level: '115' },
		rounds: [() => crossed('market_sell', 'below'), () => crossed('market_buy', 'above')],
	};
}

function priceMoved(exchange: OwnExchange): Scenario {
	const pair = 'XTZ_USDC';
	const moved = async (type: string, direction: string) => {
		const { last_trade: from } = await exchange.ticker(pair);
		await exchange.order('other', pair, type, '9');
		const { last_trade: price } = await exchange.ticker(pair);
		const percent = new Decimal(price).sub(from).mul(100).div(from);
		const cut = percent.toDecimalPlaces(4, Decimal.ROUND_DOWN).toFixed();
		return [{ pair, direction, percent: cut, from, price, withinMinutes: 60 }];
	};
	return {
		parameters: { triggerOn: 'priceMoved', pair: list(pair), percent: '5', minutes: 60 },
		before: () => exchange.order('other', pair, 'market_buy', '10'),
		rounds: [() => moved('market_sell', 'down'), () => moved('market_buy', 'up')],
	};
}

function candleClosed(exchange: OwnExchange): Scenario {
	const [symbol, resolution, length] = ['DOGE_USDC', '1', 60_000];
	let activatedAt = 0;
	const itemOf = ({
		o: open,
		h: high,
		l: low,
		c: close,
		v: volume,
		t,
	}: Record<string, string>) => ({
		...{ pair: symbol, resolution, open, high, low, close, volume, opened: Number(t) },
		openedAt: new Date(Number(t)).toISOString(),
		closedAt: new Date(Number(t) + length).toISOString(),
	});
	return {
		parameters: { triggerOn: 'candleClosed', pair: list(symbol), resolution },
		before: async () => {
			activatedAt = Date.now();
		},
		rounds: [],
		/** One candle after the other, from the one that was open at the activation. */
		byClock: async (items) => {
			const first = Number(items[0]?.opened);
			const settling = 5_000; // docs/triggers.md: that long after its end it counts as closed
			assert.ok(first + length + settling > activatedAt, 'it was over before the activation');
			const { candles } = await exchange.ask('candles_history', {
				symbol,
				resolution,
				from: String(Math.floor(activatedAt / 1000) - 120),
				to: String(Math.floor(Date.now() / 1000)),
			});
			const start = candles.findIndex(({ t }: { t: string }) => Number(t) === first);
			return candles.slice(start, start + items.length).map(itemOf);
		},
	};
}

function spreadAbove(exchange: OwnExchange): Scenario {
	const pair = 'XRP_USDC';
	let narrowing: Placed;
	return {
		parameters: { triggerOn: 'spreadAbove', pair: list(pair), spread: '10' },
		before: async () => {
			narrowing = await exchange.order('other', pair, 'buy', '50', '1.65');
		},
		rounds: [
			async () => {
				await exchange.cancel('other', narrowing);
				const { buy_price: bid, sell_price: ask } = await exchange.ticker(pair);
				const middle = new Decimal(bid).add(ask).div(2);
				const percent = new Decimal(ask).sub(bid).mul(100).div(middle);
				const spreadPercent = percent.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).toFixed();
				return [{ pair, spreadPercent, threshold: '10', bid, ask }];
			},
			// It stays wide: nothing in the second round
		],
	};
}

function withdrawalNetwork(exchange: OwnExchange): Scenario {
	const path = 'payments/providers/crypto/list';
	const item = (change: string, enabled: boolean, was: boolean, row: Record<string, unknown>) => {
		const figures = { feeText: row.commission_desc, minAmount: row.min };
		return {
			...{ currency: 'BTC', provider: 'BTC', network: '', change, enabled, ...figures },
			before: { enabled: was, ...figures },
		};
	};
	let network: Record<string, unknown> = {};
	return {
		parameters: { triggerOn: 'withdrawalNetworkChanged', currencies: 'BTC' },
		before: async () => {},
		rounds: [
			async () => {
				const all = await exchange.ask(path);
				const rows = all.BTC as Array<Record<string, unknown>>;
				network = rows.find(({ type }) => type === 'withdraw') ?? {};
				const BTC = rows.map((row) => (row === network ? { ...row, enabled: false } : row));
				await exchange.control('POST', 'faults', {
					...{ kind: 'custom', endpoints: [path], body: JSON.stringify({ ...all, BTC }) },
				});
				return [item('closed', false, true, network)];
			},
			async () => {
				await exchange.control('DELETE', 'faults');
				return [item('opened', true, false, network)];
			},
		],
	};
}

function pairListing(exchange: OwnExchange): Scenario {
	let pairs: string[] = [];
	const changes = async () => {
		const before = pairs;
		pairs = Object.keys(await exchange.ask('pair_settings'));
		const change = (pair: string) => (pairs.includes(pair) ? 'listed' : 'delisted');
		return [...new Set([...before, ...pairs])]
			.filter((pair) => !(before.includes(pair) && pairs.includes(pair)))
			.sort()
			.map((pair) => ({ pair, base: pair.split('_')[0], quote: 'USDC', change: change(pair) }));
	};
	return {
		parameters: { triggerOn: 'pairListing' },
		before: changes,
		rounds: [
			async () => {
				const { WIF_USDC: rules, ...others } = await exchange.ask('pair_settings');
				await exchange.control('POST', 'faults', {
					kind: 'custom',
					endpoints: ['pair_settings'],
					body: JSON.stringify({ ...others, NEW_USDC: rules }),
				});
				return await changes();
			},
			async () => {
				await exchange.control('DELETE', 'faults');
				return await changes();
			},
		],
	};
}

function publicTrade(exchange: OwnExchange): Scenario {
	const pair = 'LTC_USDC';
	const trade = async (type: string, quantity: string) => {
		await exchange.order('other', pair, type, quantity);
		const { [pair]: rows } = await exchange.ask('trades', { pair });
		const [row] = rows;
		return {
			tradeId: row.trade_id,
			pair,
			side: row.type,
			price: row.price,
			quantity: row.quantity,
			amount: row.amount,
			createdAt: iso(row.date),
			gapBefore: false,
		};
	};
	return {
		parameters: { triggerOn: 'publicTrade', pairs: pair, size: '100' },
		before: () => trade('market_buy', '2'),
		rounds: [
			async () => {
				await trade('market_buy', '0.1'); // too small
				return [await trade('market_buy', '2')];
			},
			async () => [await trade('market_sell', '3')],
		],
	};
}

/** By the name in the editor. */
export const marketEvents: Scenarios = {
	'Price Crossed': priceCrossed,
	'Price Moved': priceMoved,
	'Candle Closed': candleClosed,
	'Spread Widened': spreadAbove,
	'Pair Listed or Delisted': pairListing,
	'Withdrawal Network Changed': withdrawalNetwork,
	'Large Public Trade': publicTrade,
};
