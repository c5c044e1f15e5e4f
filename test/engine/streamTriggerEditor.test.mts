import { testInEditor } from './streamTriggerHarness.mts';
import { useStreamTriggers } from './streamTriggers.mts';

const { account, connections, allGone } = useStreamTriggers();

describe('in the editor', () => {
	test('the first event ends the run', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'ticker', pairs: 'BTC_USD' });
		const { data, status } = await run.result;
		expect(status).toBe('success');
		const items = data.resultData.runData.Stream[0].data?.main[0];
		expect(items?.[0].json).toMatchObject({ pair: 'BTC_USD' });
	});

	test('stopped while it waits: no socket is left', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'orders' });
		while (connections().length === 0) await account.sandbox.stream.change();
		run.stop();
		await allGone();
	});

	test('what is wrong is said', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'trades', pairs: 'NOPE_USD' });
		const { data } = await run.result;
		expect(data.resultData.error?.message).toContain('spot/trades:NOPE_USD');
		await allGone();
	});
});
