import type { IDataObject } from 'n8n-workflow';
import { twoItems, type TwoItems } from './contract.mts';
import { resourceOf, type NodeSettings } from './engine.mts';
import { byName } from './locators.mts';
import type { SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

export const ISO = /^20\d\d-\d\d-\d\dT[\d:.]+Z$/;

/** A limit order that stays in the book, unless the item says otherwise. */
export const ORDER = {
	pair: byName('BTC_USDT'),
	side: '={{ $json.side ?? "buy" }}',
	orderType: '={{ $json.orderType ?? "limit" }}',
	quantity: '={{ $json.quantity ?? "0.01" }}',
	price: '={{ $json.price ?? "30000" }}',
	stopPrice: '={{ $json.stopPrice ?? "" }}',
	distance: '={{ $json.distance ?? "" }}',
	leverage: '2',
	dryRun: false,
};

/** Margin orders and positions of an account through the node, and what the exchange knows of them. */
export function marginOf(account: SandboxAccount) {
	const margin = resourceOf(account, 'marginOrder');
	const position = resourceOf(account, 'marginPosition');
	const create = async (changes: IDataObject = {}, settings?: NodeSettings) =>
		await margin('create', { ...ORDER, ...changes }, settings);
	return {
		margin,
		position,
		create,
		createTwo: async (): Promise<TwoItems> => {
			const { json } = await create({}, { items: [{ quantity: '0.01' }, { quantity: '0.02' }] });
			return twoItems(json.map(({ orderId }) => ({ orderId })));
		},
		open: async () =>
			(await margin('getManyOpen', { returnAll: true, simplify: true, pairFilter: '' })).json,
		truth: async () => await truthOf(account.sandbox),
		/** The next answer to this method gets lost, with the request or without it. */
		lose: (path: string, effect: 'before' | 'after' = 'after') =>
			account.sandbox.faults.add({ kind: 'reset', effect, endpoints: [path], times: 1 }),
	};
}
