/**
 * Whatever is asked of the credential: what comes out signed is accepted by no method outside its
 * permissions, but for the overlaps that docs/safety.md lists, and it goes nowhere else.
 */
import HmacSHA512 from 'crypto-js/hmac-sha512.js';
import fc from 'fast-check';
import { documentedOverlaps } from '../exmo/pacing/overlaps.mts';
import { KEY_PAIR } from '../keys.mts';
import { API, authenticate, SHAPES, type Options } from './requests.mts';

/** What each method that changes something does not do without (exmo-api/REST.md 3-6), and its permission. */
const WRITES: Record<string, [permission: string, needs: string]> = {
	order_create: ['trade', 'pair quantity price type'],
	order_cancel: ['trade', 'order_id'],
	stop_market_order_create: ['trade', 'pair quantity trigger_price type'],
	stop_market_order_cancel: ['trade', 'parent_order_id'],
	withdraw_crypt: ['withdraw', 'amount currency address'],
	excode_create: ['withdraw', 'currency amount'],
	excode_load: ['trade', 'code'],
	'margin/user/order/create': ['trade', 'pair type leverage quantity'],
	'margin/user/order/update': ['trade', 'order_id'],
	'margin/user/order/cancel': ['trade', 'order_id'],
	'margin/user/position/close': ['trade', 'position_id'],
	'margin/user/position/margin_add': ['trade', 'position_id quantity'],
	'margin/user/position/margin_remove': ['trade', 'position_id quantity'],
};
const READS: Record<string, string> = {
	...{ user_info: '', user_open_orders: 'pair', user_trades: 'pair limit offset' },
	...{ user_cancelled_orders: 'limit offset', order_trades: 'order_id', deposit_address: '' },
	...{ withdraw_get_txid: 'task_id', wallet_history: 'date', code_check: 'code' },
	wallet_operations: 'limit offset currency provider type order_id',
	'margin/user/order/trades': 'order_id',
	'margin/user/order/max_quantity': 'pair type leverage price order_id',
	'margin/user/position/margin_remove_info': 'position_id',
	'margin/user/position/margin_add_info': 'position_id',
	'margin/user/trade/list': 'pair limit offset',
	'margin/trades': 'pair_name limit offset',
	'margin/settings': '',
};
const NAMES = [...Object.values(READS), ...Object.values(WRITES).map(([, needs]) => needs)]
	.join(' ')
	.split(' ')
	.concat('invoice', 'transport', 'login', 'client_id', 'Address', 'address[]', ' address', 'chain')
	.filter((name) => name !== '');
const needsOf = (path: string) => WRITES[path]?.[1].split(' ') ?? [];

const PERMITS: Record<string, string[]> = {
	...{ read: ['read'], readTrade: ['read', 'trade'], readWithdraw: ['read', 'withdraw'] },
	readTradeWithdraw: ['read', 'trade', 'withdraw'],
};
const LISTED = 'TInventedAddress';
const LISTS = ['', LISTED, `${LISTED}\nrInvented,77`, '\n', undefined];

const paths = fc.constantFrom(...Object.keys(READS), ...Object.keys(WRITES), 'new_method');
const spelt = fc.constantFrom(
	(path: string) => path,
	(path: string) => `${path}/`,
	(path: string) => `./${path}`,
	(path: string) => `ticker/../${path}`,
	(path: string) => `%2e/${path}#x`,
);
const odd = fc.constantFrom<unknown>('', 5, 0.5, 1e-9, true, ['1'], null);
const values = (name: string) =>
	fc.oneof(
		{ weight: 7, arbitrary: fc.constantFrom(...(name === 'address' ? [LISTED, 'TOther'] : ['1'])) },
		{ weight: 1, arbitrary: odd },
	);
const entries = (names: string[]) =>
	fc.tuple(...names.map((name) => fc.tuple(fc.constant(name), values(name))));
const ownBody = (path: string) =>
	entries(
		needsOf(path).length > 0 ? needsOf(path) : (READS[path] ?? '').split(' ').filter(Boolean),
	);
/** The method's own body, another method's, or what comes to mind. */
const bodies = (path: string) =>
	fc.oneof(
		ownBody(path),
		paths.chain(ownBody),
		fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 6 }).chain(entries),
	);
