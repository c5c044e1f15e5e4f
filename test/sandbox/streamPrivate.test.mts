import type { Frame } from './streamClient.mts';
import { useStreamClients } from './streamClients.mts';

const { at, loggedIn } = useStreamClients();

const buy = async (quantity: string, price: string) =>
	await at.full.call('order_create', { pair: 'BTC_USD', type: 'buy', quantity, price });

describe('the private socket', () => {
	test('own trades, orders and wallet of a trade', async () => {
		const client = await loggedIn('private');
		for (const topic of ['spot/user_trades', 'spot/orders', 'spot/wallet']) {
			await client.subscribe(topic);
		}
		const wallet = await client.next(({ event }) => event === 'snapshot');
		expect(wallet.data.balances).toMatchObject({ BTC: '1.5', USD: '50000' });
		const { order_id } = await at.full.call('order_create', {
			pair: 'BTC_USD',
			type: 'market_buy',
			quantity: '0.001',
			price: '0',
			client_id: '42',
		});
		const trade = await client.next(({ topic }) => topic === 'spot/user_trades');
		expect(trade.data).toMatchObject({
			pair: 'BTC_USD',
			type: 'buy',
			quantity: '0.001',
			order_id: Number(order_id.number),
			client_id: 42,
			exec_type: 'taker',
			commission_currency: 'BTC',
		});
		await client.next(({ data }) => data?.currency === 'BTC');
		const ended = client.frames.filter(({ topic }) => topic === 'spot/orders').at(-1);
		expect(ended.data).toMatchObject({
			order_id: order_id.number,
			status: 'cancelled',
			quantity: '0',
			original_quantity: '0.001',
			last_trade_id: String(trade.data.trade_id),
		});
		expect(ended.data).not.toHaveProperty('price');
	});

	test('an order that rests is open, and cancelled with its rest', async () => {
		const client = await loggedIn('private');
		await client.subscribe('spot/orders');
		expect((await client.next()).data).toEqual([]);
		const { order_id } = await buy('0.01', '20000');
		expect((await client.next()).data).toMatchObject({ status: 'open', price: '20000' });
		await at.full.call('order_cancel', { order_id: order_id.number });
		expect((await client.next()).data).toMatchObject({ status: 'cancelled', quantity: '0.01' });
		await buy('0.02', '20000');
		const second = await loggedIn('private');
		await second.subscribe('spot/orders');
		expect((await second.next()).data).toEqual([
			expect.objectContaining({ quantity: '0.02', status: 'open', original_quantity: '0.02' }),
		]);
	});

	test('a stop order has a parent_order_id', async () => {
		const client = await loggedIn('private');
		await client.subscribe('spot/orders');
		await client.next();
		await at.full.call('stop_market_order_create', {
			pair: 'BTC_USD',
			type: 'sell',
			quantity: '0.01',
			trigger_price: '20000',
		});
		expect((await client.next()).data).toMatchObject({
			parent_order_id: expect.stringMatching(/^\d{18}$/),
			status: 'open',
			trigger_price: '20000',
			reserved: '0.01',
		});
	});

	test('shows nothing of other accounts', async () => {
		const client = await loggedIn('private');
		await client.subscribe('spot/user_trades');
		await client.subscribe('spot/orders');
		const market = { pair: 'BTC_USD', type: 'market_buy', quantity: '0.001', price: '0' };
		await at.other.call('order_create', market);
		await at.full.call('order_create', market);
		const { data } = await client.next(({ topic }) => topic === 'spot/user_trades');
		const [own] = (await at.full.call('user_trades', { pair: 'BTC_USD' })).BTC_USD;
		expect(String(data.trade_id)).toBe(own.trade_id.number);
	});
});

describe('the margin socket', () => {
	test('wallet by either name, orders, own trades and positions', async () => {
		const client = await loggedIn('margin');
		for (const topic of ['margin/wallet', 'margin/orders', 'margin/user_trades']) {
			expect(await client.subscribe(topic)).toMatchObject({ event: 'subscribed', topic });
			expect(await client.next()).toMatchObject({ event: 'snapshot' });
		}
		await client.subscribe('margin/positions');
		expect(client.frames.find(({ topic }) => topic === 'margin/wallets').data.USDT).toEqual({
			balance: '10000',
			used: '0',
			free: '10000',
		});
		await at.full.call('margin/user/order/create', {
			pair: 'BTC_USDT',
			type: 'market_buy',
			quantity: '0.01',
			leverage: '2',
			price: '0',
		});
		const of = (name: string) => (frame: Frame) => frame.event === 'update' && frame.topic === name;
		await client.next(of('margin/wallets'));
		const last = (name: string) => client.frames.filter(of(name)).at(-1)?.data;
		expect(last('margin/user_trades')).toMatchObject({ pair: 'BTC_USDT', type: 'buy' });
		expect(last('margin/positions')).toMatchObject({
			type: 'long',
			quantity: '0.01',
			closed: false,
		});
		expect(last('margin/orders')).toMatchObject({ init_quantity: '0.01', quantity: '0' });
		expect(Number(last('margin/wallets').USDT.used)).toBeGreaterThan(0);

		const again = await loggedIn('margin');
		expect(await again.subscribe('margin/wallets')).toMatchObject({ event: 'subscribed' });
	});
});
