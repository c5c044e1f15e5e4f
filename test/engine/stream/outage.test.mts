/** A stream that does not come about, or does not come back: who is told, and where. */
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { openSandbox } from '../../harness/sandboxAccount.mts';
import { testInEditor } from '../../harness/streamTriggerHarness.mts';
import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { account, trader, activate, allGone, connections } = useStreamTriggers();
const MINUTE = 60_000;

/** An address at which nothing listens. */
async function nowhere(): Promise<string> {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return `http://127.0.0.1:${port}`;
}

const now = performance.now.bind(performance);
/** So much time has passed, for everything that measures it without the wall clock. */
function leap(ms: number): void {
	jest.spyOn(performance, 'now').mockImplementation(() => now() + ms);
}
afterEach(() => jest.restoreAllMocks());

const OWN_TRADES = { triggerOn: 'ownTrades' };
const TICKER = { triggerOn: 'ticker', pairs: 'BTC_USD' };

describe('a workflow that a person publishes', () => {
	test.each([
		['ticker', TICKER, /No stream from 127\.0\.0\.1:\d+: the connection could not be opened/],
		['own trades', OWN_TRADES, /No connection to 127\.0\.0\.1:\d+: nothing listens there/],
	])('publishing fails where nothing listens: %s', async (_, parameters, title) => {
		account.credentials.customUrl = await nowhere();
		const began = performance.now();
		await expect(activate(parameters)).rejects.toThrow(title);
		expect(performance.now() - began).toBeLessThan(20_000); // far from the 30 s of one that is silent
	});

	test('publishing fails where EXMO turns every connection away, not where it does so once', async () => {
		account.sandbox.stream.hit({ kind: 'refuseConnection', times: 1 });
		const trigger = await activate(TICKER);
		await trigger.deactivate();
		account.sandbox.stream.hit({ kind: 'refuseConnection' });
		await expect(activate(TICKER)).rejects.toThrow('the connection could not be opened');
		await allGone();
	});

	test("publishing fails with the refusal of EXMO's REST where that is what refuses", async () => {
		account.sandbox.faults.add({ kind: 'maintenance', endpoints: ['user_trades'] });
		await expect(activate(OWN_TRADES)).rejects.toThrow(/maintenance/i);
		await allGone();
	});
});

describe('a workflow that n8n starts by itself', () => {
	test.each([
		['ticker', TICKER],
		['own trades', OWN_TRADES],
		['all pairs', { triggerOn: 'trades', pairs: '' }],
	])(
		'starting n8n does not wait for a stream; the log says so, and the trigger keeps trying: %s',
		async (_, parameters) => {
			const { customUrl } = account.credentials;
			account.credentials.customUrl = await nowhere();
			const trigger = await activate(parameters, { activation: 'init' });
			expect(trigger.log).toEqual([
				['warn', expect.stringMatching(/^Stream \(workflow "\w+"\): no stream.*It goes on trying/)],
			]);
			// The credential is put right: nobody has to publish the workflow again
			account.credentials.customUrl = customUrl;
			await trigger.until(() =>
				trigger.log.some(([, text]) => text.includes('the stream is back')),
			);
			expect(connections()).toHaveLength(1);
			expect([trigger.errors, trigger.failures]).toEqual([[], []]);
			const { id } = trader.buy('BTC_USD', '0.001');
			if (parameters !== TICKER) {
				await trigger.until(() => trigger.items.some(({ tradeId }) => tradeId === String(id)));
			}
		},
	);

	test('starting n8n fails for what a person has to see to', async () => {
		account.credentials.permissions = ['trade'];
		await expect(activate(OWN_TRADES, { activation: 'init' })).rejects.toThrow('"Read"');
	});
});

