import { SigningRefused } from '../../../exmo/authorization.ts';
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
		['a parameter of another name', { wallet: 'TOtherAddress' }],
		['the address in other letters beside it', { Address: 'TOtherAddress' }],
	])('refuse %s', async (_what, changes) => {
		for (const path of ['withdraw_crypt', 'withdraw_crypt/', 'ticker/../withdraw_crypt']) {
			const error = await refusal(shape(API + path, withdrawal(changes)), ALLOWED);
			expect(error).toBeInstanceOf(SigningRefused);
			expect(error.message).toContain('money can leave only to these');
		}
	});

	test.each([
		'excode_create',
		'new_method',
		'WITHDRAW_CRYPT',
		'withdraw_crypt//',
		'withdraw%5Fcrypt',
	])('refuse %s, to whatever address', async (path) => {
		const error = await refusal(shape(API + path, { address: 'TOtherAddress' }), ALLOWED);
		expect(error).toBeInstanceOf(SigningRefused);
		expect(error.message).toContain('money can leave only to these');
	});

	test.each(['user_info', 'order_create', 'excode_load', 'wallet_operations'])(
		'do not stand in the way of %s',
		async (path) => {
			const signed = await authenticate(shape(API + path, { pair: 'BTC_USD' }), ALLOWED);
			expect(signed.headers).toHaveProperty('Sign');
		},
	);

	test('that name none allow any', async () => {
		for (const withdrawalAddresses of ['', ' \n ']) {
			const options = shape(`${API}withdraw_crypt`, withdrawal({ address: 'TOtherAddress' }));
			expect((await authenticate(options, { withdrawalAddresses })).headers).toHaveProperty('Sign');
		}
	});
});

test('an address that stands twice in the body is the one that is signed and sent', async () => {
	const body = 'amount=10&currency=USDT&address=TOtherAddress&address=TInventedAddress';
	const { body: sent } = await authenticate(
		{ ...SHAPES['url and string body'](`${API}withdraw_crypt`, {}), body },
		ALLOWED,
	);
	expect(new URLSearchParams(sent as string).getAll('address')).toEqual(['TInventedAddress']);
});
