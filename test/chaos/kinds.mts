/** Every kind of write that is intended in chaos: how the node is asked for it, and where it shows. */
import type { IDataObject } from 'n8n-workflow';
import type { Truth } from '../harness/truth.mts';

export type Kind =
	| 'order'
	| 'stopOrder'
	| 'marginOrder'
	| 'withdrawal'
	| 'giftCode'
	| 'addMargin'
	| 'removeMargin'
	| 'closePosition';

/** One write as the exchange has it on its record. */
export interface Recorded {
	readonly id: string;
	/** Whose it is: no two writes of a run are for the same amount. */
	readonly amount: string;
	readonly clientId?: string;
	readonly status?: string;
}

/** How a field of the item is named in a parameter: an expression. */
type Field = (name: string) => string;

export interface KindOfWrite {
	/** How many of a hundred writes are of this kind. */
	readonly percent: number;
	/** The method that is called for it, and the field of the request that holds the amount. */
	readonly endpoint: string;
	readonly amountField: 'quantity' | 'amount';
	/** Before the last five digits, which count the writes of the run. */
	readonly amountBegins: string;
	parameters(field: Field): IDataObject;
	/** The record's rows that may be of this kind. */
	recorded(truth: Truth): readonly Recorded[];
	/** The ID that the node's item gives, if it gives one. */
	idOf?(json: IDataObject): unknown;
	/** Its orders carry an ID by which a twin is found. */
	readonly hasClientId?: boolean;
}

const byName = (value: string) => ({ __rl: true, mode: 'name', value });
const byId = (value: string) => ({ __rl: true, mode: 'id', value });

const orders = (truth: Truth): Recorded[] =>
	truth.orders.map((order) => ({ ...order, amount: order.quantity }));
const marginOrders = (truth: Truth): Recorded[] =>
	truth.marginOrders.map((order) => ({ ...order, amount: order.quantity }));
const outgoing = (rows: Truth['withdrawals']): Recorded[] =>
	rows.map(({ taskId, amount }) => ({ id: taskId, amount }));

const orderId = ({ orderId: id }: IDataObject) => id;
const taskId = ({ taskId: id }: IDataObject) => id;

const changeOf = (operation: 'addMargin' | 'removeMargin', endpoint: string): KindOfWrite => ({
	percent: 2,
	endpoint: `margin/user/position/${endpoint}`,
	amountField: 'quantity',
	amountBegins: operation === 'addMargin' ? '1.371' : '1.829',
	parameters: (field) => ({
		...{ resource: 'marginPosition', operation, dryRun: false },
		...{ positionId: byId(field('positionId')), amount: field('amount') },
	}),
	recorded: ({ marginChanges }) => marginChanges,
});

export const KINDS: Readonly<Record<Kind, KindOfWrite>> = {
	order: {
		percent: 74,
		endpoint: 'order_create',
		amountField: 'quantity',
		amountBegins: '0.001',
		parameters: (field) => ({
			...{ resource: 'order', operation: 'create', pair: byName('BTC_USD') },
			...{ side: field('side'), orderType: field('orderType') },
			...{ quantity: field('amount'), price: field('price') },
			total: field('price'), // of no order type here, but n8n cannot know that of an expression
			options: { timeInForce: field('timeInForce') },
		}),
		recorded: orders,
		idOf: orderId,
		hasClientId: true,
	},
	stopOrder: {
		percent: 5,
		endpoint: 'stop_market_order_create',
		amountField: 'quantity',
		amountBegins: '0.002',
		parameters: (field) => ({
			...{ resource: 'stopOrder', operation: 'create', pair: byName('BTC_USD'), side: 'sell' },
			...{ quantity: field('amount'), triggerPrice: '20000' },
		}),
		recorded: orders,
		idOf: orderId,
		hasClientId: true,
	},
	marginOrder: {
		percent: 4,
		endpoint: 'margin/user/order/create',
		amountField: 'quantity',
		amountBegins: '0.101',
		parameters: (field) => ({
			...{ resource: 'marginOrder', operation: 'create', dryRun: false },
			...{ pair: byName('ETH_USDT'), side: 'buy', orderType: field('orderType') },
			...{ quantity: field('amount'), price: field('price'), leverage: '2' },
		}),
		recorded: marginOrders,
		idOf: orderId,
		hasClientId: true,
	},
	withdrawal: {
		percent: 7,
		endpoint: 'withdraw_crypt',
		amountField: 'amount',
		amountBegins: '25.001',
		parameters: (field) => ({
			...{ resource: 'wallet', operation: 'withdraw', dryRun: false, amount: field('amount') },
			...{ currency: byName('USDT'), network: byName('TRC20'), tag: '' },
			address: 'TInventedInventedInventedInvented2',
		}),
		recorded: ({ withdrawals }) => outgoing(withdrawals),
		idOf: taskId,
	},
	giftCode: {
		percent: 4,
		endpoint: 'excode_create',
		amountField: 'amount',
		amountBegins: '10.001',
		parameters: (field) => ({
			...{ resource: 'giftCode', operation: 'create', dryRun: false },
			...{ currency: byName('USD'), amount: field('amount') },
		}),
		recorded: ({ giftCodes }) => outgoing(giftCodes),
		idOf: taskId,
	},
	addMargin: changeOf('addMargin', 'margin_add'),
	removeMargin: changeOf('removeMargin', 'margin_remove'),
	closePosition: {
		percent: 2,
		endpoint: 'margin/user/position/close',
		amountField: 'quantity',
		amountBegins: '0.003',
		parameters: (field) => ({
			...{ resource: 'marginPosition', operation: 'close', dryRun: false },
			positionId: byId(field('positionId')),
			options: { quantity: field('amount') },
		}),
		recorded: marginOrders,
	},
};

/** As the exchange writes it, without zeros at the end. @param index counts the writes of a run */
export const amountOf = (kind: Kind, index: number): string =>
	`${KINDS[kind].amountBegins}${String(index + 1).padStart(5, '0')}`.replace(/0+$/, '');

/** Everything of every kind that the exchange has on its record. */
export const allRecorded = (truth: Truth): Recorded[] => [
	...orders(truth),
	...marginOrders(truth),
	...outgoing(truth.withdrawals),
	...outgoing(truth.giftCodes),
	...truth.marginChanges,
];
