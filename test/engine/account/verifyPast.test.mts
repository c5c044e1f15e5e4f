/** The account with a past of the wind-down's market: what its rows add up to is what it has. */
import type { IDataObject } from 'n8n-workflow';
import { runExmo } from '../../harness/engine.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ market: 'winddown', requestsPerSecond: 1000 });

interface Report {
	pairs: Array<{ pair: string }>;
	cuts: Record<string, string>;
	tokens: string;
}

const control = async (method: 'GET' | 'PUT', body?: object): Promise<{ accounts: [Report] }> => {
	const init = { method, body: body && JSON.stringify(body) };
	return (await (await fetch(`${account.sandbox.url}/_sandbox/past`, init)).json()) as never;
};

/** Every pair that the account has dealt in is asked for. */
async function verify(): Promise<IDataObject[]> {
	const [{ pairs }] = (await control('GET')).accounts;
	const { json, error } = await runExmo(account.credentialsOf('past', 'read'), {
		resource: 'account',
		operation: 'verifyHistory',
		morePairs: pairs.map(({ pair }) => pair).join(','),
	});
	expect(error).toBeUndefined();
	return json;
}

const differing = (items: IDataObject[]) =>
	items
		.filter(({ isEqual }) => isEqual !== true)
		.map(({ currency, difference }) => [currency, difference]);

test('difference 0 in every currency', async () => {
	const items = await verify();
	expect(differing(items)).toEqual([]);
	expect(items.length).toBeGreaterThan(20);
	expect(items.filter(({ actual }) => actual !== '0').length).toBeGreaterThan(10);
	expect(items.flatMap(({ hints }) => hints)).toEqual([]);
});

test('one row withheld: that currency, that amount', async () => {
	const past = account.sandbox.exchange.account('past')!;
	const row = account.sandbox.exchange.wallet
		.of(past)
		.findLast(({ type, status }) => type === 'withdraw' && status !== 'Cancelled')!;
	await control('PUT', { withheld: [String(row.id)] });
	const items = await verify();
	await control('PUT', { withheld: [] });
	expect(differing(items)).toEqual([[row.currency, row.amount.negated().toFixed()]]);
});

test('29.4 % swapped, and no list tells of it: the hint, in every currency', async () => {
	await control('PUT', { swap: 'silent' });
	const [{ cuts, tokens }] = (await control('GET')).accounts;
	const items = await verify();
	await control('PUT', { swap: 'rows' });
	const expected = Object.entries(cuts).filter(([, amount]) => amount !== '0');
	expect(differing(items).sort()).toEqual(
		[...expected.map(([currency, amount]) => [currency, `-${amount}`]), ['USDRec', tokens]].sort(),
	);
	for (const { currency, explained, hints } of items.slice(0, expected.length + 1)) {
		const kinds = (hints as IDataObject[]).map(({ kind }) => kind);
		expect({ currency, kinds }).toEqual({
			currency,
			kinds: expect.arrayContaining([currency === 'USDRec' ? 'claimToken' : 'claimTokenSwap']),
		});
		expect(explained).toBe('0');
	}
});
