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
	const looks: Array<boolean | undefined> = [];
	const call = async () => {
		const answer = answers[sent++];
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const client = { call, waits: { turnMs: 60_000 } } as unknown as ExmoClient;
	const result = await write(client, record, {
		endpoint: ENDPOINTS.orderCreate,
		params: {},
		what: 'the order',
		howToCheck: 'Look.',
		lookUp: async (once) => {
			looks.push(once);
			return found;
		},
	}).catch((error: unknown) => error as ExmoError);
	return { result, sent, record, looks };
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

describe('refused as one request too many', () => {
	const tooMany = new ExmoError({
		title: 'Too many',
		description: '',
		kind: 'rateLimit',
		refusedUntouched: true,
	});

	test('it is looked for once, and sent again when it shows nowhere', async () => {
		const { result, sent, looks } = await writeOnce([tooMany, { order_id: 5 }], absent);
		expect(result).toEqual({ answer: { order_id: 5 }, reconciled: false });
		expect({ sent, looks }).toEqual({ sent: 2, looks: [true] });
	});

	test('had it been delivered twice, the first one shows, and is the result', async () => {
		const { result, sent } = await writeOnce([tooMany], { answer: { order_id: 6 } });
		expect(result).toEqual({ answer: { order_id: 6 }, reconciled: true });
		expect(sent).toBe(1);
	});

	test('when a place could not be read, the refusal is passed on', async () => {
		const unread: LookUp = { lookedAt: 'Open orders.', isAbsent: false };
		const { result, sent } = await writeOnce([tooMany, {}], unread);
		expect(result).toBe(tooMany);
		expect(sent).toBe(1);
	});

	test('when nothing says that it is nowhere, the refusal is passed on', async () => {
		const { result, sent } = await writeOnce([tooMany, {}], { lookedAt: 'Here and there.' });
		expect(result).toBe(tooMany);
		expect(sent).toBe(1);
	});

	test('not for longer than a turn may take', async () => {
		const later = tooMany.with({ retryAfterMs: 90_000 });
		const { result, sent, looks } = await writeOnce([later, {}], absent);
		expect({ result, sent, looks }).toEqual({ result: later, sent: 1, looks: [] });
	});
});
