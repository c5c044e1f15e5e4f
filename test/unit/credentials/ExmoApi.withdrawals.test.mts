import { SigningRefused } from '../../../exmo/api/signersError.ts';
import { API, authenticate, refusal, SHAPES } from './requests.mts';

/** Invented addresses: one without a tag, one that a tag belongs to. */
const ALLOWED = { withdrawalAddresses: ' TInventedAddress \r\n\nrInventedAddress,100200300\n' };

const withdrawal = (changes: Record<string, string> = {}) => ({
	...{ amount: '10', currency: 'USDT', address: 'TInventedAddress', transport: 'TRC20' },
	...changes,
});
const shapes = Object.entries(SHAPES);

describe.each(shapes)('Allowed Withdrawal Addresses, asked with %s', (_name, shape) => {
	test.each([
		['an address without a tag', {}],
		['an empty tag', { invoice: '' }],
		['an address with its tag', { address: 'rInventedAddress', invoice: '100200300' }],
	])('sign for %s', async (_what, changes) => {
		const signed = await authenticate(shape(`${API}withdraw_crypt`, withdrawal(changes)), ALLOWED);
		expect(signed.headers).toHaveProperty('Sign');
	});

	test.each<[string, Record<string, string>]>([
		['another address', { address: 'TOtherAddress' }],
		['other letters', { address: 'tinventedaddress' }],
		['the beginning of one', { address: 'TInvented' }],
		['a longer one', { address: 'TInventedAddressX' }],
		['none', { address: '' }],
		['a tag that was not allowed', { invoice: '1' }],
		['another tag', { address: 'rInventedAddress', invoice: '999' }],
		['a missing tag', { address: 'rInventedAddress' }],
	])('refuse %s', async (_what, changes) => {
		for (const path of ['withdraw_crypt', 'withdraw_crypt/', 'ticker/../withdraw_crypt']) {
			const error = await refusal(shape(API + path, withdrawal(changes)), ALLOWED);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('money can leave only to these');
		}
	});

	test.each<[string, Record<string, string>]>([
		['an address and its tag in one', { address: 'rInventedAddress,100200300' }],
		['a comma at the end', { address: 'TInventedAddress,' }],
		['a space', { address: 'TInventedAddress ' }],
		['a line break', { address: 'TInventedAddress\nTOtherAddress' }],
	])('refuse %s, and so does a credential without a list', async (_what, changes) => {
		for (const list of [ALLOWED, {}]) {
			const error = await refusal(shape(`${API}withdraw_crypt`, withdrawal(changes)), list);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('has a space or a comma in it');
		}
	});

	test.each(['wallet', 'Address', 'address[]', 'ADDRESS', 'chain'])(
		'refuse a parameter %s beside the address',
		async (name) => {
			const params = withdrawal({ [name]: 'TOtherAddress' });
			const error = await refusal(shape(`${API}withdraw_crypt`, params), ALLOWED);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain(`withdraw_crypt has no parameter "${name}"`);
		},
	);

	test('refuse a gift code', async () => {
		const params = { currency: 'USDT', amount: '10' };
		const error = await refusal(shape(`${API}excode_create`, params), ALLOWED);
		expect(error.message).toContain('money can leave only to these');
	});

	test.each(['new_method', 'WITHDRAW_CRYPT', 'withdraw_crypt//', 'withdraw%5Fcrypt'])(
		'refuse %s, to whatever address',
		async (path) => {
			const error = await refusal(shape(API + path, { address: 'TOtherAddress' }), ALLOWED);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('money can leave only to these');
		},
	);

	test.each(['user_info', 'order_create', 'excode_load', 'wallet_operations'])(
		'do not stand in the way of %s',
		async (path) => {
			const signed = await authenticate(shape(API + path, {}), ALLOWED);
			expect(signed.headers).toHaveProperty('Sign');
		},
	);

	test('that are left empty allow any', async () => {
		const options = shape(`${API}withdraw_crypt`, withdrawal({ address: 'TOtherAddress' }));
		const signed = await authenticate(options, { withdrawalAddresses: '' });
		expect(signed.headers).toHaveProperty('Sign');
	});

	test.each<[string, unknown]>([
		['are not there', undefined],
		['are null', null],
		['are a list of n8n', ['TInventedAddress']],
		['are a number', 0],
		['are false', false],
		['have blank lines only', ' \n\r\n '],
		['have a comma only', ','],
		['have an address with an open tag only', 'TInventedAddress,'],
	])('that %s allow none, and nothing that could lead around them', async (_what, value) => {
		const list = { withdrawalAddresses: value } as never;
		const asked: Array<[string, Record<string, string>]> = [
			['withdraw_crypt', withdrawal()],
			['withdraw_crypt', withdrawal({ address: '' })],
			['withdraw_crypt', withdrawal({ address: '', invoice: '1' })],
			['excode_create', { currency: 'USDT', amount: '10' }],
			['new_method', {}],
		];
		for (const [path, params] of asked) {
			const error = await refusal(shape(API + path, params), list);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('Allowed Withdrawal Addresses cannot be read');
		}
	});
});