describe('a workflow that is active', () => {
	test('the log leaves a short drop out, and has one line for an outage and one for its end; the workflow stays active', async () => {
		const trigger = await activate(OWN_TRADES);
		account.sandbox.stream.hit({ kind: 'drop' });
		trader.buy('BTC_USD', '0.001');
		await trigger.first(1);
		expect(trigger.log).toEqual([]);

		account.sandbox.stream.hit({ kind: 'refuseConnection' });
		account.sandbox.stream.hit({ kind: 'drop' });
		await trigger.until(() => trigger.log.length === 1);
		const { id } = trader.buy('BTC_USD', '0.001');
		account.sandbox.stream.faults.clear();
		await trigger.first(2);
		expect(trigger.items[1]).toMatchObject({ tradeId: String(id), recovered: true });
		await trigger.until(() => trigger.log.length === 2);
		expect(trigger.log).toEqual([
			['warn', expect.stringContaining('the connection could not be opened')],
			['info', expect.stringContaining('the stream is back after')],
		]);
		expect([trigger.errors, trigger.failures]).toEqual([[], []]);
	});

	test('a long outage is saved as one failed execution; the workflow stays active', async () => {
		const trigger = await activate(TICKER);
		account.sandbox.stream.hit({ kind: 'refuseConnection' });
		account.sandbox.stream.hit({ kind: 'drop' });
		await trigger.until(() => trigger.log.length === 1);
		leap(6 * MINUTE);
		await trigger.until(() => trigger.log.length === 2);
		leap(60 * MINUTE);
		await trigger.until(() => trigger.log.length === 3);
		expect(trigger.failures.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^No stream from 127\.0\.0\.1:\d+: the connection could not be opened/),
		]);
		expect(trigger.errors).toEqual([]);
	});

	test.each([
		['maintenance', { kind: 'maintenance' }],
		[
			'a refusal that nobody can explain',
			{ kind: 'custom', body: '{"result":false,"error":"Error 59999: something is odd"}' },
		],
	] as const)(
		'REST does not tell what was missed although the stream is there: %s',
		async (_, fault) => {
			const trigger = await activate(OWN_TRADES);
			account.sandbox.faults.add({ ...fault, effect: 'before', endpoints: ['user_trades'] });
			account.sandbox.stream.hit({ kind: 'drop' });
			const { id } = trader.buy('BTC_USD', '0.001');
			await trigger.until(() => trigger.log.length > 0);
			expect(trigger.log[0][1]).toContain('what was missed cannot be read');
			account.sandbox.faults.clear();
			await trigger.first(1);
			expect(trigger.items[0]).toMatchObject({ tradeId: String(id), recovered: true });
			expect(trigger.errors).toEqual([]);
		},
	);

	test('a changed credential counts from the next connection on', async () => {
		const other = await openSandbox({ rateLimit: false });
		try {
			const trigger = await activate(OWN_TRADES);
			account.credentials.customUrl = other.sandbox.url;
			account.sandbox.stream.hit({ kind: 'drop' });
			await trigger.until(() => trigger.log.some(([, text]) => text.includes('begins anew')));
			while (!other.sandbox.stream.list().some(({ topics }) => topics.length > 0)) {
				await other.sandbox.stream.change();
			}
			expect(connections()).toEqual([]);
			await trigger.deactivate();
		} finally {
			await other.sandbox.stop();
		}
	});
});

describe('a test run during an outage', () => {
	test('a test run shows why there is no connection', async () => {
		account.sandbox.stream.hit({ kind: 'refuseConnection' });
		const { data } = await testInEditor(account.credentials, TICKER).result;
		expect(data.resultData.error?.message).toMatch(/^No stream from .*could not be opened/);
		await allGone();
	});

	test('a test run shows that a lost connection does not come back', async () => {
		const run = testInEditor(account.credentials, OWN_TRADES);
		while (!connections().some(({ topics }) => topics.length > 0)) {
			await account.sandbox.stream.change();
		}
		while (!account.sandbox.requests.some(({ endpoint }) => endpoint === 'user_trades')) {
			await new Promise(setImmediate);
		}
		account.sandbox.stream.hit({ kind: 'refuseConnection' });
		account.sandbox.stream.hit({ kind: 'drop' });
		await allGone();
		await new Promise((resolve) => setTimeout(resolve, 300));
		leap(MINUTE);
		const { data } = await run.result;
		expect(data.resultData.error?.message).toMatch(/^No stream from .*could not be opened/);
		await allGone();
	});
});
