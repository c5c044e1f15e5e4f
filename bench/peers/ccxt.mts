/** ccxt's `exmo`: 4.5.73 is among the last versions that have it. One object, as a program would use it. */
import ccxt from 'ccxt';
import type { FarExchange } from '../exchange.mts';
import { ORDER, type Counted, type Peer } from '../peer.mts';

/** One object an exchange: its queue and its nonces are shared by all that run at once. */
const clients = new Map<string, InstanceType<typeof ccxt.exmo>>();

async function clientOf({ url, key, secret }: FarExchange) {
	let client = clients.get(url);
	if (!client) {
		client = new ccxt.exmo({ apiKey: key, secret });
		client.urls.api = { public: url, private: url, web: url };
		clients.set(url, client);
	}
	return client;
}

async function count(calls: Array<Promise<unknown>>): Promise<Counted> {
	const settled = await Promise.allSettled(calls);
	const done = settled.filter(({ status }) => status === 'fulfilled').length;
	return { done, failed: settled.length - done };
}

export const ccxtExmo: Peer = {
	name: 'ccxt 4.5.73',
	async read(exchange, calls) {
		const client = await clientOf(exchange);
		return await count(Array.from({ length: calls }, () => client.privatePostUserInfo()));
	},
	async order(exchange, calls) {
		const client = await clientOf(exchange);
		await client.loadMarkets();
		const { quantity, price, side } = ORDER;
		let done = 0;
		for (let call = 0; call < calls; call++) {
			const order = client.createOrder('BTC/USD', 'limit', side, Number(quantity), Number(price));
			await order.then(
				() => (done += 1),
				() => undefined,
			);
		}
		return { done, failed: calls - done };
	},
};
