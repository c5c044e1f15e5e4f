import { SigningRefused } from '../../../../../exmo/api/signersError.ts';
import {
	ENDPOINTS,
	isWrite,
	type Endpoint,
	type WriteEndpoint,
} from '../../../../../exmo/api/endpoints.ts';
import { ExmoError, type ExmoErrorDetails } from '../../../../../exmo/errors/errors.ts';
import { reconcile, type Effort, type Finding } from '../../../../../exmo/reconcile/attempts.ts';
import type { ExmoClient } from '../../../../../nodes/shared/exchange/client.ts';
import type { WriteRecord } from '../../../../../nodes/shared/exchange/runMemory.ts';
import type { Transport } from '../../../../../nodes/shared/exchange/transport.ts';
import { nothing, type Twin, type Write } from '../../../../../nodes/shared/exchange/write.ts';
import { Writer } from '../../../../../nodes/shared/exchange/writer.ts';
import { VirtualClock } from '../../../virtualClock.mts';

const error = (details: Partial<ExmoErrorDetails>) =>
	new ExmoError({
		...{ title: 'Refused', advice: 'By EXMO.', kind: 'network', effect: 'refused' },
		...details,
	});
const lost = error({ title: 'The connection broke', effect: 'unknown' });
const overtaken = error({ kind: 'nonce', nonceInTheWay: 'other' });
const ownNonce = error({ kind: 'nonce', nonceInTheWay: 'own' });
const tooMany = error({ kind: 'rateLimit' });
const poor = error({ title: 'No funds', kind: 'funds' });
const absent: Finding<never> = { searched: 'It is nowhere.', isAbsent: true };
const unreadable: Finding<never> = { searched: 'The lists could not be read.' };

interface World {
	readonly endpoint?: WriteEndpoint;
	readonly record?: WriteRecord<string, undefined, unknown>;
	/** One search after the other; the last is repeated. */
	readonly findings?: ReadonlyArray<Finding<unknown>>;
	readonly readAnswer?: (data: unknown) => unknown;
	readonly twin?: Twin;
	readonly isStopped?: boolean;
	readonly recheck?: () => Promise<void>;
}

/** One write against scripted answers. */
async function writeOnce(
	answers: unknown[],
	{ endpoint = ENDPOINTS.orderCreate, record = {}, findings = [absent], ...world }: World = {},
) {
	const sent: unknown[] = [];
	const efforts: Effort[] = [];
	const log: string[] = [];
	let [settled, claimed] = [0, 0];
	const transport = {
		request: async () => {
			const answer = answers[sent.length];
			sent.push(answer);
			if (answer instanceof Error) throw answer;
			return answer;
		},
		learnNonce: async () => {},
	} as unknown as Transport;
	const client = {
		isStopped: world.isStopped ?? false,
		log: (text: string) => void log.push(text),
		waits: { queueMs: 60_000 },
		notBefore: () => 0,
	} as unknown as ExmoClient;
	const write: Write<string, undefined, unknown> = {
		endpoint,
		note: nothing,
		params: () => ({}),
		what: () => 'the order',
		howToCheck: () => 'Look yourself.',
		readAnswer: world.readAnswer ?? ((data) => data),
		reconcile: async (_client, _sending, effort) => {
			efforts.push(effort);
			return findings[Math.min(efforts.length, findings.length) - 1];
		},
		settleTwin: async (_client, _sending, { answer }) => {
			settled += 1;
			return { answer, twin: world.twin };
		},
		claim: () => void (claimed += 1),
	};
	const { recheck } = world;
	const result = await new Writer(client, transport)
		.carryOut(record, write, 'the plan', { recheck })
		.catch((failure: unknown) => failure as ExmoError);
	return { result, sent: sent.length, record, efforts, log, settled, claimed };
}

const unknown = { details: { kind: 'unknownOutcome', effect: 'unknown' } };

