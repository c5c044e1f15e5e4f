import type { Reply } from './client.mts';
import { ORDER, useControlled } from './controlled.mts';

const { at, plant, order } = useControlled();
const ask = async (path: string, params: Record<string, string> = {}): Promise<Reply> =>
	await at.full.call(path, params);
const STOP = { pair: 'BTC_USD', type: 'sell', quantity: '0.002', trigger_price: '20000' };
const MARGIN = { pair: 'BTC_USDT', quantity: '0.01', leverage: '2' };

const open = async () =>
	Object.values<Reply[]>(await ask('user_open_orders'))
		.flat()
		.map(({ client_id, quantity }) => [client_id, quantity]);
const cancelled = async () => Object.values<Reply>(await ask('user_cancelled_orders')).length;
const trades = async () => (await ask('user_trades', { pair: 'BTC_USD' })).BTC_USD.length;

describe('lists that lag', () => {
	it('show an order only after so long, and go on showing it for so long when it is gone', async () => {
		await plant({ kind: 'lag', ms: 5000 });
		const { order_id: id } = await order('11');
		const { parent_order_id_str: stop } = await ask('stop_market_order_create', {
			...STOP,
			client_id: '12',
		});
		at.clock.advance(4999);
		expect(await open()).toEqual([]);
		at.clock.advance(1);
		expect((await open()).toSorted()).toEqual([
			['11', '0.002'],
			['12', '0.002'],
		]);

		await ask('order_cancel', { order_id: id.number });
		await ask('stop_market_order_cancel', { parent_order_id: stop });
		expect(await open()).toHaveLength(2);
		expect(await cancelled()).toBe(0);
		at.clock.advance(5000);
		expect(await open()).toEqual([]);
		expect(await cancelled()).toBe(2);
	});

	it('show trades late, and the order as it was before them', async () => {
		await ask('order_create', { ...ORDER, quantity: '0.01', price: '30000' });
		at.clock.advance(1000);
		await plant({ kind: 'lag', ms: 1000 });
		await at.other.call('order_create', {
			...{ pair: 'BTC_USD', type: 'market_sell', price: '0' },
			quantity: '1000',
		});
		const { order_id: bought } = await ask('order_create', {
			...{ pair: 'BTC_USD', type: 'market_buy', quantity: '0.001', price: '0' },
		});
		expect(await trades()).toBe(0);
		expect((await ask('order_trades', { order_id: bought.number })).error).toMatch(/50304/);
		expect(await open()).toEqual([['0', '0.01']]);
		at.clock.advance(1000);
		expect(await trades()).toBeGreaterThan(0);
		expect(await ask('order_trades', { order_id: bought.number })).toMatchObject({ type: 'buy' });
	});

	it('show what left the wallet late, while the balance is what it is', async () => {
		await plant({ kind: 'lag', ms: 2000 });
		const count = async () => Number((await ask('wallet_operations')).count.number);
		const before = await count();
		const withdrawn = await ask('withdraw_crypt', {
			...{ amount: '25', currency: 'USDT', transport: 'TRC20' },
			address: 'TInventedInventedInventedInvented2',
		});
		expect(withdrawn.result).toBe(true);
		expect(await count()).toBe(before);
		expect((await ask('user_info')).balances.USDT).toBe('49975');
		at.clock.advance(2000);
		expect(await count()).toBe(before + 1);
		at.clock.advance(19_999); // paid after 20 s, shown as paid after 22 s
		const latest = async () => (await ask('wallet_operations')).items[0];
		expect(await latest()).toMatchObject({ status: 'Processing', extra: { txid: '' } });
		at.clock.advance(1);
		expect((await latest()).status).toBe('Paid');
	});

	it('show margin orders, their history and positions as they were', async () => {
		const list = async () => (await ask('margin/user/order/list')).orders;
		const position = async () => (await ask('margin/user/position/list')).positions[0];
		await ask('margin/user/order/create', { ...MARGIN, type: 'market_buy' });
		at.clock.advance(1000);
		const { position_id, margin: before } = await position();
		await plant({ kind: 'lag', ms: 1000 });

		await ask('margin/user/position/margin_add', { position_id, quantity: '7' });
		const { order_id } = await ask('margin/user/order/create', {
			...{ ...MARGIN, type: 'limit_buy', price: '30000' },
		});
		expect(await list()).toEqual([]);
		expect((await position()).margin).toBe(before);
		const events = async () => (await ask('margin/user/order/history')).items.length;
		const eventsBefore = await events();
		at.clock.advance(1000);
		expect(await list()).toMatchObject([{ order_id, price: '30000' }]);
		expect(Number((await position()).margin) - Number(before)).toBeCloseTo(7);
		expect(await events()).toBe(eventsBefore + 1);

		await ask('margin/user/order/update', { order_id, price: '31000' });
		await ask('margin/user/position/close', { position_id });
		expect(await list()).toMatchObject([{ price: '30000' }]);
		expect((await position()).position_id).toBe(position_id);
		at.clock.advance(1000);
		expect(await list()).toMatchObject([{ price: '31000' }]);
		expect(await position()).toBeUndefined();
	});

	it('can be some of them, each with its own age; the oldest counts, and nothing else lags', async () => {
		await plant(
			{ kind: 'lag', ms: 1000, endpoints: ['user_open_orders', 'user_info'] },
			{ kind: 'lag', ms: 3000, endpoints: ['user_open_orders'] },
		);
		await ask('order_create', {
			...{ pair: 'BTC_USD', type: 'market_buy', quantity: '0.001', price: '0' },
		});
		await order('11');
		expect(await trades()).toBeGreaterThan(0);
		expect((await ask('user_info')).reserved.USD).toBe('60');
		at.clock.advance(2999);
		expect(await open()).toEqual([]);
		at.clock.advance(1);
		expect(await open()).toHaveLength(1);
	});

	it('can begin later and end by itself', async () => {
		await plant({ kind: 'lag', ms: 60_000, afterMs: 300, forMs: 100 });
		await order('11');
		expect(await open()).toHaveLength(1);
		while ((await open()).length > 0);
		while ((await open()).length === 0);
		expect(await open()).toHaveLength(1);
	});
});

test('a margin change is on the record', async () => {
	await ask('margin/user/order/create', { ...MARGIN, type: 'market_buy' });
	const { position_id } = (await ask('margin/user/position/list')).positions[0];
	await ask('margin/user/position/margin_add', { position_id, quantity: '7' });
	await ask('margin/user/position/margin_remove', { position_id, quantity: '2.5' });
	const record: Reply = await (await fetch(`${at.sandbox.url}/_sandbox/record`)).json();
	expect(record.marginChanges).toEqual([
		expect.objectContaining({ positionId: position_id, type: 'add', amount: '7' }),
		expect.objectContaining({ positionId: position_id, type: 'remove', amount: '2.5' }),
	]);
});
