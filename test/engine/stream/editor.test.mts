import type { IDataObject } from 'n8n-workflow';
import { testInEditor } from '../../harness/streamTriggerHarness.mts';
import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { account, connections, allGone } = useStreamTriggers();

describe('the stream trigger in the editor', () => {
	test('the first event ends a test run', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'ticker', pairs: 'BTC_USD' });
		const { data, status } = await run.result;
		expect(status).toBe('success');
		const items = data.resultData.runData.Stream[0].data?.main[0];
		expect(items?.[0].json).toMatchObject({ pair: 'BTC_USD' });
	});

	test('a test run that is stopped while it waits leaves no socket', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'orders' });
		while (connections().length === 0) await account.sandbox.stream.change();
		run.stop();
		await allGone();
	});

	test('a test run shows why EXMO refuses', async () => {
		const run = testInEditor(account.credentials, { triggerOn: 'trades', pairs: 'NOPE_USD' });
		const { data } = await run.result;
		expect(data.resultData.error?.message).toContain('spot/trades:NOPE_USD');
		await allGone();
	});

	test.each<[IDataObject, string]>([
		[{ crossingPrice: '' }, 'Crossing Price was added to Options and is empty.'],
		[{ minQuantity: '0,5' }, 'Minimum Quantity "0,5" is not a number. Write 0.5.'],
		[{ side: 'long' }, 'Side "long" is not one of both, buy, sell.'],
		[{ runsAtOnce: 1.5 }, 'Runs at Once has to be a whole number from 1 to 100000.'],
	])('a filter that cannot be read is an error: %j', async (options, sentence) => {
		const run = testInEditor(account.credentials, { triggerOn: 'trades', options });
		const { data } = await run.result;
		expect(data.resultData.error?.message).toContain(sentence);
		expect(connections()).toEqual([]);
	});
});
