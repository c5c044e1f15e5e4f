import { Decimal } from 'decimal.js';
import { get, number, setUp, type Setup } from './client.mts';

let at: Setup;
beforeEach(async () => {
	at = await setUp();
});
afterEach(() => at.sandbox.stop());

describe('a stop order', () => {
	const stop = (params: Record<string, string>) =>
		at.full.call('stop_market_order_create', { pair: 'BTC_USD', type: 'sell', ...params });

	it('has an id beyond doubles, locks, and can be cancelled once', async () => {
		const created = await stop({ quantity: '0.01', trigger_price: '25000', client_id: '43' });
		const id = created.parent_order_id_str;
		expect(id).toMatch(/^\d{18}$/);
		expect(created).toEqual({
			client_id: number(43),
			parent_order_id: number(id),
			parent_order_id_str: id,
		});
		expect((await at.full.call('user_info')).reserved.BTC).toBe('0.01');
		const row = {
			parent_order_id: id,
			client_id: '43',
			created: '1790164800',
			type: 'stop_market_sell',
			pair: 'BTC_USD',
			quantity: '0.01',
			trigger_price: '25000',
			amount: '250',
		};
		expect(await at.full.call('user_open_orders')).toEqual({ BTC_USD: [row] });
		const cancel = () => at.full.call('stop_market_order_cancel', { parent_order_id: id });
		expect(await cancel()).toEqual({});
		expect(await cancel()).toEqual({
			error: { code: number(191021), msg: 'complex order not found' },
		});
		expect(await at.full.call('user_cancelled_orders')).toEqual([
			{ ...row, reason_status: 'user_canceled' },
		]);
	});

	it('fires a market order when the price reaches it', async () => {
		const { BTC_USD: ticker } = await get(at.sandbox, 'ticker');
		const trigger = new Decimal(ticker.last_trade).minus(30).toFixed();
		const { parent_order_id } = await stop({ quantity: '0.01', trigger_price: trigger });
		for (let minute = 0; minute < 600; minute++) {
			at.clock.advance(60_000);
			if ((await at.full.call('user_open_orders')).BTC_USD === undefined) break;
		}
		const { BTC_USD: trades } = await at.full.call('user_trades', { pair: 'BTC_USD' });
		expect(trades[0]).toMatchObject({ type: 'sell', parent_order_id, exec_type: 'taker' });
		expect((await at.full.call('user_info')).reserved.BTC).toBe('0');
	});
});
