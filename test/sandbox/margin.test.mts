import { Decimal } from 'decimal.js';
import { number, setUp, type Reply, type Setup } from './client.mts';

let at: Setup;
beforeEach(async () => {
	at = await setUp();
});
afterEach(() => at.sandbox.stop());

const order = (params: Record<string, string>): Promise<Reply> =>
	at.full.call('margin/user/order/create', {
		pair: 'BTC_USDT',
		type: 'limit_buy',
		leverage: '2',
		quantity: '0.01',
		price: '30000',
		...params,
	});
const position = async (): Promise<Reply> =>
	(await at.full.call('margin/user/position/list')).positions[0];
const wallet = async (): Promise<Reply> =>
	(await at.full.call('margin/user/wallet/list')).wallets.USDT;
const pair = async (): Promise<Reply> =>
	(await at.full.call('margin/pair/list')).pairs.find((one: Reply) => one.name === 'BTC_USDT');
const priceNow = async (plus: number) =>
	new Decimal((await pair()).sell_price).plus(plus).toFixed();

describe('a margin order', () => {
	it('rests with EXMO’s fields, is changed and cancelled', async () => {
		const { order_id, ...rest } = await order({ client_id: '5', comment: 'try it' });
		expect(rest).toEqual({});
		expect(order_id).toMatch(/^\d{18}$/);
		const { orders } = await at.full.call('margin/user/order/list');
		expect(orders).toEqual([
			{
				order_id,
				client_id: '5',
				comment: 'try it',
				created: expect.stringMatching(/^\d{19}$/),
				distance: '0',
				expire: number(0),
				funding_currency: 'USDT',
				funding_quantity: '300',
				funding_rate: '0.02',
				leverage: '2',
				pair: 'BTC_USDT',
				previous_type: 'limit_buy',
				price: '30000',
				quantity: '0.01',
				src: number(1),
				stop_loss: '0',
				stop_price: '0',
				take_profit: '0',
				trigger_price: '30000',
				type: 'limit_buy',
				updated: { number: expect.stringMatching(/^\d{19}$/) },
			},
		]);
		expect(await wallet()).toMatchObject({ balance: '10000', used: '150.15', free: '9849.85' });
		expect(await at.full.call('margin/user/order/update', { order_id, quantity: '0.02' })).toEqual(
			{},
		);
		expect(await wallet()).toMatchObject({ used_in_orders: '300.3', used_in_positions: '0' });
		expect(await at.full.call('margin/user/order/cancel', { order_id })).toEqual({});
		expect(await wallet()).toMatchObject({ balance: '10000', used: '0' });
		expect((await at.full.call('margin/user/order/cancel', { order_id })).error.code).toEqual(
			number(990040),
		);
		const { items } = await at.full.call('margin/user/order/history');
		expect(items[0]).toMatchObject({
			event_type: 'OrderCancelStarted',
			order_status: 'cancel_started',
			order_id,
			trade_id: '0',
			trade_type: '',
		});
	});

	it.each([
		[{ quantity: '5' }, '140434'],
		[{ price: '30000.001' }, number(140333)],
		[{ leverage: '9' }, number(990042)],
		[{ type: 'limit' }, number(990005)],
		[{ pair: '' }, number(50013)],
		[{ price: '1e4' }, number(50049)],
		[{ comment: 'no digits 1' }, number(990045)],
	])('is refused: %j', async (params, code) => {
		const reply = await order(params as Record<string, string>);
		expect(reply).toEqual({ error: { code, msg: expect.any(String) } });
	});

	it('expires', async () => {
		await order({ expire: '1790164860' });
		at.clock.advance(61_000);
		expect((await at.full.call('margin/user/order/list')).orders).toEqual([]);
	});
});

describe('the ten types', () => {
	const fires = async (type: string, terms: Record<string, string>) => {
		const { order_id } = await order({ type, ...terms });
		for (let minute = 0; minute < 2000; minute++) {
			const { trades } = await at.full.call('margin/user/order/trades', { order_id });
			if (trades.length > 0) return trades;
			at.clock.advance(60_000);
		}
		return [];
	};

	it.each([
		['market', {}, {}],
		['limit', { price: 50 }, { price: -50 }],
		['stop', { stop_price: 20 }, { stop_price: -20 }],
		['stop_limit', { stop_price: 20, price: 60 }, { stop_price: -20, price: -60 }],
	])('%s_buy and %s_sell trade', async (style, buy, sell) => {
		for (const [side, offsets] of Object.entries({ buy, sell })) {
			const terms: Record<string, string> = {};
			for (const [name, offset] of Object.entries(offsets)) terms[name] = await priceNow(offset);
			const trades = await fires(`${style}_${side}`, terms);
			expect(trades).toEqual([
				expect.objectContaining({
					type: side,
					quantity: '0.01',
					pair: 'BTC_USDT',
					is_maker: false,
				}),
			]);
		}
		expect(await position()).toBeUndefined();
	});

	it('trailing_stop_buy and trailing_stop_sell trade', async () => {
		for (const side of ['buy', 'sell']) {
			const trades = await fires(`trailing_stop_${side}`, { distance: '40' });
			expect(trades).toMatchObject([{ type: side }]);
		}
	});
});

