/** What may change between Account: Plan Exit and what is done by it: a clear sentence, and nothing sent. */
import type { IDataObject } from 'n8n-workflow';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useFreshSandbox({ rateLimit: false, market: 'winddown' });
const run = async (resource: string, operation: string, parameters: IDataObject) =>
	await runExmo(account.credentials, { resource, operation, ...parameters });

const destination = [
	{ currency: 'BTC', network: '', address: 'InventedBtcAddress01', tag: '' },
	{ currency: 'USDC', network: '', address: 'InventedUsdcAddress1', tag: '' },
];

async function planOf(currency: string): Promise<IDataObject> {
	const { json } = await run('account', 'planExit', {
		valueCurrency: byName(''),
		destinations: { destination },
	});
	return json.find((item) => item.currency === currency) as IDataObject;
}

const withdraw = async ({ currency, network, address, tag, withdrawAmount }: IDataObject) =>
	await run('wallet', 'withdraw', {
		...{ currency: byName(String(currency)), network: byName(String(network)), address, tag },
		...{ amount: withdrawAmount, dryRun: false, options: { notAgainWithin: 24 } },
	});

const convert = async ({ currency, route, convertAmount }: IDataObject) =>
	await run('order', 'convert', {
		fromCurrency: byName(String(currency)),
		toCurrency: byName((route as string[])[0].split('_')[1]),
		...{ amount: convertAmount, maxPriceImpact: '15', dryRun: false },
	});

test('a network that closes: it is named, nothing is sent, and a new plan minds it', async () => {
	const plan = await planOf('BTC');
	expect(plan.way).toBe('inKind');
	const body = JSON.stringify({ name: 'BTC', enabled: false });
	await fetch(`${account.sandbox.url}/_sandbox/networks`, { method: 'PUT', body });
	const { error } = await withdraw(plan);
	expect(error?.message).toContain('EXMO has switched off withdrawals by BTC.');
	expect((await truthOf(account.sandbox)).endpoints.withdraw_crypt).toBeUndefined();
	expect((await planOf('BTC')).way).toBe('convert');
});

test('a balance that has gone meanwhile: the error has the figures, and nothing leaves twice', async () => {
	const plan = await planOf('BTC');
	const half = { ...plan, withdrawAmount: '0.125' };
	expect((await withdraw(half)).error).toBeUndefined();
	const { error } = await withdraw(plan);
	expect(`${error?.message} ${error?.description}`).toMatch(/0\.25.*0\.125/);
	expect((await truthOf(account.sandbox)).withdrawals).toHaveLength(1);
});

test('a book that thins out: the conversion is refused, and nothing is sent', async () => {
	const plan = await planOf('SOL');
	expect(plan.way).toBe('convert');
	const { exchange } = account.sandbox;
	const other = exchange.account('other')!;
	const zero = exchange.core.ledger.free(other.spot, 'SOL').times(0);
	exchange.core.ledger.move('outside', other.spot, 'SOL', zero.plus(100));
	const everyBid = {
		style: 'market',
		type: 'market_sell',
		quantity: zero.plus(100),
		price: zero,
	} as const;
	exchange.spot.place(other, { pair: 'SOL_USDC', side: 'sell', clientId: 1n, ...everyBid });
	const { error } = await convert(plan);
	expect(error?.message).toBe(
		'The order book of SOL_USDC is too thin to price this order: 12.5 SOL of it would find nobody.',
	);
	expect((await truthOf(account.sandbox)).endpoints.order_create).toBeUndefined();
});

test('maintenance in the middle: looked for, said to be unknown, and not sent a second time', async () => {
	const plan = await planOf('BTC');
	account.sandbox.faults.add({ kind: 'maintenance', endpoints: ['withdraw_crypt'] });
	const { error } = await withdraw(plan);
	expect(error?.message).toContain('It is not known whether EXMO carried out');
	account.sandbox.faults.clear();
	expect((await withdraw(plan)).error?.message).toContain('its answer got lost');
	expect((await truthOf(account.sandbox)).endpoints.withdraw_crypt).toBe(1);
});
