import type { IExecuteFunctions } from 'n8n-workflow';
import { placeOrder } from '../../../../../nodes/Exmo/actions/trading/place.ts';
import { RunMemory } from '../../../../../nodes/shared/exchange/runMemory.ts';
import { restoreWallClock, setWallClock, STEPS } from '../../../wallClock.mts';

const DONE = { answer: '51', noted: { clientOrderId: '42' }, reconciled: false };

afterEach(restoreWallClock);

const runOf = (executionId: string): RunMemory =>
	RunMemory.begin({
		getNode: () => ({ id: 'node', name: 'EXMO', type: 'exmo', retryOnFail: true }),
		getInputData: () => [{ json: {} }],
		getExecutionId: () => executionId,
		getWorkflow: () => ({ id: 'workflow' }),
		getWorkflowDataProxy: () => ({ $runIndex: 0 }),
	} as unknown as IExecuteFunctions);

test.each(STEPS)('a failed run is remembered although the clock is set %s', (_, ms) => {
	const failed = runOf(`failed ${ms}`);
	failed.item(0).next(placeOrder).done = DONE;
	failed.end(true);
	setWallClock(ms);
	runOf('another').end(true); // forgets what is old
	expect(runOf(`failed ${ms}`).item(0).alreadySent(placeOrder)).toMatchObject({
		done: DONE,
	});
});
