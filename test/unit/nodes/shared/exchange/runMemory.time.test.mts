import type { IExecuteFunctions } from 'n8n-workflow';
import { RunMemory } from '../../../../../nodes/shared/exchange/runMemory.ts';
import { restoreWallClock, setWallClock, STEPS } from '../../../wallClock.mts';

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
	failed.item(0).next('order_create').done = { answer: 1, reconciled: false };
	failed.end(true);
	setWallClock(ms);
	runOf('another').end(true); // forgets what is old
	expect(runOf(`failed ${ms}`).item(0).alreadySent('order_create')).toMatchObject({
		done: { answer: 1 },
	});
});
