import type { IDataObject } from 'n8n-workflow';
import { ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { authorize } from '../../../exmo/api/authorization.ts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { ADDRESS, walletOf, WITHDRAWAL } from '../../harness/wallet.mts';

const account = useSandbox({ rateLimit: false, withdrawalMs: 1500 });
const { requests } = walletOf(account);

describe('Allowed Withdrawal Addresses', () => {
	const limited = (lines: string) => ({ ...account.credentials, withdrawalAddresses: lines });
	const XRP = { currency: byName('XRP'), network: byName('XRP'), address: 'rInventedInvented' };
	const sent = async (lines: string, changes: IDataObject = {}) =>
		await runExmo(limited(lines), {
			resource: 'wallet',
			operation: 'withdraw',
			...WITHDRAWAL,
			...changes,
		});

	test('a listed address works, another is refused, in Dry Run, too', async () => {
		const { json } = await sent(`\n  ${ADDRESS}  \nsomewhere else`);
		expect(json[0]).toMatchObject({ address: ADDRESS });
		for (const dryRun of [false, true]) {
			const { error } = await sent('TAnother', { dryRun });
			expect(error?.message).toContain(`"${ADDRESS}" is not among the addresses`);
		}
		expect(await requests()).toBe(1);
	});

	test('an address with a tag allows this tag only, one without allows none', async () => {
		const tagged = 'rInventedInvented, 42';
		expect((await sent(tagged, { ...XRP, tag: '42' })).json[0]).toMatchObject({ tag: '42' });
		expect((await sent(tagged, { ...XRP, tag: '43' })).error?.message).toContain('not among');
		expect((await sent(tagged, XRP)).error?.message).toContain('not among');
		expect((await sent('rInventedInvented', { ...XRP, tag: '42' })).error).toBeDefined();
	});

	const sign = (path: string, params: Record<string, string>) =>
		authorize(
			{
				...{ apiKey: `K-${'1'.repeat(40)}`, apiSecret: `S-${'1'.repeat(40)}` },
				...{ exchange: 'custom', customUrl: account.sandbox.url },
				permissions: ['read', 'trade', 'withdraw'],
				withdrawalTargets: [{ address: ADDRESS, tag: '' }],
			},
			{
				...{ url: `${account.sandbox.url}/v1.1/${path}`, method: 'POST' },
				params: Object.entries(params),
			},
		);

	test.each<[string, string, Record<string, string>, RegExp]>([
		['another address', 'withdraw_crypt', { address: 'TAnother' }, /^"TAnother" is not among/],
		['no address', 'withdraw_crypt', {}, /^"" is not among/],
		['a slash at the end', 'withdraw_crypt/', { address: 'TAnother' }, /is not among/],
		[
			'a second address under a name that PHP takes for the first',
			'withdraw_crypt',
			{ address: ADDRESS, 'address[]': 'TAnother' },
			/^withdraw_crypt has no parameter "address\[\]"/,
		],
		[
			'an encoded path',
			'withdraw%5Fcrypt',
			{ address: 'TAnother' },
			/does not know the EXMO method/,
		],
		['two slashes', '/withdraw_crypt', { address: 'TAnother' }, /does not know the EXMO method/],
		['a gift code', 'excode_create', { amount: '1' }, /^A gift code is money/],
	])('the signer refuses by whatever way: %s', (_what, path, params, sentence) => {
		expect(() => sign(path, params)).toThrow(sentence);
	});

	const NOT_LISTED = '"TAnother" is not among the addresses';
	test.each<[string, object, string]>([
		[
			'the HTTP Request node',
			{ uri: 'withdraw_crypt', form: { address: 'TAnother', amount: '1' } },
			NOT_LISTED,
		],
		['a node', { url: 'withdraw_crypt', body: 'address=TAnother&amount=1' }, NOT_LISTED],
		[
			'a body with two addresses',
			{ url: 'withdraw_crypt', body: `address=${ADDRESS}&address=TAnother` },
			'The body has two parameters "address".',
		],
		[
			'a body of an object',
			{ url: 'withdraw_crypt', body: { address: ['TAnother'] } },
			'The parameter "address" is neither text nor a number.',
		],
	])('the credential refuses to sign another address for %s', async (_what, request, sentence) => {
		const options = Object.fromEntries(
			Object.entries(request).map(([name, value]) => [
				name,
				value === 'withdraw_crypt' ? `${account.sandbox.url}/v1.1/withdraw_crypt` : value,
			]),
		);
		await expect(
			new ExmoApi().authenticate(limited(ADDRESS), { method: 'POST', ...options } as never),
		).rejects.toThrow(sentence);
	});

	test('the signer signs the listed address, and everything else as before', () => {
		expect(sign('withdraw_crypt', { address: ADDRESS, amount: '1' })?.body).toContain(ADDRESS);
		expect(sign('user_info', {})).toBeDefined();
	});
});
