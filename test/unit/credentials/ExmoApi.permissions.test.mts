/**
 * What the field Permissions means, in the form it has now and in the one that older versions saved (a
 * list), after n8n's own decryption: it drops what its form would not show, and fills in defaults.
 */
import type { ICredentialDataDecryptedObject, INodeParameters } from 'n8n-workflow';
// Named by file: where this is an ES module, the bare name would be another copy
import * as library from 'n8n-workflow/dist/cjs/index.js';
import { accountOf, ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { API, authenticate, refusal, SHAPES } from './requests.mts';
import { KEY_PAIR } from '../keys.mts';

const { NodeHelpers } = library as unknown as typeof import('n8n-workflow');
const { properties } = new ExmoApi();

/** As CredentialsHelper.applyDefaultsAndOverwrites of n8n does it. */
const decrypted = (saved: INodeParameters) =>
	NodeHelpers.getNodeParameters(
		properties,
		{ ...KEY_PAIR, ...saved },
		...([true, false, null, null] as const),
	) as ICredentialDataDecryptedObject;

const accountSaved = (saved: INodeParameters) => accountOf(decrypted(saved));

test.each([
	['read', ['read']],
	['readTrade', ['read', 'trade']],
	['readWithdraw', ['read', 'withdraw']],
	['readTradeWithdraw', ['read', 'trade', 'withdraw']],
])('%s permits %j', (permissions, meant) => {
	expect(accountSaved({ permissions }).permissions).toEqual(meant);
});

test('every value that the field offers is one that is understood', () => {
	const field = properties.find(({ name }) => name === 'permissions');
	expect(field?.type).toBe('options'); // n8n's form takes no default of `multiOptions`
	const values = (field?.options ?? []).map((option) => (option as { value: string }).value);
	expect(values).toHaveLength(4);
	for (const permissions of values) {
		expect(accountSaved({ permissions }).permissions.length).toBeGreaterThan(0);
	}
	expect(values).toContain(field?.default);
});

test('a credential with key and secret alone reads and trades, and sends nothing out', () => {
	expect(accountSaved({}).permissions).toEqual(['read', 'trade']);
});

describe('credentials that an older version saved', () => {
	test.each<[string[], string[]]>([
		[[], []],
		[['read'], ['read']],
		[['trade'], ['trade']],
		[['withdraw'], ['withdraw']],
		[
			['trade', 'read'],
			['read', 'trade'],
		],
		[
			['read', 'withdraw'],
			['read', 'withdraw'],
		],
		[
			['trade', 'withdraw'],
			['trade', 'withdraw'],
		],
		[
			['withdraw', 'read', 'trade'],
			['read', 'trade', 'withdraw'],
		],
	])('%j go on meaning %j', (permissions, meant) => {
		expect(accountSaved({ permissions }).permissions).toEqual(meant);
	});

	test.each([[['withdraw']], [['read', 'withdraw']], [['read', 'trade', 'withdraw']]])(
		'with %j keep their Allowed Withdrawal Addresses',
		async (permissions) => {
			const saved = decrypted({ permissions, withdrawalAddresses: 'TInventedAddress' });
			expect(saved.withdrawalAddresses).toBe('TInventedAddress');
			const withdrawal = (address: string) =>
				SHAPES['uri and form'](`${API}withdraw_crypt`, { amount: '1', currency: 'USDT', address });
			const signed = await authenticate(withdrawal('TInventedAddress'), saved);
			expect(signed.headers).toHaveProperty('Sign');
			expect((await refusal(withdrawal('TOther'), saved)).message).toContain('is not among');
			const open = decrypted({ permissions });
			expect((await authenticate(withdrawal('TOther'), open)).headers).toHaveProperty('Sign');
		},
	);
});

test("what n8n's form makes of such a list permits nothing until a person chooses, and keeps the addresses", () => {
	const { permissions, withdrawalTargets } = accountSaved({
		...{ permissions: '', withdrawalAddresses: 'TInventedAddress' },
	});
	expect(permissions).toEqual([]);
	expect(withdrawalTargets).toEqual([{ address: 'TInventedAddress', tag: '' }]);
});

test.each(['readWithdraw', 'readTradeWithdraw'])('%s keeps its addresses', (permissions) => {
	const { withdrawalTargets } = accountSaved({ permissions, withdrawalAddresses: 'TA\nrB , 7 ' });
	expect(withdrawalTargets).toEqual([
		{ address: 'TA', tag: '' },
		{ address: 'rB', tag: '7' },
	]);
	expect(accountSaved({ permissions }).withdrawalTargets).toBe('any');
});

test.each<unknown>([
	null,
	'',
	'all',
	'withdraw',
	'read,trade',
	'toString',
	'__proto__',
	true,
	3,
	{},
])('%j, which nothing ever offered, permits nothing', (permissions) => {
	expect(accountOf({ ...KEY_PAIR, permissions } as never).permissions).toEqual([]);
});
