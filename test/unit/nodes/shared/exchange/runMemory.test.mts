import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { placeOrder } from '../../../../../nodes/Exmo/actions/trading/place.ts';
import { RunMemory } from '../../../../../nodes/shared/exchange/runMemory.ts';

const DONE = { answer: '51', noted: { clientOrderId: '42' }, reconciled: false };

interface Run {
	readonly executionId?: string;
	readonly runIndex?: number;
	readonly type?: string;
	readonly json?: IDataObject;
	readonly maxTries?: number;
}

const begin = ({ executionId = '1', runIndex = 0, type = 'exmo', json = {}, maxTries }: Run = {}) =>
	RunMemory.begin({
		getNode: () => ({ id: 'node', name: 'EXMO', type, retryOnFail: true, maxTries }),
		getInputData: () => [{ json }],
		getExecutionId: () => executionId,
		getWorkflow: () => ({ id: 'workflow' }),
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
	} as unknown as IExecuteFunctions);

/** A run that does one thing and fails. */
function fail(run: Run): void {
	const memory = begin(run);
	memory.item(0).next(placeOrder).done = DONE;
	memory.end(true);
}
const remembers = (run: Run): boolean => begin(run).item(0).alreadySent(placeOrder) !== undefined;

describe('a run of a node is told by execution, node and run index', () => {
	test('its retry finds it, once', () => {
		fail({ executionId: 'a' });
		expect(remembers({ executionId: 'a' })).toBe(true);
		expect(remembers({ executionId: 'a' })).toBe(false);
	});

	test('the next round of a loop is another run, also with the same item', () => {
		const json = {};
		fail({ executionId: 'b', json });
		expect(remembers({ executionId: 'b', runIndex: 1, json })).toBe(false);
	});
});

describe('a run as a tool is told by its input, as n8n counts every try as a run', () => {
	const type = 'exmoTool';

	test('its retry finds it, whatever the run index', () => {
		const json = { quantity: '1' };
		fail({ executionId: 'c', type, json });
		expect(remembers({ executionId: 'c', type, json, runIndex: 1 })).toBe(true);
	});

	test('another call with equal input is another run', () => {
		fail({ executionId: 'd', type, json: { quantity: '1' } });
		expect(remembers({ executionId: 'd', type, json: { quantity: '1' } })).toBe(false);
	});

	test('so is one of another execution that is handed the same object', () => {
		const json = {};
		fail({ executionId: 'e', type, json });
		expect(remembers({ executionId: 'f', type, json })).toBe(false);
	});
});

test.each([
	[undefined, [true, true, false]],
	[2, [true, false]],
	[9, [true, true, true, true, false]],
])('with %p tries at most, n8n runs it again after the first: %j', (maxTries, again) => {
	const run = { executionId: `tries ${maxTries}`, maxTries };
	const seen = again.map(() => {
		const memory = begin(run);
		memory.end(true);
		return memory.isTriedAgain;
	});
	expect(seen).toEqual(again);
});
