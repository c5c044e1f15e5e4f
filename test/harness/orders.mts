import type { IDataObject } from 'n8n-workflow';
import { resourceOf, type NodeSettings } from './engine.mts';
import { byId, byName } from './locators.mts';
import type { SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

/** A limit order that stays in the book. */
export const LIMIT_BUY = {
	pair: byName('BTC_USD'),
	side: 'buy',
	orderType: 'limit',
	quantity: '0.001',
	price: '30000',
};

/** For operations on one order: an item that names none. */
export const NO_ID = {
	item: { orderId: 'x' },
	sentence: 'Order "x" is not an order ID: a whole number.',
};

export const ids = (items: IDataObject[]) => items.map(({ orderId }) => orderId);

/** The orders of an account through the node, and what the exchange knows of them. */
export function ordersOf(account: SandboxAccount) {
	const order = resourceOf(account, 'order');
	const stopOrder = resourceOf(account, 'stopOrder');

	const create = async (changes: IDataObject = {}, settings?: NodeSettings) =>
		await order('create', { ...LIMIT_BUY, ...changes }, settings);

	/** Places an order, which must not fail, and gives its item. */
	const place = async (changes: IDataObject = {}): Promise<IDataObject> => {
		const { json, error } = await create(changes);
		if (error) throw error;
		return json[0];
	};

	return {
		order,
		create,
		place,
		/** An order that is filled at once. */
		placeMarket: async () => await place({ orderType: 'market', quantity: '0.002' }),
		stopOrder,
		placeStop: async (): Promise<IDataObject> =>
			(
				await stopOrder('create', {
					pair: byName('BTC_USD'),
					side: 'sell',
					quantity: '0.01',
					triggerPrice: '20000',
				})
			).json[0],
		cancel: async (orderId: unknown, settings?: NodeSettings) =>
			await order('cancel', { orderId: byId(orderId) }, settings),
		openOrders: async (parameters: IDataObject = {}) =>
			(await order('getManyOpen', { returnAll: true, ...parameters })).json,
		/** The orders that arrived. */
		accepted: async () => (await truthOf(account.sandbox)).orders,
		/** How often an order was asked for. */
		sent: async () => (await truthOf(account.sandbox)).endpoints.order_create ?? 0,
	};
}
