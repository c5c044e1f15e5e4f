import { text } from '../../exchange/money.mts';
import type { MarginOrder } from '../../exchange/margin/orders.mts';
import type { Position } from '../../exchange/margin/position.mts';
import { middle } from '../../exchange/margin/triggers.mts';
import type { Exchange } from '../../exchange/exchange.mts';
import { marginOrderRow, marginTradeRow, positionRow } from '../../wire/marginRows.mts';
import type { PrivateTopic } from '../topic.mts';
import { changedBalances } from './balances.mts';
import { listen } from './listen.mts';

/** exmo-api/WEBSOCKET.md 4.8: it is subscribed by one name and answers by another. */
export const marginWallet: PrivateTopic = {
	name: 'margin/wallet',
	aliases: ['margin/wallets'],
	frameName: 'margin/wallets',
	socket: 'margin',
	open({ exchange, account, send }) {
		const { ledger } = exchange.core;
		const rows = (currencies: string[]) =>
			Object.fromEntries(
				currencies.map((currency) => {
					const free = ledger.free(account.margin, currency);
					const used = ledger.reserved(account.margin, currency);
					return [currency, { balance: text(free.plus(used)), used: text(used), free: text(free) }];
				}),
			);
		send('snapshot', rows(exchange.currenciesOf(account.margin)));
		return changedBalances(exchange, account.margin, (currencies) =>
			send('update', rows(currencies)),
		);
	},
};

/**
 * exmo-api/WEBSOCKET.md 4.9. Of the status only `active` is known; `filled`, `cancelled` and that
 * `quantity` is what is left of the order are ours.
 */
const streamedOrder = (order: MarginOrder) => ({
	...marginOrderRow(order),
	init_quantity: text(order.quantity),
	...(order.status === 'filled' ? { quantity: '0' } : {}),
	status: order.status,
});

export const marginOrders: PrivateTopic = {
	name: 'margin/orders',
	socket: 'margin',
	open({ exchange, account, send }) {
		send('snapshot', exchange.margin.activeOrders(account).map(streamedOrder));
		return listen(exchange.events, 'marginOrder', (of, order) => {
			if (of === account) send('update', streamedOrder(order));
		});
	},
};

/** exmo-api/WEBSOCKET.md 4.10 */
const SHOWN_TRADES = 100;

export const marginTrades: PrivateTopic = {
	name: 'margin/user_trades',
	socket: 'margin',
	open({ exchange, account, send }) {
		const own = exchange.margin.trades.filter((trade) => trade.account === account);
		send('snapshot', own.slice(-SHOWN_TRADES).map(marginTradeRow));
		return listen(exchange.events, 'marginTrade', (of, trade) => {
			if (of === account) send('update', marginTradeRow(trade));
		});
	},
};

/** exmo-api/WEBSOCKET.md 4.11 */
const streamedPosition = (exchange: Exchange, position: Position) => ({
	...positionRow(position, middle(exchange.margin.top(position.rules.pair.name))),
	closed: position.quantity.isZero(),
});

export const marginPositions: PrivateTopic = {
	name: 'margin/positions',
	socket: 'margin',
	open({ exchange, account, send }) {
		const open = exchange.margin.positions.of(account);
		send(
			'snapshot',
			open.map((position) => streamedPosition(exchange, position)),
		);
		return listen(exchange.events, 'marginPosition', (of, position) => {
			if (of === account) send('update', streamedPosition(exchange, position));
		});
	},
};
