import { money, ZERO } from '../../sandbox/exchange/money.mts';
import type { Account, OwnTrade, SpotOrder } from '../../sandbox/exchange/accounts.mts';
import type { Sandbox } from '../../sandbox/server.mts';

/** Trades on the demo account from inside the sandbox: the truth that triggers are held against. */
export class Trader {
	private readonly at: { readonly sandbox: Sandbox };

	constructor(at: { readonly sandbox: Sandbox }) {
		this.at = at;
	}

	get account(): Account {
		return this.at.sandbox.exchange.account('demo')!;
	}

	/** Buys at market, so little that it is one fill. */
	buy(pair: string, quantity: string): OwnTrade {
		const order = this.place('market', pair, quantity);
		if (order.trades.length !== 1) throw new Error(`${order.trades.length} fills instead of one`);
		return order.trades[0];
	}

	/** A limit order that stays in the book. */
	rest(pair: string, quantity: string, price: string): SpotOrder {
		return this.place('limit', pair, quantity, price);
	}

	/** Opens a margin position at market. */
	long(pair: string, quantity: string): void {
		this.at.sandbox.exchange.margin.place(this.account, {
			pair,
			side: 'buy',
			style: 'market',
			leverage: money(2),
			clientId: 0n,
			quantity: money(quantity),
			price: ZERO,
			stopPrice: ZERO,
			distance: ZERO,
			expire: 0,
			comment: '',
		});
	}

	private place(style: 'limit' | 'market', pair: string, quantity: string, price = '0'): SpotOrder {
		return this.at.sandbox.exchange.placeOrder(this.account, {
			pair,
			side: 'buy',
			style,
			type: style === 'market' ? 'market_buy' : 'buy',
			quantity: money(quantity),
			price: money(price),
			clientId: 0n,
		});
	}
}
