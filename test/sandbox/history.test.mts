import { Decimal } from 'decimal.js';
import { Client, setUp, type Reply, type Setup } from './client.mts';

let at: Setup;
beforeAll(async () => {
	at = await setUp();
});
afterAll(() => at.sandbox.stop());

const ask = async (body: unknown): Promise<Reply> =>
	(
		await fetch(`${at.sandbox.url}/_sandbox/history`, {
			method: 'POST',
			body: JSON.stringify(body),
		})
	).json();

it('writes a past whose rows add up to the balances, in pages, newest first', async () => {
	const made = await ask({ trades: 700, pairs: 6, operations: 130, cancelled: 15 });
	expect(made).toMatchObject({ name: 'history', trades: 700, operations: 130, cancelled: 15 });
	const client = new Client(at.sandbox.url, made);
	const sums: Record<string, Decimal> = {};
	const add = (currency: string, amount: Decimal.Value) => {
		sums[currency] = new Decimal(amount).plus(sums[currency] ?? 0);
	};

	const settings = await (await fetch(`${at.sandbox.url}/v1.1/pair_settings`)).json();
	const trades: Reply[] = [];
	for (const pair of Object.keys(settings as object)) {
		for (let offset = 0; ; offset += 100) {
			const page = (await client.call('user_trades', { pair, offset: String(offset) }))[pair];
			trades.push(...page);
			if (page.length < 100) break;
		}
	}
	expect(new Set(trades.map((trade) => trade.trade_id.number)).size).toBe(700);
	expect(new Set(trades.map((trade) => trade.pair)).size).toBe(6);
	for (const { pair, type, quantity, amount, ...trade } of trades) {
		const [base, quote] = pair.split('_');
		add(base, type === 'buy' ? quantity : `-${quantity}`);
		add(quote, type === 'buy' ? `-${amount}` : amount);
		add(trade.commission_currency, `-${trade.commission_amount}`);
	}

	const operations: Reply[] = [];
	for (let offset = 0; offset < 200; offset += 100) {
		operations.push(...(await client.call('wallet_operations', { offset: String(offset) })).items);
	}
	expect(operations).toHaveLength(130);
	const created = operations.map((row) => Number(row.created.number));
	expect(created).toEqual(created.toSorted((a, b) => b - a));
	for (const row of operations)
		add(row.currency, row.type === 'deposit' ? row.amount : `-${row.amount}`);

	const { balances } = await client.call('user_info');
	for (const [currency, amount] of Object.entries(balances)) {
		expect([currency, amount]).toEqual([currency, (sums[currency] ?? new Decimal(0)).toFixed()]);
	}
	expect(await client.call('user_cancelled_orders')).toHaveLength(15);
	const [trade] = trades;
	expect((await client.call('order_trades', { order_id: trade.order_id.number })).trades).toEqual([
		trade,
	]);
});

it('is the same again, and only for a new account', async () => {
	expect(await ask({})).toEqual({ error: 'There is an account "history" already.' });
	expect(await ask({ name: 'x', trades: -1 })).toEqual({
		error: '"trades" has to be a whole number up to 250000.',
	});
});
