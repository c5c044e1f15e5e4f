import { floor8, text } from '../../exchange/money.mts';
import type { OwnTrade, SpotOrder, StopOrder } from '../../exchange/accounts.mts';
import { orderRow, ownTradeRow } from '../../wire/rows.mts';
import type { PrivateTopic } from '../topic.mts';
import { changedBalances } from './balances.mts';
import { listen } from './listen.mts';

/** exmo-api/WEBSOCKET.md 4.5: no snapshot, one fill a frame. */
export const userTrades: PrivateTopic = {
	name: 'spot/user_trades',
	socket: 'private',
	open: ({ exchange, account, send }) =>
		listen(exchange.events, 'ownTrade', (of, trade) => {
			if (of === account) send('update', ownTradeRow(trade));
		}),
};

/** exmo-api/WEBSOCKET.md 4.6: all currencies first, then one currency a frame. */
export const wallet: PrivateTopic = {
	name: 'spot/wallet',
	socket: 'private',
	open({ exchange, account, send }) {
		const { ledger } = exchange.core;
		const free = (currency: string) => text(ledger.free(account.spot, currency));
		const reserved = (currency: string) => text(ledger.reserved(account.spot, currency));
		const names = exchange.currenciesOf(account.spot);
		send('snapshot', {
			balances: Object.fromEntries(names.map((name) => [name, free(name)])),
			reserved: Object.fromEntries(names.map((name) => [name, reserved(name)])),
		});
		return changedBalances(exchange, account.spot, (currencies) => {
			for (const currency of currencies) {
				send('update', { currency, balance: free(currency), reserved: reserved(currency) });
			}
		});
	},
};

/** exmo-api/WEBSOCKET.md 4.7: what is open, then every change of an order. */
export const orders: PrivateTopic = {
	name: 'spot/orders',
	socket: 'private',
	open({ exchange, account, send }) {
		const open = [
			...account.open,
			...[...account.stops.values()].filter(({ status }) => status === 'open'),
		];
		send('snapshot', open.map(orderSnapshot));
		const ends = [
			listen(exchange.events, 'order', (of, order, trade) => {
				if (of === account) send('update', spotOrderUpdate(order, trade));
			}),
			listen(exchange.events, 'stopOrder', (of, order) => {
				if (of === account) send('update', stopOrderUpdate(order));
			}),
		];
		return () => ends.forEach((end) => end());
	},
};

function orderSnapshot(order: SpotOrder | StopOrder): Record<string, unknown> {
	return order.kind === 'stop'
		? { ...orderRow(order), status: 'open', reserved: text(order.reserved) }
		: { ...orderRow(order), ...originals(order), status: statusOf(order) };
}

const originals = ({ quantity, price }: SpotOrder) => ({
	original_quantity: text(quantity),
	...(price.isZero() ? {} : { original_amount: text(floor8(price.times(quantity))) }),
});

/** A filled order ends as "cancelled" with nothing left of it; `client_id` is a number here. */
function spotOrderUpdate(order: SpotOrder, trade?: OwnTrade): Record<string, unknown> {
	const { price, amount, ...row } = orderRow(order);
	return {
		...row,
		client_id: order.clientId,
		...(order.price.isZero() ? {} : { price, amount }),
		...originals(order),
		status: statusOf(order),
		...(trade && {
			last_trade_id: String(trade.id),
			last_trade_price: text(trade.price),
			last_trade_quantity: text(trade.quantity),
		}),
	};
}

function statusOf({ status, remaining, quantity }: SpotOrder): string {
	if (status !== 'open') return 'cancelled';
	return remaining.lt(quantity) ? 'executing' : 'open';
}

/** How EXMO shows a stop order that fired is not known: like a filled one, with nothing left of it. */
function stopOrderUpdate(order: StopOrder): Record<string, unknown> {
	const { reason_status, ...row } = orderRow(order);
	return {
		...row,
		client_id: order.clientId,
		...(order.status === 'fired' ? { quantity: '0', amount: '0' } : {}),
		...(reason_status === undefined ? {} : { reason_status }),
		original_quantity: text(order.quantity),
		status: order.status === 'open' ? 'open' : 'cancelled',
		reserved: order.status === 'open' ? text(order.reserved) : '0',
	};
}
