import { number, get, read, setUp, type Reply, type Setup } from './client.mts';

let at: Setup;
beforeAll(async () => {
	at = await setUp();
});
afterAll(() => at.sandbox.stop());

const PRICE = /^\d+(\.\d*[1-9])?$/;

describe('paths', () => {
	it.each(['ticker', 'ticker/'])('answers /%s by GET and POST', async (path) => {
		const byGet = await get(at.sandbox, path);
		const byPost = await read(await fetch(`${at.sandbox.url}/v1.1/${path}`, { method: 'POST' }));
		expect(byGet.BTC_USD.buy_price).toMatch(PRICE);
		expect(byPost).toEqual(byGet);
	});

	it("has the exchange's own time in the Date header", async () => {
		const response = await fetch(`${at.sandbox.url}/v1.1/ticker`);
		expect(response.headers.get('date')).toBe(new Date(at.clock.now()).toUTCString());
	});

	it('takes parameters from a form as well', async () => {
		const response = await fetch(`${at.sandbox.url}/v1.1/trades`, {
			method: 'POST',
			body: new URLSearchParams({ pair: 'BTC_USD' }),
		});
		expect(Object.keys(await read(response))).toEqual(['BTC_USD']);
	});

	it('refuses an unknown path with its name', async () => {
		expect(await get(at.sandbox, 'nope?a=1')).toEqual({
			result: false,
			error: 'Error 40015: API function do not exist - /v1.1/nope/',
		});
	});
});

describe('order_book', () => {
	it('shows both sides, best first, with exact amounts and totals', async () => {
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD&limit=5');
		expect(book.ask).toHaveLength(5);
		expect(book.bid).toHaveLength(5);
		expect(book.ask_top).toBe(book.ask[0][0]);
		const prices = [...book.bid.toReversed(), ...book.ask].map(([price]: string[]) =>
			Number(price),
		);
		expect(prices).toEqual(prices.toSorted((a, b) => a - b));
		const cents = (value: string) => BigInt(Math.round(Number(value) * 1e8));
		const total = book.bid.reduce((sum: bigint, level: string[]) => sum + cents(level[1]), 0n);
		expect(cents(book.bid_quantity)).toBe(total);
	});

	it('leaves unknown pairs out without a word, and misses the parameter', async () => {
		expect(await get(at.sandbox, 'order_book?pair=NOPE_USD')).toEqual({});
		const both = await get(at.sandbox, 'order_book?pair=NOPE_USD,ETH_BTC,XRP_USD');
		expect(Object.keys(both)).toEqual(['ETH_BTC', 'XRP_USD']);
		expect((await get(at.sandbox, 'order_book')).error).toBe(
			"Error 50013: Parameter 'pair' is not specified",
		);
	});
});

describe('required_amount', () => {
	it('walks the asks', async () => {
		const { BTC_USD: book } = await get(at.sandbox, 'order_book?pair=BTC_USD');
		const [price, size] = book.ask[0];
		const first = await get(at.sandbox, `required_amount?pair=BTC_USD&quantity=${size}`);
		expect(first).toEqual({ quantity: size, amount: book.ask[0][2], avg_price: price });
		const more = await get(at.sandbox, `required_amount?pair=BTC_USD&quantity=${Number(size) * 2}`);
		expect(Number(more.avg_price)).toBeGreaterThan(Number(price));
	});
});

describe('lists', () => {
	it('has pair_settings, currencies and networks in EXMO’s types', async () => {
		const settings = await get(at.sandbox, 'pair_settings');
		expect(settings.BTC_USD).toMatchObject({ min_quantity: '0.00002', price_precision: number(2) });
		expect(await get(at.sandbox, 'currency')).toEqual(expect.arrayContaining(['BTC', 'USD']));
		expect(await get(at.sandbox, 'currency/list/extended')).toContainEqual({
			name: 'BTC',
			description: 'Bitcoin',
		});
		const networks = await get(at.sandbox, 'payments/providers/crypto/list');
		expect(networks.USDT).toContainEqual(
			expect.objectContaining({ type: 'withdraw', name: 'USDT (TRC20)', enabled: true }),
		);
		expect(networks.USD).toBeUndefined();
	});
});

