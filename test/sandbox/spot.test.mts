import { Decimal } from 'decimal.js';
import { get, number, setUp, type Reply, type Setup } from './client.mts';

let at: Setup;
beforeEach(async () => {
	at = await setUp();
});
afterEach(() => at.sandbox.stop());

const minus = (a: string, ...rest: string[]) =>
	rest.reduce((sum, one) => sum.minus(one), new Decimal(a)).toFixed();

const place = (client: Setup['full'], params: Record<string, string>): Promise<Reply> =>
	client.call('order_create', { pair: 'BTC_USD', type: 'buy', ...params });

describe('a limit order that rests', () => {
	it('locks its amount, shows in the lists and in the book, and comes back when it is cancelled', async () => {
		const created = await place(at.full, { quantity: '0.002', price: '30000.5', client_id: '42' });
		expect(created).toEqual({
			result: true,
			error: '',
			order_id: { number: expect.stringMatching(/^\d{11}$/) },
			client_id: number(42),
		});
		const id = created.order_id.number;
		const row = {
			order_id: id,
			client_id: '42',
			created: '1790164800',
			type: 'buy',
			pair: 'BTC_USD',
			quantity: '0.002',
			price: '30000.5',
			amount: '60.001',
		};
		expect(await at.full.call('user_open_orders')).toEqual({ BTC_USD: [row] });
		expect(await at.full.call('user_open_orders', { pair: 'ETH_USD' })).toEqual({});
		expect(await at.other.call('user_open_orders')).toEqual({});
		const info = await at.full.call('user_info');
		expect([info.balances.USD, info.reserved.USD]).toEqual(['49939.999', '60.001']);
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD&limit=1000');
		expect(book.bid).toContainEqual(['30000.5', '0.002', '60.001']);

		expect(await at.full.call('order_trades', { order_id: id })).toEqual({
			result: false,
			error: `Error 50304: Order was not found '${id}'`,
		});
		expect((await at.other.call('order_cancel', { order_id: id })).error).toMatch(/50173/);
		expect(await at.full.call('order_cancel', { order_id: id })).toEqual({
			result: true,
			error: '',
		});
		expect(await at.full.call('user_cancelled_orders')).toEqual([row]);
		const after = await at.full.call('user_info');
		expect([after.balances.USD, after.reserved.USD]).toEqual(['50000', '0']);
		expect(await at.full.call('order_cancel', { order_id: id })).toEqual({
			result: false,
			error: `Error 50173: Order was not found '#${id}'`,
		});
	});

	it('is filled when the market moves through it, as the maker', async () => {
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD&limit=1');
		const price = minus(book.bid[0][0], '20');
		const { order_id } = await place(at.full, { quantity: '0.01', price });
		for (let minute = 0; minute < 600; minute++) {
			at.clock.advance(60_000);
			if ((await at.full.call('user_open_orders')).BTC_USD === undefined) break;
		}
		const trades = await at.full.call('order_trades', { order_id: order_id.number });
		expect(trades.trades).toEqual([
			expect.objectContaining({ price, quantity: '0.01', exec_type: 'maker', order_id }),
		]);
	});
});

