import type { IDataObject } from 'n8n-workflow';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';
import { polled, PolledWorkflow } from '../../harness/triggerHarness.mts';

const MINUTE = 60_000;
const PARAMETERS = {
	triggerOn: 'candleClosed',
	pair: byName('BTC_USD'),
	resolution: '1',
};

const account = useLastingSandbox({ rateLimit: false });
let skewMs = 0;
beforeEach(() => clockGoesOn(-skewMs));

/** The exchange's clock, and the Date in its replies, run so much ahead of this machine's. */
function clockGoesOn(ms: number): void {
	skewMs += ms;
	account.sandbox.faults.clear();
	account.sandbox.faults.add({ kind: 'clockSkew', ms: skewMs });
}

const exchangeTime = () => Date.now() + skewMs;

const timesOf = (items: IDataObject[]) => items.map(({ opened }) => Number(opened));

/** Each candle follows the one before it. */
const expectNoGap = (times: number[]) =>
	expect(times).toEqual(times.map((_, index) => times[0] + index * MINUTE));

test('Candle Closed: every candle once it is over, none twice, none left out, through a restart', async () => {
	const workflow = new PolledWorkflow(account.credentials, PARAMETERS);
	await workflow.activate();
	const begun = exchangeTime();
	expect(workflow.items).toEqual([]);

	clockGoesOn(10 * MINUTE);
	const first = await polled(workflow);
	expect(first.length).toBeGreaterThanOrEqual(9);
	const [candle] = first;
	expect(candle).toEqual({
		pair: 'BTC_USD',
		open: expect.stringMatching(/^\d+(\.\d+)?$/),
		high: expect.stringMatching(/^\d+(\.\d+)?$/),
		low: expect.stringMatching(/^\d+(\.\d+)?$/),
		close: expect.stringMatching(/^\d+(\.\d+)?$/),
		volume: expect.stringMatching(/^\d+(\.\d+)?$/),
		opened: expect.any(Number),
		openedAt: new Date(Number(candle.opened)).toISOString(),
		resolution: '1',
		closedAt: new Date(Number(candle.opened) + MINUTE).toISOString(),
	});
	// The one that was open at the activation is the first
	expect(Number(candle.opened) + MINUTE).toBeGreaterThan(begun - 6000);

	clockGoesOn(3 * MINUTE);
	await workflow.restart();
	const second = workflow.take();
	clockGoesOn(5 * MINUTE);
	const third = await polled(workflow);
	const times = timesOf([...first, ...second, ...third]);
	expectNoGap(times);
	expect((times.at(-1) ?? 0) + MINUTE).toBeLessThanOrEqual(exchangeTime());
	expect((times.at(-1) ?? 0) + 2 * MINUTE).toBeGreaterThan(exchangeTime() - 6000);
});

test('Candle Closed: a clock of ours that is two days ahead leaves none out', async () => {
	clockGoesOn(-2 * 24 * 60 * MINUTE);
	const workflow = new PolledWorkflow(account.credentials, PARAMETERS);
	await workflow.activate();
	const times: number[] = [];
	for (let poll = 0; poll < 3; poll++) {
		clockGoesOn(5 * MINUTE);
		times.push(...timesOf(await polled(workflow)));
	}
	expect(times.length).toBeGreaterThanOrEqual(14);
	expectNoGap(times);
});

test('Candle Closed: after nine days away all 12,960 candles come, in parts', async () => {
	const workflow = new PolledWorkflow(account.credentials, PARAMETERS);
	await workflow.activate();
	clockGoesOn(9 * 24 * 60 * MINUTE);
	const first = await polled(workflow);
	const second = await polled(workflow);
	expect(first.length).toBeGreaterThan(5000);
	expect(second.length).toBeGreaterThan(500);
	expectNoGap(timesOf([...first, ...second]));
	expect(first.length + second.length).toBeGreaterThanOrEqual(12_959);
});

test('Candle Closed: a manual run shows the latest that is over', async () => {
	const workflow = new PolledWorkflow(account.credentials, { ...PARAMETERS, resolution: '60' });
	const [candle] = await workflow.runManually();
	expect(Date.parse(String(candle.closedAt))).toBeLessThanOrEqual(exchangeTime());
	expect(Date.parse(String(candle.closedAt))).toBeGreaterThan(exchangeTime() - 61 * MINUTE);
});