const detours = fc.constantFrom<object>(
	...[{}, {}, {}, {}, { timeout: 5000, encoding: null, json: false }, { maxRedirects: 21 }],
	...[
		{ proxy: 'http://127.0.0.1:1' },
		{ rejectUnauthorized: false },
		{ agentOptions: { ca: 'x' } },
	],
	...[
		{ skipSslCertificateValidation: true },
		{ auth: { user: 'a' } },
		{ followAllRedirects: true },
	],
	...[{ headers: { Accept: '*/*' } }, { headers: { Host: 'evil.example' } }, { newOption: 1 }],
	...[{ httpsAgent: { a: 1 } }, { socketPath: '/tmp/x' }, { baseURL: 'https://evil.example' }],
);
const GOES_ON = [
	...['url', 'uri', 'method', 'body', 'headers', 'timeout', 'encoding', 'json', 'maxRedirects'],
	...['followRedirect', 'followAllRedirects', 'disableFollowRedirect'],
	'sendCredentialsOnCrossOriginRedirect',
];

test('10,000 random requests', async () => {
	const documented = new Set(
		documentedOverlaps().map(({ signedFor, fits }) => `${signedFor} ${fits}`),
	);
	const seen = { signed: 0, overlaps: new Set<string>(), withdrawals: 0 };
	const requests = paths.chain((path) =>
		fc.record({
			...{ path: fc.constant(path), spell: spelt, body: bodies(path), more: detours },
			shape: fc.constantFrom(...Object.values(SHAPES)),
			permissions: fc.oneof(
				fc.constantFrom(...Object.keys(PERMITS)),
				fc.subarray(['read', 'trade', 'withdraw']),
			),
			withdrawalAddresses: fc.constantFrom(...LISTS),
		}),
	);
	await fc.assert(
		fc.asyncProperty(requests, async ({ path, spell, body, more, shape, ...credential }) => {
			const asked = shape(API + spell(path), Object.fromEntries(body) as Record<string, string>);
			const signed = await authenticate(
				{ ...asked, ...more } as Options,
				credential as never,
			).catch((error: Error) => error);
			if (signed instanceof Error) {
				expect(['SigningRefused', 'UnusableKey']).toContain(signed.name); // each has a sentence
				return;
			}
			seen.signed++;
			const headers = signed.headers as Record<string, string>;
			const text = signed.body as string;
			expect(headers.Sign).toBe(HmacSHA512(text, KEY_PAIR.apiSecret).toString());
			expect(Object.keys(signed).filter((name) => !GOES_ON.includes(name))).toEqual([]);
			expect([...Object.keys(headers)].sort().slice(-3)).toEqual(['Content-Type', 'Key', 'Sign']);
			expect((signed.url ?? signed.uri) as string).toMatch(
				new RegExp(`^${API}${path}/?$`.replaceAll('.', '\\.')),
			);
			const sent = new URLSearchParams(text);
			const permitted = Array.isArray(credential.permissions)
				? credential.permissions
				: PERMITS[credential.permissions];
			for (const [method, [permission, needs]] of Object.entries(WRITES)) {
				if (!needs.split(' ').every((name) => sent.get(name))) continue;
				const list = credential.withdrawalAddresses;
				if (permission === 'withdraw' && permitted.includes(permission) && list !== '') {
					expect([sent.get('address'), list]).toEqual([LISTED, expect.stringContaining(LISTED)]);
					seen.withdrawals++;
				}
				const isAllowed = method !== 'excode_create' || list === '';
				if (method === path || (permitted.includes(permission) && isAllowed)) {
					expect(permitted).toContain(permission);
				} else {
					expect([...documented]).toContain(`${path} ${method}`);
					seen.overlaps.add(`${path} ${method}`);
				}
			}
		}),
		{ numRuns: 10_000 },
	);
	// Neither is the test empty: what it looks for does come up
	expect(seen.signed).toBeGreaterThan(500);
	expect(seen.withdrawals).toBeGreaterThan(0);
	expect(seen.overlaps.size).toBeGreaterThan(5);
});
