/**
 * A workflow that is out for the money, with a credential that only reads: through n8n-core's own
 * helpers, as a node and as the HTTP Request node use them, by a proxy that sends each body to another
 * method. EXMO's signature does not cover the method.
 */
import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { runNode, type Credentials } from '../../harness/harness.mts';
import { ordersOf } from '../../harness/orders.mts';
import { startRerouting, type Rerouting } from '../../harness/reroutingProxy.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useFreshSandbox({ rateLimit: false });

type Helper = 'httpRequestWithAuthentication' | 'requestWithAuthentication';

/** A node that asks n8n to send a request with the credential. */
const caller = (helper: Helper, options: object) =>
	({
		description: {
			...{ displayName: 'Caller', name: 'caller', group: ['transform'], version: 1 },
			...{ description: '', defaults: { name: 'Caller' }, inputs: ['main'], outputs: ['main'] },
			...{ properties: [], credentials: [{ name: 'exmoApi', required: true }] },
		},
		async execute(this: IExecuteFunctions) {
			const reply: unknown = await this.helpers[helper].call(this, 'exmoApi', options as never);
			return [[{ json: { reply: typeof reply === 'string' ? JSON.parse(reply) : reply } }]];
		},
	}) as unknown as INodeType;

const send = async (helper: Helper, options: object, credentials: Credentials) =>
	await runNode(
		{ type: 'test.caller', node: caller(helper, options), credential: new ExmoApi() },
		credentials,
		{},
	);

/** A POST of a form, in the words of each path: those of a node, and those of the HTTP Request node. */
const PATHS: Array<[Helper, (url: string, form: object) => object]> = [
	[
		'httpRequestWithAuthentication',
		(url, form) => ({ method: 'POST', url, body: form, json: true }),
	],
	[
		'requestWithAuthentication',
		(uri, form) => ({
			...{ method: 'POST', uri, form, headers: { accept: '*/*' }, gzip: true, timeout: 5000 },
			...{ rejectUnauthorized: true, followRedirect: true, followAllRedirects: true },
			...{
				resolveWithFullResponse: false,
				json: true,
				sendCredentialsOnCrossOriginRedirect: false,
			},
		}),
	],
];

/** Bodies that do something at each of the methods that change something, and what reads with them. */
const THEFTS: Array<[method: string, form: Record<string, string>]> = [
	[
		'withdraw_crypt',
		{ amount: '100', currency: 'USDT', address: 'TOtherAddress', transport: 'TRC20' },
	],
	['excode_create', { amount: '100', currency: 'USDT' }],
	['order_create', { pair: 'BTC_USD', quantity: '0.01', price: '0', type: 'market_sell' }],
	[
		'stop_market_order_create',
		{ pair: 'BTC_USD', quantity: '0.01', trigger_price: '1', type: 'sell' },
	],
	[
		'margin/user/order/create',
		{ pair: 'BTC_USDT', quantity: '0.01', type: 'market_buy', leverage: '2' },
	],
];

const READS = [
	...['user_info', 'deposit_address', 'wallet_operations', 'user_open_orders', 'code_check'],
	...['withdraw_get_txid', 'order_trades', 'margin/user/order/max_quantity', 'margin/settings'],
];

const readOnly = (more: object = {}): Credentials => ({
	...account.credentials,
	...{ permissions: 'read', withdrawalAddresses: 'TMyAddress', ...more },
});

const nothingHappened = async () => {
	const { orders, marginOrders, withdrawals, giftCodes } = await truthOf(account.sandbox);
	expect({ orders, marginOrders, withdrawals, giftCodes }).toEqual({
		...{ orders: [], marginOrders: [], withdrawals: [], giftCodes: [] },
	});
};

