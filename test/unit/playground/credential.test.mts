import { credentialData, keyFor, putCredentials } from '../../../playground/examples.mts';
import type { Rest } from '../../../playground/rest.mts';
import { DEMO_KEYS } from '../../../sandbox/demo.mts';

interface Saved {
	name: string;
	data: { apiKey: string; permissions: string };
}

const sandbox = { url: 'http://127.0.0.1:8080', keys: DEMO_KEYS };

it("is the demo account's, and in the wind-down that of the account with a past", () => {
	const keyIn = (market?: 'normal' | 'winddown') => credentialData(sandbox, keyFor(market)).apiKey;
	expect([keyIn(), keyIn('normal')]).toEqual([DEMO_KEYS.full.key, DEMO_KEYS.full.key]);
	expect(keyIn('winddown')).toBe(`K-${'6'.repeat(40)}`);
});

it.each([
	['normal', DEMO_KEYS.full.key, DEMO_KEYS.readOnly.key],
	['winddown', DEMO_KEYS.past.key, DEMO_KEYS.past.key],
] as const)('has one beside it that may only read: %s', async (market, full, reader) => {
	const saved: Array<[string, string, Saved]> = [];
	const rest = {
		async call(method: string, path: string, body: Saved) {
			saved.push([method, path, body]);
			return { id: `${saved.length}` };
		},
	} as unknown as Rest;
	const ids = await putCredentials(rest, sandbox as never, market, { 'EXMO sandbox': 'known' });
	expect(ids).toEqual({ 'EXMO sandbox': 'known', 'EXMO sandbox, read only': '2' });
	expect(
		saved.map(([method, path, { name, data }]) => [
			method,
			path,
			name,
			data.apiKey,
			data.permissions,
		]),
	).toEqual([
		['PATCH', '/credentials/known', 'EXMO sandbox', full, 'readTradeWithdraw'],
		['POST', '/credentials', 'EXMO sandbox, read only', reader, 'read'],
	]);
});
