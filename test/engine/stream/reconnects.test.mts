import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { account, trader, activate, connections } = useStreamTriggers();

describe('connections that end', () => {
	test.each([
		['a drop', { kind: 'drop' }],
		['maintenance', { kind: 'maintenance' }],
	] as const)('%s: back by itself, and what was missed comes as recovered', async (_, fault) => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const before = trader.buy('BTC_USD', '0.001');
		await trigger.first(1);
		account.sandbox.stream.hit({ ...fault, forMs: 100 });
		const missed = [trader.buy('BTC_USD', '0.001'), trader.buy('ETH_USD', '0.01')];
		await trigger.first(3);
		const after = trader.buy('BTC_USD', '0.001');
		const items = await trigger.first(4);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(
			[before, ...missed, after].map(({ id }) => String(id)),
		);
		expect(items.map(({ recovered }) => recovered)).toEqual([undefined, true, true, undefined]);
		expect(trigger.errors).toEqual([]);
	});

	test('orders that changed in a gap come once each, as they are now', async () => {
		const { exchange, stream } = account.sandbox;
		const rest = (price: string) => trader.rest('BTC_USD', '0.01', price);
		const [stays, cancelled, early] = [rest('20000'), rest('20001'), rest('20002')];
		exchange.spot.cancel(trader.account, early.id); // before the trigger: no event
		const trigger = await activate({ triggerOn: 'orders' });
		stream.hit({ kind: 'drop', socket: 'private', forMs: 100 });
		exchange.spot.cancel(trader.account, cancelled.id);
		const filled = trader.buy('BTC_USD', '0.001');
		const brief = rest('20003');
		exchange.spot.cancel(trader.account, brief.id);
		const opened = rest('20004');
		await trigger.until(() => trigger.items.some(({ orderId }) => orderId === String(opened.id)));
		expect(
			trigger.items.map(({ orderId, status, recovered }) => [orderId, status, recovered]),
		).toEqual([
			[String(cancelled.id), 'cancelled', true],
			[String(filled.orderId), 'filled', true],
			[String(brief.id), 'cancelled', true],
			[String(opened.id), 'open', true],
		]);
		exchange.spot.cancel(trader.account, stays.id);
		await trigger.until(() => trigger.items.length === 5);
		expect(trigger.items[4]).toMatchObject({ orderId: String(stays.id), status: 'cancelled' });
		expect(trigger.items[4]).not.toHaveProperty('recovered');
	});

	test('margin orders and trades of a gap come, also those that came and went in it', async () => {
		const orders = await activate({ triggerOn: 'marginOrders' });
		const trades = await activate({ triggerOn: 'marginOwnTrades' });
		trader.long('BTC_USDT', '0.01');
		await orders.until(() => orders.items.at(-1)?.status === 'filled');
		await trades.first(1);
		const before = orders.items.length;
		account.sandbox.stream.hit({ kind: 'drop', socket: 'margin', forMs: 100 });
		trader.long('BTC_USDT', '0.02');
		expect((await trades.first(2))[1]).toMatchObject({ quantity: '0.02', recovered: true });
		await orders.first(before + 1);
		const { margin } = account.sandbox.exchange;
		expect(orders.items.slice(before)).toEqual([
			expect.objectContaining({
				orderId: String(margin.accepted.at(-1)?.id),
				status: 'filled',
				recovered: true,
			}),
		]);
	});

	test('a connection that has fallen silent is found out, and replaced', async () => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		account.sandbox.stream.hit({ kind: 'silence' });
		const { id } = trader.buy('BTC_USD', '0.001');
		expect(await trigger.first(1)).toEqual([
			expect.objectContaining({ tradeId: String(id), recovered: true }),
		]);
	});

	test('balances that changed in a gap come from the new snapshot', async () => {
		const trigger = await activate({ triggerOn: 'wallet' });
		account.sandbox.stream.hit({ kind: 'drop', forMs: 50 });
		trader.buy('BTC_USD', '0.001');
		const items = await trigger.first(2);
		expect(items.map(({ currency, recovered }) => [currency, recovered]).sort()).toEqual([
			['BTC', true],
			['USD', true],
		]);
	});

	test('a trigger that is deactivated while it waits to reconnect leaves no socket and opens none', async () => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const opened = account.sandbox.stream.opened;
		account.sandbox.stream.hit({ kind: 'drop' });
		await trigger.deactivate();
		await trigger.deactivate();
		// Another one connects, loses its connection and is back: longer than the first would have waited
		const other = await activate({ triggerOn: 'ownTrades' });
		account.sandbox.stream.hit({ kind: 'drop' });
		const { id } = trader.buy('BTC_USD', '0.001');
		await other.until(() => other.items.some(({ tradeId }) => tradeId === String(id)));
		account.sandbox.stream.hit({ kind: 'drop' });
		const second = trader.buy('BTC_USD', '0.001');
		await other.until(() => other.items.some(({ tradeId }) => tradeId === String(second.id)));
		expect(account.sandbox.stream.opened).toBe(opened + 3);
		expect(connections()).toHaveLength(1);
	});

	test('frames that come twice are one event', async () => {
		account.sandbox.stream.hit({ kind: 'duplicate' });
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const trades = [1, 2, 3].map(() => trader.buy('BTC_USD', '0.001'));
		await trigger.first(3);
		account.sandbox.stream.hit({ kind: 'drop' });
		trades.push(trader.buy('BTC_USD', '0.001'));
		const items = await trigger.first(4);
		expect(items.map(({ tradeId }) => tradeId)).toEqual(trades.map(({ id }) => String(id)));
	});
});