describe('a position', () => {
	it('is opened, carries its margin, and is closed in parts', async () => {
		await order({ type: 'market_buy' });
		const opened = await position();
		const [trade] = (await at.full.call('margin/user/trade/list')).trades;
		const value = new Decimal(trade.price).times('0.01');
		expect(opened).toMatchObject({
			position_id: expect.stringMatching(/^\d{18}$/),
			pair: 'BTC_USDT',
			type: 'long',
			quantity: '0.01',
			leverage: '2',
			base_price: trade.price,
			margin: value.div(2).toFixed(),
			margin_currency: 'USDT',
			funding_quantity: value.div(2).toFixed(),
			is_margin_call: false,
			need_liquidate: false,
		});
		// 95 % of the margin lost: half the price times 0.95.
		expect(opened.liquidation_price).toBe(
			new Decimal(trade.price).times('0.525').toDecimalPlaces(8).toFixed(),
		);
		const { position_id } = opened;
		expect(
			await at.full.call('margin/user/position/close', { position_id, quantity: '0.004' }),
		).toEqual({});
		expect((await position()).quantity).toBe('0.006');
		await at.full.call('margin/user/position/close', { position_id });
		expect(await position()).toBeUndefined();
		expect(await wallet()).toMatchObject({ used: '0' });
		const { items } = await at.full.call('margin/user/wallet/history');
		const sum = items
			.filter(({ currency }: Reply) => currency === 'USDT')
			.reduce((total: Decimal, one: Reply) => total.plus(one.amount), new Decimal(0));
		// What the account starts with is a row, too
		expect((await wallet()).balance).toBe(sum.toFixed());
	});

	it('takes margin in and gives it back', async () => {
		await order({ type: 'market_sell', leverage: '3' });
		const { position_id, margin, type } = await position();
		expect(type).toBe('short');
		const call = (what: string, quantity = '') =>
			at.full.call(`margin/user/position/margin_${what}`, { position_id, quantity });
		expect(await call('add', '100')).toEqual({});
		expect((await position()).margin).toBe(new Decimal(margin).plus(100).toFixed());
		const removable = (await call('remove_info')).max_quantity;
		expect(Number(removable)).toBeGreaterThan(90);
		expect((await call('remove', '5000')).error.code).toEqual(number(990043));
		expect(await call('remove', removable)).toEqual({});
		expect((await call('add_info')).max_quantity).toBe((await wallet()).free);
	});

	it('pays for what it borrowed', async () => {
		await order({ type: 'market_buy' });
		const { funding_next_pay_quantity } = await position();
		const before = (await wallet()).balance;
		at.clock.advance(3_600_000);
		expect((await wallet()).balance).toBe(
			new Decimal(before).minus(funding_next_pay_quantity).toFixed(),
		);
	});

	it('is liquidated when its margin is gone, and loses no more', async () => {
		await order({ type: 'market_buy', leverage: '3', quantity: '0.3' });
		const real = at.sandbox.exchange.margin.positions.of(at.sandbox.exchange.accounts[0])[0];
		// A position so close to its end that any move of the market reaches it.
		real.basePrice = real.basePrice.times('1.46');
		at.clock.advance(1000);
		expect(await position()).toBeUndefined();
		expect((await at.full.call('margin/liquidation/feed')).items).toHaveLength(1);
		const { balance, used } = await wallet();
		expect(Number(balance)).toBeGreaterThan(0);
		expect(used).toBe('0');
	});
});

describe('what can be asked', () => {
	it('shows pairs, the tape, and how much is possible', async () => {
		expect(await pair()).toMatchObject({
			max_leverage: '3',
			trade_taker_fee: '0.05',
			position: '5',
		});
		const { trades } = await at.full.call('margin/trades', { pair_name: 'BTC_USDT', limit: '2' });
		expect(trades.BTC_USDT).toHaveLength(2);
		const { max_quantity } = await at.full.call('margin/user/order/max_quantity', {
			pair: 'BTC_USDT',
			type: 'limit_buy',
			leverage: '2',
			price: '40000',
		});
		expect(max_quantity).toBe('0.49950049');
		expect((await order({ quantity: max_quantity, price: '40000' })).order_id).toBeDefined();
	});
});

describe('the wind-down', () => {
	it('only lets positions be closed', async () => {
		const down = await setUp({ market: 'winddown' });
		const create = (type: string) =>
			down.full.call('margin/user/order/create', {
				...{ pair: 'BTC_USDC', leverage: '2', quantity: '0.005', type },
			});
		const { positions } = await down.full.call('margin/user/position/list');
		const opening = await create('market_buy');
		const closing = await create('market_sell');
		const after = await down.full.call('margin/user/position/list');
		await down.sandbox.stop();
		expect(positions).toMatchObject([{ pair: 'BTC_USDC', quantity: '0.005' }]);
		expect(opening.error.code).toEqual(number(990044));
		expect(closing.order_id).toBeDefined();
		expect(after.positions).toEqual([]);
	});
});
