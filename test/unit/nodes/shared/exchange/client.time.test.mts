import { ENDPOINTS } from '../../../../../exmo/api/endpoints.ts';
import { ExmoClient, type NodeContext } from '../../../../../nodes/shared/exchange/client.ts';
import { clock } from '../../../../../nodes/shared/exchange/clock.ts';
import { freshKey } from '../../../keys.mts';
import { restoreWallClock, setWallClock, STEPS, trueTime } from '../../../wallClock.mts';

afterEach(restoreWallClock);

const MINUTE = 60_000;
let port = 40_000;

/** Clients of one exchange that nobody has asked yet; its clock is so far ahead of the true time. */
function exchange(aheadMs = 0): () => Promise<ExmoClient> {
	const customUrl = `http://127.0.0.1:${port++}`;
	const credentials = {
		...{ apiKey: freshKey(), apiSecret: 'S-1', exchange: 'custom', customUrl },
		permissions: ['read', 'trade'],
	};
	const answer = async () => ({
		statusCode: 200,
		headers: { date: new Date(trueTime() + aheadMs).toUTCString() },
		body: '{"BTC_USD":{}}',
	});
	const context = {
		getCredentials: async () => credentials,
		helpers: { httpRequestWithAuthentication: answer },
	} as unknown as NodeContext;
	return async () => await ExmoClient.of(context);
}

/** How far a unix time is from the true one, in milliseconds; EXMO counts seconds. */
const offBy = (seconds: number): number => seconds * 1000 - trueTime();
const SLACK_MS = 10_000;

describe.each(STEPS)('with a write under way, this machine’s clock is set %s:', (_, ms) => {
	test('what was sent before is looked for from then on', async () => {
		const client = await exchange()();
		await client.call(ENDPOINTS.ticker);
		const sentAt = clock.now();
		setWallClock(ms);
		expect(Math.abs(offBy(client.notBefore(sentAt)) + MINUTE)).toBeLessThan(SLACK_MS);
		for (let i = 0; i < 3; i++) await client.call(ENDPOINTS.ticker);
		expect(Math.abs(offBy(client.notBefore(sentAt)) + MINUTE)).toBeLessThan(SLACK_MS);
		expect(Math.abs(offBy(client.serverSeconds()))).toBeLessThan(SLACK_MS);
	});

	test('also by the run that tries again, before it has heard from EXMO', async () => {
		const client = exchange(20 * MINUTE);
		await (await client()).call(ENDPOINTS.ticker);
		const sentAt = clock.now();
		setWallClock(ms);
		const retry = await client();
		expect(Math.abs(offBy(retry.notBefore(sentAt)) - 19 * MINUTE)).toBeLessThan(SLACK_MS);
	});
});

test('before EXMO has answered anything, its time is that of this machine', async () => {
	const client = await exchange(20 * MINUTE)();
	expect(Math.abs(offBy(client.serverSeconds()))).toBeLessThan(SLACK_MS);
});

test('for what has no moment, nothing is too early', async () => {
	expect((await exchange()()).notBefore(undefined)).toBe(0);
});
