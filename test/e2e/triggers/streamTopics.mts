// What the stream trigger listens to: each is made to happen, and read from the exchange by REST. Each
// has a pair or currency of its own, so that all of them can go on side by side.
import { Decimal } from 'decimal.js';
import type { Item } from '../execution.mts';
import type { OwnExchange } from '../ownExchange.mts';
import { iso } from './scenario.mts';

export interface Topic {
	parameters: object;
	/** Of what the workflow is started with, what this is about; without it: everything. */
	isMeant?: (item: Item) => boolean;
	/** What it is started with at once: the state of the market. */
	atFirst?: () => Promise<Item[]>;
	/** Makes it happen, and gives the items for it. */
	happen: () => Promise<Item[]>;
}

type Row = Record<string, string>;

/** Topics of the market, by the value of Trigger On. */
export function marketTopics(exchange: OwnExchange): Record<string, Topic> {
	/** On the side that the last trade was not on: the last price changes. */
	const someoneTrades = async (pair: string, quantity: string) => {
		const { last_trade: last, buy_price: bid } = await exchange.ticker(pair);
		await exchange.order('other', pair, last === bid ? 'market_buy' : 'market_sell', quantity);
	};

	const ticker = async (pair: string): Promise<Item[]> => {
		const row = await exchange.ticker(pair);
		const { buy_price: bid, sell_price: ask, last_trade: last, high, low } = row;
		return [{ pair, bid, ask, last, high, low, updatedAt: iso(row.updated) }];
	};
	const book = async (pair: string): Promise<Item[]> => {
		const { [pair]: sides } = await exchange.ask('order_book', { pair, limit: '5' });
		const levels = (rows: string[][]) =>
			rows.map(([price, quantity, amount]) => ({ price, quantity, amount }));
		const [bestBid, bestAsk] = [sides.bid[0][0], sides.ask[0][0]];
		return [{ pair, bestBid, bestAsk, bids: levels(sides.bid), asks: levels(sides.ask) }];
	};
	const state = (pair: string, quantity: string, read: (pair: string) => Promise<Item[]>) => ({
		parameters: { pairs: pair, depth: 5, bookWhen: 'any' },
		atFirst: () => read(pair),
		happen: async () => {
			await someoneTrades(pair, quantity);
			return await read(pair);
		},
	});
	return {
		ticker: state('ETH_EUR', '0.1', ticker),
		bookSnapshots: state('SOL_USD', '1', book),
		bookUpdates: state('XRP_USD', '10', book),
		trades: {
			parameters: { pairs: 'LTC_USD' },
			happen: async () => {
				await someoneTrades('LTC_USD', '1');
				const { LTC_USD: rows } = await exchange.ask('trades', { pair: 'LTC_USD' });
				const [{ trade_id: tradeId, type: side, price, quantity, amount, date }]: Row[] = rows;
				return [{ tradeId, pair: 'LTC_USD', side, price, quantity, amount, createdAt: iso(date) }];
			},
		},
	};
}

/** Topics of the account, by the value of Trigger On. */
export function accountTopics(exchange: OwnExchange): Record<string, Topic> {
	return {
		ownTrades: {
			parameters: { pairs: 'BTC_EUR' },
			happen: async () => {
				await exchange.order('trade', 'BTC_EUR', 'market_buy', '0.001');
				const { BTC_EUR: rows } = await exchange.call('readOnly', 'user_trades', {
					pair: 'BTC_EUR',
				});
				const [row]: Row[] = rows;
				const { price, quantity, amount } = row;
				const ids = { tradeId: row.trade_id, orderId: row.order_id, clientOrderId: '77' };
				const fee = { feeAmount: row.commission_amount, feeCurrency: row.commission_currency };
				return [{ ...ids, ...fee, pair: 'BTC_EUR', side: row.type, price, quantity, amount }];
			},
		},
		orders: {
			parameters: { pairs: 'ETH_USD', options: { runsAtOnce: 1 } }, // in their order
			happen: async () => {
				const resting = await exchange.order('trade', 'ETH_USD', 'buy', '0.1', '2000');
				await exchange.cancel('trade', resting);
				const { order_id } = await exchange.order('trade', 'ETH_USD', 'market_sell', '0.01');
				const common = { clientOrderId: '77', pair: 'ETH_USD' };
				const limit = { orderId: resting.order_id, ...common, side: 'buy', price: '2000' };
				const nothing = { quantity: '0.1', filledQuantity: '0' };
				const market = { orderId: order_id, ...common, side: 'sell', orderType: 'market' };
				return [
					{ ...limit, status: 'open', ...nothing },
					{ ...limit, status: 'cancelled', ...nothing },
					{ ...market, status: 'open', quantity: '0.01', filledQuantity: '0' },
					{ ...market, status: 'filled', quantity: '0.01', filledQuantity: '0.01' },
				];
			},
		},
		wallet: {
			parameters: {},
			isMeant: ({ currency }) => currency === 'DOGE',
			happen: async () => {
				await exchange.order('trade', 'DOGE_USD', 'sell', '100', '0.5');
				const { balances, reserved } = await exchange.call('readOnly', 'user_info');
				const { DOGE: free } = balances;
				const { DOGE: inOrders } = reserved;
				const total = new Decimal(free).add(inOrders).toFixed();
				return [{ currency: 'DOGE', free, inOrders, total }];
			},
		},
	};
}

/** Topics of the margin account, which one order moves all together, by the value of Trigger On. */
export function marginTopics(exchange: OwnExchange): Record<string, Topic> {
	const pair = 'BTC_USDT';
	let ordered: Promise<{ order_id: string }> | undefined;
	const order = () =>
		(ordered ??= exchange.call('trade', 'margin/user/order/create', {
			pair,
			type: 'market_buy',
			quantity: '0.01',
			leverage: '2',
		}));
	const read = (what: string) => exchange.call('readOnly', `margin/user/${what}/list`);
	return {
		marginOrders: {
			parameters: {},
			isMeant: ({ status }) => status === 'filled',
			happen: async () => {
				const { order_id: orderId } = await order();
				const common = { orderId, pair, side: 'buy', orderType: 'market', leverage: '2' };
				return [{ ...common, status: 'filled', quantity: '0.01', filledQuantity: '0.01' }];
			},
		},
		marginOwnTrades: {
			parameters: {},
			happen: async () => {
				await order();
				const { trades } = await read('trade');
				const [{ trade_id: tradeId, order_id: orderId, type: side, price, quantity }]: Row[] =
					trades;
				return [{ tradeId, orderId, pair, side, role: 'taker', price, quantity }];
			},
		},
		marginPositions: {
			parameters: {},
			happen: async () => {
				await order();
				const { positions } = await read('position');
				const [row]: Row[] = positions;
				const { position_id: positionId, type: side, quantity, leverage, margin } = row;
				const prices = { entryPrice: row.base_price, liquidationPrice: row.liquidation_price };
				return [{ positionId, pair, side, status: 'open', quantity, leverage, margin, ...prices }];
			},
		},
		marginWallet: {
			parameters: {},
			happen: async () => {
				await order();
				const { wallets } = await read('wallet');
				const { free, used, balance: total } = wallets.USDT;
				return [{ currency: 'USDT', free, used, total }];
			},
		},
	};
}