describe('an answer', () => {
	test('is the result, and is remembered', async () => {
		const { record, result } = await writeOnce([{ order_id: 1 }]);
		expect(result).toEqual({ answer: { order_id: 1 }, reconciled: false });
		expect(await writeOnce([], { record })).toMatchObject({ result, sent: 0 });
	});

	test.each<[string, (data: unknown) => unknown]>([
		['says nothing', () => undefined],
		['cannot be read', (data) => (data as { id: { text: string } }).id.text],
		[
			'has an amount that is none',
			() => {
				throw error({ effect: 'none' });
			},
		],
	])('that %s counts as lost', async (_what, readAnswer) => {
		const { result, sent, efforts } = await writeOnce([{}, {}], { readAnswer });
		expect(result).toMatchObject(unknown);
		expect({ sent, efforts }).toEqual({ sent: 1, efforts: ['usual'] });
	});

	test('is claimed once: not again by the run that has it from memory, nor without it', async () => {
		const { record, claimed } = await writeOnce([{ order_id: 1 }]);
		expect(claimed).toBe(1);
		expect(await writeOnce([], { record })).toMatchObject({ sent: 0, claimed: 0 });
		expect((await writeOnce([poor])).claimed).toBe(0);
	});

	test('needs no search for a twin', async () => {
		expect((await writeOnce([{ order_id: 1 }])).settled).toBe(0);
	});
});

describe('a lost answer', () => {
	test('is looked up, and what is found is the result', async () => {
		const { result, sent } = await writeOnce([lost], { findings: [{ answer: { order_id: 2 } }] });
		expect(result).toEqual({ answer: { order_id: 2 }, reconciled: true });
		expect(sent).toBe(1);
	});

	test('that shows nowhere is unknown; it is never sent again, nor by the retry of the run', async () => {
		const { result, sent, record } = await writeOnce([lost, {}]);
		expect(result).toMatchObject(unknown);
		expect(sent).toBe(1);
		const again = await writeOnce([{}], { record });
		expect(again).toMatchObject({ sent: 0, result: unknown });
		expect((again.result as ExmoError).details.advice).toContain('The connection broke.');
	});

	test.each(Object.values<Endpoint>(ENDPOINTS).filter(isWrite))(
		'of $path is not sent again',
		async (endpoint) => {
			expect(await writeOnce([lost, {}], { endpoint })).toMatchObject({ sent: 1, result: unknown });
		},
	);
});

/** What may hide that a first delivery was accepted. */
describe.each([
	['overtaken', overtaken, 'once'],
	['refused by a nonce of our own', ownNonce, 'patient'],
	['refused as one request too many', tooMany, 'once'],
] as const)('%s', (_what, suspicious, effort) => {
	test('an order that shows is the result', async () => {
		const findings = [{ answer: { order_id: 3 } }];
		const { result, sent, efforts } = await writeOnce([suspicious], { findings });
		expect(result).toMatchObject({ answer: { order_id: 3 }, reconciled: true });
		expect({ sent, efforts }).toEqual({ sent: 1, efforts: [effort] });
	});

	test('an order that is nowhere is sent again, and a twin is looked for afterwards', async () => {
		const twin = { orderId: '9', cancelled: true, note: 'Order 9 is cancelled' };
		const { result, sent, settled, record } = await writeOnce([suspicious, { order_id: 4 }], {
			twin,
		});
		expect(result).toEqual({ answer: { order_id: 4 }, twin, reconciled: false });
		expect({ sent, settled }).toEqual({ sent: 2, settled: 1 });
		expect(record.what).toBe('the order. Order 9 is cancelled');
	});

	test('an order is not sent again while a list cannot be read', async () => {
		const { result, sent } = await writeOnce([suspicious, {}], { findings: [unreadable] });
		expect(result).toMatchObject(unknown);
		expect(sent).toBe(1);
	});

	test('an order that is then refused for good may have been accepted before: it is looked for', async () => {
		const findings = [absent, { answer: { order_id: 5 } }];
		const { result, efforts } = await writeOnce([suspicious, poor], { findings });
		expect(result).toMatchObject({ answer: { order_id: 5 }, reconciled: true });
		expect(efforts).toEqual([effort, 'patient']);
	});

	test('and when that shows nothing, it is not known', async () => {
		const { result, record } = await writeOnce([suspicious, poor]);
		expect(result).toMatchObject(unknown);
		expect((result as ExmoError).details.advice).toContain('No funds.');
		// A retry looks first
		const found = await writeOnce([], { record, findings: [{ answer: { order_id: 8 } }] });
		expect(found).toMatchObject({ sent: 0, result: { answer: { order_id: 8 } } });
	});

	test('a cancellation is sent again at once: twice changes nothing more', async () => {
		const endpoint = ENDPOINTS.orderCancel;
		const { sent, efforts } = await writeOnce([suspicious, {}], { endpoint });
		expect({ sent, efforts }).toEqual({ sent: 2, efforts: [] });
	});

	test.each([
		ENDPOINTS.withdrawCrypt,
		ENDPOINTS.excodeCreate,
		ENDPOINTS.excodeLoad,
		ENDPOINTS.marginPositionClose,
		ENDPOINTS.marginPositionMarginAdd,
		ENDPOINTS.marginPositionMarginRemove,
	])('$path is never sent again: nothing tells it from another', async (endpoint) => {
		const { result, sent, efforts } = await writeOnce([suspicious, {}], { endpoint });
		expect(result).toMatchObject(unknown);
		expect({ sent, efforts }).toEqual({ sent: 1, efforts: ['usual'] });
	});

	test('is not sent again after a stop', async () => {
		const { sent, result } = await writeOnce([suspicious, {}], { isStopped: true });
		expect(sent).toBe(1);
		expect(result).toMatchObject({ details: { effect: 'unknown' } });
	});

	test('not for ever', async () => {
		const { sent, result, efforts } = await writeOnce(Array<Error>(20).fill(suspicious));
		expect(sent).toBe(5);
		expect(efforts.slice(1, -1)).not.toContain('once'); // once is an accident
		expect(efforts.at(-1)).toBe('patient');
		expect(result).toMatchObject(unknown);
	});
});