describe('an order that trades', () => {
	it('takes the best prices, pays the fee out of what it receives, and keeps the rest', async () => {
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD&limit=2');
		const [[best, size, amount], [second]] = book.ask;
		const created = await place(at.full, { quantity: size, price: second, client_id: '7' });
		const id = created.order_id.number;
		const commission = new Decimal(size).times('0.003').toDecimalPlaces(8).toFixed();

		const traded = await at.full.call('order_trades', { order_id: id });
		expect(traded).toEqual({
			type: 'buy',
			in_currency: 'BTC',
			in_amount: size,
			out_currency: 'USD',
			out_amount: amount,
			trades: [
				{
					trade_id: { number: expect.stringMatching(/^\d+$/) },
					client_id: number(7),
					date: number(1790164800),
					type: 'buy',
					pair: 'BTC_USD',
					quantity: size,
					price: best,
					amount,
					order_id: number(id),
					exec_type: 'taker',
					commission_amount: commission,
					commission_currency: 'BTC',
					commission_percent: '0.3',
				},
			],
		});
		const own = await at.full.call('user_trades', { pair: 'BTC_USD,ETH_USD,NOPE_USD' });
		expect(own).toEqual({ BTC_USD: traded.trades, ETH_USD: [] });
		const info = await at.full.call('user_info');
		expect(info.balances.USD).toBe(minus('50000', amount));
		expect(info.balances.BTC).toBe(new Decimal('1.5').plus(size).minus(commission).toFixed());
		expect(info.reserved.USD).toBe('0');
		const tape = await get(at.sandbox, 'trades?pair=BTC_USD');
		expect(tape.BTC_USD[0]).toMatchObject({ trade_id: traded.trades[0].trade_id, type: 'buy' });
	});

	it('trades with another account’s order, in parts', async () => {
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD&limit=1');
		const price = minus(book.ask[0][0], '0.01');
		await place(at.full, { type: 'sell', quantity: '0.3', price });
		await place(at.other, { type: 'buy', quantity: '0.1', price });
		const open = await at.full.call('user_open_orders');
		expect(open.BTC_USD[0]).toMatchObject({ quantity: '0.2', price });
		const [seller] = (await at.full.call('user_trades', { pair: 'BTC_USD' })).BTC_USD;
		const [buyer] = (await at.other.call('user_trades', { pair: 'BTC_USD' })).BTC_USD;
		expect(seller).toMatchObject({ type: 'sell', exec_type: 'maker', commission_currency: 'USD' });
		expect(buyer).toMatchObject({ type: 'buy', exec_type: 'taker', commission_currency: 'BTC' });
		expect(buyer.trade_id).toEqual(seller.trade_id);
		const amount = new Decimal(price).times('0.1');
		const info = await at.full.call('user_info');
		const fee = amount.times('0.003').toDecimalPlaces(8);
		expect(info.balances.USD).toBe(new Decimal(50000).plus(amount).minus(fee).toFixed());
		expect(info.reserved.BTC).toBe('0.2');
	});

	it('sells and buys at market, by quantity and by total', async () => {
		const sold = await place(at.full, { type: 'market_sell', quantity: '0.5', price: '0' });
		const sale = await at.full.call('order_trades', { order_id: sold.order_id.number });
		expect(sale).toMatchObject({ type: 'sell', out_amount: '0.5' });
		const bought = await place(at.full, { type: 'market_buy_total', quantity: '1000', price: '0' });
		const purchase = await at.full.call('order_trades', { order_id: bought.order_id.number });
		expect(purchase.out_currency).toBe('USD');
		expect(Number(purchase.out_amount)).toBeGreaterThan(999.99);
		expect(Number(purchase.out_amount)).toBeLessThanOrEqual(1000);
		const raised = await place(at.full, {
			type: 'market_sell_total',
			quantity: '1000',
			price: '0',
		});
		const raising = await at.full.call('order_trades', { order_id: raised.order_id.number });
		expect(Number(raising.in_amount)).toBeLessThanOrEqual(1000);
		expect(Number(raising.in_amount)).toBeGreaterThan(999.99);
	});

	it('honours post-only, immediate-or-cancel and fill-or-kill', async () => {
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD&limit=1');
		const [ask, size] = book.ask[0];
		const twice = new Decimal(size).times(2).toFixed();
		const crossing = { quantity: twice, price: ask };
		expect((await place(at.full, { ...crossing, exec_type: 'post_only' })).error).toMatch(/990007/);
		expect((await place(at.full, { ...crossing, exec_type: 'fok' })).error).toMatch(/990008/);
		expect(await at.full.call('user_trades', { pair: 'BTC_USD' })).toEqual({ BTC_USD: [] });
		const ioc = await place(at.full, { ...crossing, exec_type: 'ioc' });
		expect(ioc.result).toBe(true);
		expect(await at.full.call('user_open_orders')).toEqual({});
		expect(await at.full.call('user_cancelled_orders')).toEqual([
			expect.objectContaining({ order_id: ioc.order_id.number, quantity: size }),
		]);
		const { reserved } = await at.full.call('user_info');
		expect(reserved.USD).toBe('0');
	});
});

describe('an order that is refused', () => {
	const good = { quantity: '0.01', price: '30000' };
	it.each([
		[{ quantity: '', price: '1' }, "Error 50049: Parameter is not a number 'quantity'"],
		[{ ...good, price: '' }, "Error 50049: Parameter is not a number 'price'"],
		[{ ...good, price: '3e4' }, "Error 50049: Parameter is not a number 'price'"],
		[{ ...good, pair: '' }, "Error 50013: Parameter 'pair' is not specified"],
		[{ quantity: '5', price: '30000' }, 'Error 50052: Insufficient funds'],
		[{ ...good, quantity: '0.00001' }, /^Error 50277: Quantity by order is less than/],
		[{ ...good, price: '0.01' }, /^Error 50319: Price by order is less than/],
		[{ ...good, price: '99999999' }, /^Error 50321: Price by order is more than/],
		[
			{ ...good, price: '30000.001' },
			'Error 50381: More than 2 decimal places are not permitted for pair BTC_USD',
		],
		[{ ...good, pair: 'NOPE_USD' }, /^Error 990001: /],
		[{ ...good, type: 'hodl' }, /^Error 990005: /],
		[{ ...good, client_id: '-1' }, /^Error 990010: /],
		[{ type: 'market_buy', quantity: '5', price: '0' }, 'Error 50054: Insufficient funds'],
	])('%j', async (params, error) => {
		const reply = await place(at.full, params as Record<string, string>);
		expect(reply).toEqual({
			result: false,
			error: typeof error === 'string' ? error : expect.stringMatching(error),
		});
		expect((await at.full.call('user_info')).balances.USD).toBe('50000');
	});
});

describe('nothing', () => {
	it('is an object or an array, as the sandbox is told', async () => {
		const arrays = await setUp({ emptyList: 'array' });
		const lists = ['user_open_orders', 'user_cancelled_orders'];
		for (const list of lists) {
			expect(await at.full.call(list)).toEqual({});
			expect(await arrays.full.call(list)).toEqual([]);
		}
		await arrays.sandbox.stop();
	});
});

describe('reset', () => {
	it('brings the first state back', async () => {
		await place(at.full, { quantity: '0.01', price: '30000' });
		at.sandbox.reset();
		expect(await at.full.call('user_open_orders')).toEqual({});
		expect((await at.full.call('user_info')).balances.USD).toBe('50000');
	});
});