describe.each(PATHS)('by %s', (helper, request) => {
	let proxy: Rerouting | undefined;
	afterEach(() => proxy?.stop());
	const at = (path: string) => `${account.sandbox.url}/v1.1/${path}`;

	/** As a node hands it over, and as the HTTP Request node does. */
	const own = ({ url, port }: Rerouting) =>
		helper === 'requestWithAuthentication'
			? { proxy: url }
			: { proxy: { protocol: 'http', host: '127.0.0.1', port } };

	test('a balance asked for by a proxy of its own does not become a withdrawal', async () => {
		proxy = await startRerouting(account.sandbox.url, 'withdraw_crypt');
		for (const form of [THEFTS[0][1], {}]) {
			const options = { ...request(at('user_info'), form), ...own(proxy) };
			const { error } = await send(helper, options, readOnly());
			expect(error?.message).toContain('this credential signs none with the option proxy.');
		}
		expect(proxy.caught).toEqual([]);
		await nothingHappened();
	});

	test('nor at EXMO itself, with certificates that are not checked', async () => {
		proxy = await startRerouting(account.sandbox.url, 'withdraw_crypt');
		const unchecked =
			helper === 'requestWithAuthentication'
				? { rejectUnauthorized: false }
				: { skipSslCertificateValidation: true };
		const exmo = readOnly({ exchange: 'exmoCom' });
		const url = 'https://api.exmo.com/v1.1/user_info';
		for (const more of [{ ...own(proxy), ...unchecked }, own(proxy)]) {
			const { error } = await send(helper, { ...request(url, {}), ...more }, exmo);
			expect(error?.message).toMatch(
				/^(A signed request goes straight|This credential signs only)/,
			);
		}
		expect(proxy.caught).toEqual([]);
	});

	describe("by a proxy of n8n's operator, who could not be trusted either", () => {
		const NAMES = ['HTTP_PROXY', 'http_proxy', 'NO_PROXY', 'no_proxy'];
		const before = NAMES.map((name) => [name, process.env[name]] as const);
		const use = (url: string) => {
			for (const name of NAMES) delete process.env[name];
			process.env.HTTP_PROXY = url;
		};
		afterEach(() => {
			for (const [name, value] of before) {
				if (value === undefined) delete process.env[name];
				else process.env[name] = value;
			}
		});

		test('it is used, as the operator wants it', async () => {
			proxy = await startRerouting(account.sandbox.url);
			use(proxy.url);
			const { json, error } = await send(helper, request(at('user_info'), {}), readOnly());
			expect(error).toBeUndefined();
			expect(json[0].reply).toHaveProperty('uid');
			expect(proxy.caught).toEqual([
				{
					to: at('user_info'),
					key: account.credentials.apiKey,
					body: expect.stringMatching(/^nonce=\d+$/),
				},
			]);
		});

		test.each(THEFTS)('no read becomes %s', async (method, form) => {
			proxy = await startRerouting(account.sandbox.url, method);
			use(proxy.url);
			for (const read of READS) {
				const { error } = await send(helper, request(at(read), form), readOnly());
				expect(error?.message).toContain(`${read} has no parameter "`);
			}
			expect(proxy.caught).toEqual([]);
			await nothingHappened();
		});

		test('what docs/safety.md says remains, remains: the question for an order can cancel it', async () => {
			const { orderId } = await ordersOf(account).place();
			proxy = await startRerouting(account.sandbox.url, 'order_cancel');
			use(proxy.url);
			await send(helper, request(at('order_trades'), { order_id: String(orderId) }), readOnly());
			const { orders } = await truthOf(account.sandbox);
			expect(orders).toMatchObject([{ id: orderId, status: 'cancelled' }]);
		});
	});

	test("a header of the caller's does not name another method", async () => {
		for (const name of ['Host', 'X-Original-URL', 'X-HTTP-Method-Override']) {
			const options = request(at('user_info'), {});
			const headers = { [name]: '/v1.1/withdraw_crypt' };
			const { error } = await send(helper, { ...options, headers }, readOnly());
			expect(error?.message).toContain(`signs no request with the header "${name}"`);
		}
		expect((await truthOf(account.sandbox)).requests).toBe(0);
	});

	test('an honest request works', async () => {
		const { json, error } = await send(
			helper,
			request(at('user_cancelled_orders'), { limit: 5 }),
			readOnly(),
		);
		expect(error).toBeUndefined();
		expect(json[0]).toHaveProperty('reply');
	});
});