test('a write is not sent again later than it may wait for its slot', async () => {
	const later = tooMany.with({ retryAfterMs: 90_000 });
	const { result, sent } = await writeOnce([later, {}]);
	expect(result).toMatchObject(unknown);
	expect(sent).toBe(1);
});

test('what speaks against it by now keeps it from being sent again', async () => {
	const recheck = async () => {
		throw new Error('The price has moved.');
	};
	const { result, sent } = await writeOnce([overtaken, {}], { recheck });
	expect(result).toMatchObject(unknown);
	expect((result as ExmoError).details.advice).toContain('The price has moved.');
	expect(sent).toBe(1);
});

describe('a refusal', () => {
	test('is final, without a look', async () => {
		const { result, sent, efforts } = await writeOnce([poor, {}]);
		expect(result).toBe(poor);
		expect({ sent, efforts }).toEqual({ sent: 1, efforts: [] });
	});

	test('leaves nothing to be remembered', async () => {
		const { record } = await writeOnce([poor]);
		expect((await writeOnce([{ order_id: 6 }], { record })).result).toEqual({
			answer: { order_id: 6 },
			reconciled: false,
		});
	});
});

test('of an unforeseen error nothing can be said: it counts as a lost answer', async () => {
	const { result, efforts, sent } = await writeOnce([new TypeError('x is not a function'), {}]);
	expect(result).toMatchObject(unknown);
	expect({ sent, efforts }).toEqual({ sent: 1, efforts: ['usual'] });
});

test.each([error({ kind: 'rateLimit', effect: 'none' }), new SigningRefused('Not signed')])(
	'what never left is no reason to look: %s',
	async (failure) => {
		const { result, efforts, record } = await writeOnce([failure]);
		expect(result).toBe(failure);
		expect(efforts).toEqual([]);
		expect(record.isUnknown).toBe(false);
	},
);

describe('after a stop, the log tells what became of it', () => {
	test.each<[string, unknown, string]>([
		['done', { order_id: 7 }, 'After the stop: EXMO carried out the order.'],
		['unknown', lost, 'After the stop: it is not known whether EXMO carried out the order.'],
	])('%s', async (_what, answer, line) => {
		expect((await writeOnce([answer], { isStopped: true })).log).toEqual([line]);
	});
});

test('attempts are repeated until one finds it', async () => {
	const clock = new VirtualClock();
	const findings: Array<Finding<string>> = [unreadable, { answer: 'it' }];
	const finding = reconcile(clock, 'usual', async () => findings.shift() ?? absent);
	expect(await clock.until(finding)).toEqual({ answer: 'it' });
	expect(await reconcile(clock, 'once', async () => unreadable)).toBe(unreadable);
});
