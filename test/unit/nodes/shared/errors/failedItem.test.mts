import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { ExmoError, type ExmoErrorDetails } from '../../../../../exmo/errors/errors.ts';
import { errorItem, isToolRun, toolAnswer } from '../../../../../nodes/shared/errors/failedItem.ts';

const node = { name: 'EXMO', type: 'n8n-nodes-exmo.exmo' } as INode;
const failure = (details: Omit<ExmoErrorDetails, 'effect'> & Partial<ExmoErrorDetails>) =>
	new ExmoError({ effect: 'refused', ...details });
const write = { writes: true, carriedOut: [] };

/**
 * Whether n8n sends an item down the error output: `handleNodeErrorOutput` of n8n-core 1.122.48 and
 * 2.8.1 (n8n 1.123.81 and 2.8.4), and of 2.41.1. What they put the item together with, and what the
 * branch then gets, is the same in all.
 */
const RULES: Array<[version: string, isFailed: (item: INodeExecutionData) => boolean]> = [
	[
		'1.122.48 and 2.8.1',
		({ error, json }) =>
			Boolean(error) ||
			(Boolean(json.error) && Object.keys(json).length === 1) ||
			(Boolean(json.error) && Boolean(json.message) && Object.keys(json).length === 2),
	],
	[
		'2.41.1',
		({ error, json }) =>
			Boolean(error) ||
			(Boolean(json.error) &&
				Object.keys(json).every((key) => ['error', 'message', 'details'].includes(key))),
	],
];

/** What an item can fail with, from the fewest words to the most. */
const FAILURES: Array<[what: string, error: unknown]> = [
	['an error of EXMO', failure({ title: 'No', advice: 'Ask.', kind: 'refused' })],
	['one without advice', failure({ title: 'No', advice: '', kind: 'network' })],
	[
		'an order of unknown outcome',
		failure({
			...{ title: 'Unknown', advice: 'Look.', kind: 'unknownOutcome', clientOrderId: '42' },
			effect: 'unknown',
		}),
	],
	['an error of a field', new NodeOperationError(node, 'The field is empty')],
	['what nobody foresaw', new TypeError('x is not a function')],
	['no error at all', 'text'],
];

describe.each(RULES)('n8n-core %s', (_version, isFailed) => {
	test.each(FAILURES)('%s goes down the error output', (_what, error) => {
		expect(isFailed(errorItem(node, error, 0, write))).toBe(true);
		expect(isFailed(errorItem(node, error, 0, { writes: false, carriedOut: ['x'] }))).toBe(true);
	});
});

test('a workflow can branch on what is in `error`, and show `message`', () => {
	const [, error] = FAILURES[2];
	expect(errorItem(node, error, 3, write)).toEqual({
		json: {
			error: {
				title: 'Unknown',
				description: 'Look.',
				kind: 'unknownOutcome',
				code: '',
				mayHaveHadEffect: true,
				clientOrderId: '42',
			},
			message: 'Unknown. Look.',
		},
		pairedItem: { item: 3 },
	});
});

test.each([
	['Gone', 'Look.', 'Gone. Look.'],
	['Did you mean BTC_USD?', 'Nothing was sent.', 'Did you mean BTC_USD? Nothing was sent.'],
	['It is gone.', '', 'It is gone.'],
	['Gone', '', 'Gone.'],
])('"%s" and "%s" are sentences: %s', (title, description, message) => {
	const error = failure({ title, advice: description, kind: 'refused' });
	expect(errorItem(node, error, 0, write).json.message).toBe(message);
});

test('what was carried out before is said, and is an effect', () => {
	const error = failure({ title: 'No', advice: 'Ask.', kind: 'funds', code: '50052' });
	const { json } = errorItem(node, error, 0, { writes: true, carriedOut: ['the order 7'] });
	expect(json).toMatchObject({
		error: { kind: 'funds', code: '50052', mayHaveHadEffect: true },
		message: expect.stringContaining('the order 7'),
	});
});

test.each<[string, unknown, boolean, IDataObject]>([
	['of a writing operation', new TypeError('x'), true, { kind: 'unknownOutcome' }],
	['of a reading operation', new TypeError('x'), false, { kind: 'refused' }],
	['of a field', new NodeOperationError(node, 'x'), true, { kind: 'invalidInput' }],
])('an unforeseen error %s', (_what, error, writes, expected) => {
	const mayHaveHadEffect = expected.kind === 'unknownOutcome';
	expect(errorItem(node, error, 0, { writes, carriedOut: [] }).json.error).toMatchObject({
		...expected,
		mayHaveHadEffect,
	});
});

test("a tool's answer has no `error`, which Retry On Fail would take for a failure", () => {
	for (const [, error] of FAILURES) {
		const { json } = toolAnswer(node, error, 0, write);
		expect(json).not.toHaveProperty('error');
		expect(json).toMatchObject({ failed: true, message: expect.stringMatching(/[.!?]$/) });
	}
	const [, error] = FAILURES[2];
	expect(toolAnswer(node, error, 0, write)).toEqual({
		json: {
			failed: true,
			message: 'Unknown. Look.',
			kind: 'unknownOutcome',
			code: '',
			mayHaveHadEffect: true,
			clientOrderId: '42',
		},
		pairedItem: { item: 0 },
	});
});

test.each<[string, string, (() => boolean) | undefined, boolean]>([
	['1.123, as a tool', 'n8n-nodes-exmo.exmoTool', undefined, true],
	['1.123, in a workflow', 'n8n-nodes-exmo.exmo', undefined, false],
	['2.8, where the engine runs the tool', 'n8n-nodes-exmo.exmoTool', () => false, true],
	['2.8, where the agent runs it', 'n8n-nodes-exmo.exmo', () => true, true],
	['2.41, in a workflow', 'n8n-nodes-exmo.exmo', () => false, false],
])('n8n %s', (_where, type, isToolExecution, expected) => {
	const context = { getNode: () => ({ ...node, type }), isToolExecution };
	expect(isToolRun(context as unknown as IExecuteFunctions)).toBe(expected);
});
