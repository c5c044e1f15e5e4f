import { ENDPOINTS } from '../../../exmo/endpoints.ts';
import { ExmoError, type ExmoErrorDetails } from '../../../exmo/errors.ts';
import type { ExmoClient } from '../../../nodes/shared/client.ts';
import type { WriteRecord } from '../../../nodes/shared/runMemory.ts';
import { write, type LookUp } from '../../../nodes/shared/write.ts';

const lost = (details: Partial<ExmoErrorDetails> = {}) =>
	new ExmoError({
		title: 'The answer got lost',
		description: '',
		kind: 'network',
		mayHaveHadEffect: true,
		...details,
	});

/** One write against scripted answers; counts how often it was sent. */
async function writeOnce(answers: unknown[], found: LookUp, record: WriteRecord = {}) {
	let sent = 0;
	const call = async () => {
		const answer = answers[sent++];
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const result = await write({ call } as unknown as ExmoClient, record, {
		endpoint: ENDPOINTS.orderCreate,
		params: {},
		what: 'the order',
		howToCheck: 'Look.',
		lookUp: async () => found,
	}).catch((error: unknown) => error as ExmoError);
	return { result, sent, record };
}

const absent: LookUp = { lookedAt: 'It is nowhere.', isAbsent: true };

test('an answer is the result, and is remembered', async () => {
	const { record, result } = await writeOnce([{ order_id: 1 }], absent);
	expect(result).toEqual({ answer: { order_id: 1 }, reconciled: false });
	const again = await writeOnce([], absent, record);
	expect(again).toMatchObject({ result, sent: 0 });
});

test('a lost answer is looked up, and what is found is the result', async () => {
	const { result, sent } = await writeOnce([lost()], { answer: { order_id: 2 } });
	expect(result).toEqual({ answer: { order_id: 2 }, reconciled: true });
	expect(sent).toBe(1);
});

test('a lost answer that shows nowhere is unknown; it is never sent again', async () => {
	const { result, sent, record } = await writeOnce([lost(), {}], absent);
	expect(result).toMatchObject({ details: { kind: 'unknownOutcome', mayHaveHadEffect: true } });
	expect(sent).toBe(1);
	// nor by the retry of the run
	const again = await writeOnce([{}], absent, record);
	expect(again.sent).toBe(0);
	expect(again.result).toMatchObject({ details: { kind: 'unknownOutcome' } });
});

describe('refused by its own nonce', () => {
	const own = lost({ isOwnNonce: true });

	test('delivered twice: the first one shows, and is the result', async () => {
		const { result, sent } = await writeOnce([own], { answer: { order_id: 3 } });
		expect(result).toMatchObject({ reconciled: true });
		expect(sent).toBe(1);
	});

	test('used by another program: it shows nowhere, and is sent again', async () => {
		const { result, sent } = await writeOnce([own, { order_id: 4 }], absent);
		expect(result).toEqual({ answer: { order_id: 4 }, reconciled: false });
		expect(sent).toBe(2);
	});

	test('not when a place could not be read', async () => {
		const { result, sent } = await writeOnce([own, {}], { lookedAt: 'Open orders.' });
		expect(result).toMatchObject({ details: { kind: 'unknownOutcome' } });
		expect(sent).toBe(1);
	});

	test('and only once', async () => {
		const { result, sent } = await writeOnce([own, own, {}], absent);
		expect(result).toMatchObject({ details: { kind: 'unknownOutcome' } });
		expect(sent).toBe(2);
	});
});