describe('candles_history', () => {
	const FROM = 1_789_000_200; // a border of 5 minutes
	const candles = async (resolution: string, from: number, to: number): Promise<Reply[]> =>
		(
			await get(
				at.sandbox,
				`candles_history?symbol=BTC_USD&resolution=${resolution}&from=${from}&to=${to}`,
			)
		).candles;

	it('leaves out the candle that opens exactly at from, and keeps the one at to', async () => {
		const rows = await candles('5', FROM, FROM + 900);
		expect(rows.map((row) => row.t.number)).toEqual(
			[300, 600, 900].map((after) => String((FROM + after) * 1000)),
		);
	});

	it('is the same whole or in parts, and each candle opens where the last one closed', async () => {
		const whole = await candles('5', FROM - 1, FROM + 30_000);
		const parts = [
			...(await candles('5', FROM - 1, FROM + 10_000)),
			...(await candles('5', FROM + 10_000, FROM + 30_000)),
		];
		expect(parts).toEqual(whole);
		whole.slice(1).forEach((row, index) => expect(row.o).toEqual(whole[index].c));
		for (const row of whole) {
			const [open, close, high, low] = [row.o, row.c, row.h, row.l].map((one) =>
				Number(one.number),
			);
			expect(high).toBeGreaterThanOrEqual(Math.max(open, close));
			expect(low).toBeLessThanOrEqual(Math.min(open, close));
		}
	});

	it('answers 3000 and refuses 3001', async () => {
		expect(await candles('1', FROM, FROM + 3000 * 60)).toHaveLength(3000);
		expect(
			await get(
				at.sandbox,
				`candles_history?symbol=BTC_USD&resolution=1&from=${FROM}&to=${FROM + 3001 * 60}`,
			),
		).toEqual({ s: 'error', errmsg: expect.stringContaining('range period is too long') });
	});

	it('has calendar months, and nothing before the market began', async () => {
		const months = await candles('M', 1_767_225_599, 1_780_000_000);
		expect(months.map((row) => new Date(Number(row.t.number)).toISOString().slice(0, 10))).toEqual([
			'2026-01-01',
			'2026-02-01',
			'2026-03-01',
			'2026-04-01',
			'2026-05-01',
		]);
		const none = await get(
			at.sandbox,
			'candles_history?symbol=BTC_USD&resolution=D&from=1000000&to=2000000',
		);
		expect(none.s).toBe('no_data');
	});

	it.each(['', 'soon', '1.5'])('answers in Go’s words when from is "%s"', async (from) => {
		const reply = await get(
			at.sandbox,
			`candles_history?symbol=BTC_USD&resolution=5&from=${from}&to=${FROM}`,
		);
		expect(reply).toEqual({
			s: 'error',
			errmsg: `strconv.ParseInt: parsing "${from}": invalid syntax`,
		});
	});
});

describe('the two markets', () => {
	it('is the same for the same seed and time, and another for another seed', async () => {
		const [same, another] = await Promise.all([setUp(), setUp({ seed: 8 })]);
		const books = await Promise.all(
			[at, same, another].map(({ sandbox }) => get(sandbox, 'order_book?pair=BTC_USD,ETH_EUR')),
		);
		await Promise.all([same.sandbox.stop(), another.sandbox.stop()]);
		expect(books[1]).toEqual(books[0]);
		expect(books[2]).not.toEqual(books[0]);
	});

	it('moves with time', async () => {
		const moving = await setUp();
		const before = await get(moving.sandbox, 'ticker');
		moving.clock.advance(60_000);
		const after = await get(moving.sandbox, 'ticker');
		await moving.sandbox.stop();
		expect(after.BTC_USD.buy_price).not.toBe(before.BTC_USD.buy_price);
		expect(after.BTC_USD.updated).not.toEqual(before.BTC_USD.updated);
	});

	it('has the wind-down as it was seen', async () => {
		const { sandbox } = await setUp({ market: 'winddown' });
		const settings = await get(sandbox, 'pair_settings');
		const book = await get(sandbox, 'order_book?pair=BTC_USDC,ETH_USDC');
		const ticker = await get(sandbox, 'ticker');
		await sandbox.stop();
		expect(Object.keys(settings)).toHaveLength(24);
		expect(settings.BTC_USDC).toEqual({
			min_quantity: '0.00002',
			max_quantity: '1000',
			min_price: '0.01',
			max_price: '200000',
			min_amount: '1',
			max_amount: '700000',
			price_precision: number(2),
			commission_taker_percent: '1',
			commission_maker_percent: '1',
		});
		expect(book.BTC_USDC.ask.map((level: string[]) => level.slice(0, 2))).toEqual([
			['94490', '0.98659564'],
		]);
		expect(book.BTC_USDC.bid.map((level: string[]) => level.slice(0, 2))).toEqual([
			['77310', '1'],
			['0.01', '0.00006'],
		]);
		expect(book.ETH_USDC.bid[0].slice(0, 2)).toEqual(['2473.2', '10']);
		expect(ticker.BTC_USDC).toMatchObject({
			last_trade: '94490',
			high: '94490',
			low: '75420',
			avg: '88133.33333333',
			vol: '0.03093257',
			vol_curr: '2922.8190513',
		});
	});
});
