import { Decimal } from 'decimal.js';
import type { Client, Reply } from './client.mts';

/** Everything that the lists show of an account, read page by page. */
interface Lists {
	trades: Reply[];
	operations: Reply[];
	marginEntries: Reply[];
}

/** Reads the lists of an account for so many pairs. */
export async function readLists(client: Client, pairs: readonly string[]): Promise<Lists> {
	const trades: Reply[] = [];
	for (let offset = 0, asked = pairs; asked.length > 0; offset += 100) {
		const reply = await client.call('user_trades', {
			pair: asked.join(','),
			offset: String(offset),
		});
		trades.push(...Object.values(reply as Record<string, Reply[]>).flat());
		asked = asked.filter((pair) => reply[pair]?.length === 100);
	}
	const operations: Reply[] = [];
	for (let page; page?.length !== 0; operations.push(...page)) {
		const offset = String(operations.length);
		page = (await client.call('wallet_operations', { offset })).items;
	}
	const { items } = await client.call('margin/user/wallet/history', { limit: '1000' });
	return { trades, operations, marginEntries: items };
}

/** What the rows add up to, by currency; what is nothing is left out. */
export function replay({ trades, operations, marginEntries }: Lists): Record<string, string> {
	const sums = new Map<string, Decimal>();
	const add = (currency: string, amount: Decimal.Value) =>
		sums.set(currency, new Decimal(amount).plus(sums.get(currency) ?? 0));
	for (const { pair, type, quantity, amount, ...trade } of trades) {
		const [base, quote] = pair.split('_');
		add(base, type === 'buy' ? quantity : `-${quantity}`);
		add(quote, type === 'buy' ? `-${amount}` : amount);
		if (trade.commission_amount !== '') {
			add(trade.commission_currency, `-${trade.commission_amount}`);
		}
	}
	for (const { type, currency, amount, status } of operations) {
		if (status !== 'Cancelled') add(currency, type === 'deposit' ? amount : `-${amount}`);
	}
	// A transfer leaves one of the account's wallets for the other
	for (const { type, currency, amount } of marginEntries) {
		if (type !== 'transfer') add(currency, amount);
	}
	return written(sums);
}

/** What the account has: free, in orders, and in the margin wallet. */
export async function holdings(client: Client): Promise<Record<string, string>> {
	const { balances, reserved } = await client.call('user_info');
	const { wallets } = await client.call('margin/user/wallet/list');
	const sums = new Map<string, Decimal>();
	const add = (currency: string, amount: string) =>
		sums.set(currency, new Decimal(amount).plus(sums.get(currency) ?? 0));
	for (const amounts of [balances, reserved]) {
		for (const [currency, amount] of Object.entries(amounts)) add(currency, amount as string);
	}
	for (const [currency, { balance }] of Object.entries<Reply>(wallets)) add(currency, balance);
	return written(sums);
}

const written = (sums: Map<string, Decimal>): Record<string, string> =>
	Object.fromEntries(
		[...sums]
			.filter(([, sum]) => !sum.isZero())
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([currency, sum]) => [currency, sum.toFixed()]),
	);

/** Where two of them differ: what the first has more than the second. */
export function difference(
	one: Record<string, string>,
	other: Record<string, string>,
): Record<string, string> {
	const sums = new Map<string, Decimal>();
	for (const currency of [...Object.keys(one), ...Object.keys(other)]) {
		sums.set(currency, new Decimal(one[currency] ?? 0).minus(other[currency] ?? 0));
	}
	return written(sums);
}
