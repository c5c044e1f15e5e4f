/**
 * The lists of an account as EXMO shows them, without HTTP. What the facts leave open can be chosen:
 * whether a limit counts for each pair, and how cancelled orders are sorted (exmo-api/REST.md 3.7, 3.8).
 */
import { ExmoError } from '../../../../exmo/errors/errors.ts';
import type { Call } from '../../../../exmo/api/call.ts';
import type { Row } from '../../../../exmo/api/rows.ts';
import { fakeCall } from '../../fakeCall.mts';

export const PAIRS = ['BTC_USD', 'ETH_USD', 'LTC_USD'];

export interface FakeOrder {
	readonly id: number;
	readonly pair: string;
	remaining: number;
	readonly trades: Row[];
	status: 'open' | 'filled' | 'cancelled';
}

export interface Unknowns {
	readonly limitCounts: 'perPair' | 'inTotal';
	readonly cancelledBy: 'time' | 'id';
}

export class FakeAccount {
	readonly orders: FakeOrder[] = [];
	/** Oldest first. */
	readonly trades: Row[] = [];
	requests = 0;
	/** The most requests that were under way at one time. */
	maxConcurrency = 0;
	private underWay = 0;
	/** Something that happens just before a request is answered. */
	beforeRequest: () => void = () => {};
	private readonly cancelled: FakeOrder[] = [];
	private readonly unknowns: Unknowns;
	private lastId = 1000;

	constructor(unknowns: Unknowns = { limitCounts: 'perPair', cancelledBy: 'time' }) {
		this.unknowns = unknowns;
	}

	place(pair: string, quantity: number): FakeOrder {
		const order: FakeOrder = {
			id: ++this.lastId,
			pair,
			remaining: quantity,
			trades: [],
			status: 'open',
		};
		this.orders.push(order);
		return order;
	}

	/** All trades happen in one second: no clock can tell them apart. */
	fill(order: FakeOrder, quantity: number): void {
		const part = Math.min(quantity, order.remaining);
		if (order.status !== 'open' || part <= 0) return;
		const row = {
			trade_id: ++this.lastId,
			order_id: order.id,
			client_id: 0,
			pair: order.pair,
			date: 1_760_000_000,
			type: 'buy',
			quantity: String(part),
			price: '10',
			amount: String(part * 10),
		};
		this.trades.push(row);
		order.trades.push(row);
		order.remaining -= part;
		if (order.remaining === 0) order.status = 'filled';
	}

	cancel(order: FakeOrder): void {
		if (order.status !== 'open') return;
		order.status = 'cancelled';
		this.cancelled.push(order);
	}

	/** One fill of a market order. */
	trade(pair: string): void {
		this.fill(this.place(pair, 1), 1);
	}

	get over(): FakeOrder[] {
		return this.orders.filter(({ status }) => status !== 'open');
	}

	readonly call: Call = fakeCall(async ({ path }, params = {}) => {
		this.beforeRequest();
		this.requests += 1;
		this.maxConcurrency = Math.max(this.maxConcurrency, ++this.underWay);
		await new Promise(setImmediate);
		this.underWay -= 1;
		const { limit = 100, offset = 0 } = params as { limit?: number; offset?: number };
		switch (path) {
			case 'user_trades':
				return this.userTrades(String(params.pair).split(','), limit, offset);
			case 'user_open_orders':
				return this.openOrders();
			case 'user_cancelled_orders':
				return this.cancelledRows().slice(offset, offset + limit);
			case 'order_trades':
				return this.orderTrades(Number(params.order_id));
			default:
				throw new Error(`The fake does not know ${path}.`);
		}
	});

	private userTrades(pairs: string[], limit: number, offset: number): Record<string, Row[]> {
		const newest = this.trades.toReversed();
		const of = (rows: Row[], pair: string) => rows.filter((row) => row.pair === pair);
		if (this.unknowns.limitCounts === 'perPair') {
			return Object.fromEntries(
				pairs.map((pair) => [pair, of(newest, pair).slice(offset, offset + limit)]),
			);
		}
		const page = newest
			.filter(({ pair }) => pairs.includes(String(pair)))
			.slice(offset, offset + limit);
		return Object.fromEntries(pairs.map((pair) => [pair, of(page, pair)]));
	}

	private openOrders(): Record<string, Row[]> {
		const rows = this.orders.filter(({ status }) => status === 'open').map(rowOf);
		return Object.fromEntries(
			PAIRS.map((pair) => [pair, rows.filter((row) => row.pair === pair)] as const).filter(
				([, ofPair]) => ofPair.length > 0,
			),
		);
	}

	private cancelledRows(): Row[] {
		const newest = this.cancelled.toReversed();
		return (this.unknowns.cancelledBy === 'time' ? newest : newest.sort((a, b) => b.id - a.id)).map(
			rowOf,
		);
	}

	private orderTrades(id: number): { trades: Row[] } {
		const order = this.orders.find((one) => one.id === id);
		if (order && order.trades.length > 0) return { trades: order.trades };
		throw new ExmoError({
			title: 'EXMO has no trades for this order',
			advice: '',
			kind: 'notFound',
			effect: 'refused',
			code: '50304',
		});
	}
}

const rowOf = ({ id, pair, remaining }: FakeOrder): Row => ({
	order_id: String(id),
	client_id: '0',
	created: '1760000000',
	type: 'buy',
	pair,
	quantity: String(remaining),
	price: '10',
	amount: String(remaining * 10),
});
