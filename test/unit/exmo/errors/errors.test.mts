import { EXPLAINED_CODES } from '../../../../exmo/errors/codes.ts';
import type { ErrorKind } from '../../../../exmo/errors/errors.ts';
import { explainRefusal } from '../../../../exmo/errors/explainRefusal.ts';

import { errorClasses } from '../../../harness/facts.mts';

/** What the classes of exmo-api/ERRORS.md 7 are called here. */
const KINDS: Readonly<Record<string, ErrorKind>> = {
	'credential problem': 'credential',
	permission: 'permission',
	nonce: 'nonce',
	rate: 'rateLimit',
	temporary: 'maintenance',
	'not found': 'notFound',
	funds: 'funds',
	'invalid input': 'invalidInput',
};
const classified = [...errorClasses()].flatMap(([name, codes]) =>
	codes.map((code) => [code, KINDS[name]] as const),
);

test('every code of the fact sheet is explained, and no other', () => {
	expect([...EXPLAINED_CODES].sort()).toEqual(classified.map(([code]) => code).sort());
});

test.each(classified)('%s says what happened and what to do: %s', (code, kind) => {
	const { message, details } = explainRefusal(code, "EXMO's  own\nwords");
	expect(details).toMatchObject({ code, kind });
	expect(details.title).toMatch(/^[A-Z].{10,}[^.\s]$/);
	expect(details.advice).toMatch(/^[A-Z].{10,}\.$/);
	expect(details.words).toBe(`${code}: EXMO's own words`);
	expect(message).toBe(details.title);
});

test.each(classified)('%s without words of EXMO does not pretend to quote any', (code) => {
	expect(explainRefusal(code, '').details.words).toBeUndefined();
});

test('whatever EXMO refuses had no effect, and only a nonce and the rate limit are worth another try', () => {
	for (const code of [...EXPLAINED_CODES, '99999', undefined]) {
		expect(explainRefusal(code, 'No').effect).toBe('refused');
	}
	const worth = EXPLAINED_CODES.filter((code) =>
		['nonce', 'rateLimit'].includes(explainRefusal(code, '').kind),
	);
	expect(worth.sort()).toEqual(['40009', '40034']);
});

test('40009 tells the nonce that stood in the way, of whatever length', () => {
	const text = (nonce: string) =>
		`The nonce parameter is less or equal than what was used before "${nonce}"`;
	const usedNonce = (words: string) => explainRefusal('40009', words).details.usedNonce;
	expect(usedNonce(text('1700000000001'))).toBe(1700000000001n);
	expect(usedNonce(text('1700000000000000001'))).toBe(1700000000000000001n);
	expect(usedNonce('The nonce parameter is bad')).toBeUndefined();
});

test('"Retry after" is obeyed, with and without a code', () => {
	const text = 'API rate limit exceeded for 203.0.113.7. Retry after 60 sec.';
	for (const code of [undefined, '40034', '99999']) {
		const { details } = explainRefusal(code, text);
		expect(details).toMatchObject({
			kind: 'rateLimit',
			effect: 'refused',
			retryAfterMs: 60_000,
		});
		expect(details.title).toContain('60 seconds');
	}
});

test.each([
	['range period is too long', 'at most 3000'],
	['strconv.ParseInt: parsing "": invalid syntax', 'unix seconds'],
])('the candles text %j is explained', (text, advice) => {
	const { details } = explainRefusal(undefined, text);
	expect(details.kind).toBe('invalidInput');
	expect(details.advice).toContain(advice);
	expect(details.words).toBe(text);
});

describe('what is not in the fact sheet is shown as it is', () => {
	test.each(['10325', '99999', 'constructor', 'toString', ''])('the code %j', (code) => {
		const { details } = explainRefusal(code, 'Something  new');
		expect(details).toMatchObject({ title: 'EXMO refused: Something new', kind: 'refused', code });
		expect(details.advice).toContain(`code ${code} is not documented`);
	});

	test('a text without a code', () => {
		const { details } = explainRefusal(undefined, 'Something new');
		expect(details).toMatchObject({ title: 'EXMO refused: Something new', kind: 'refused' });
		expect(details.code).toBeUndefined();
	});

	test('nothing at all', () => {
		expect(explainRefusal(undefined, '').message).toBe('EXMO refused the request without a reason');
	});

	test('a wall of text is cut to a bearable length', () => {
		expect(explainRefusal('99999', 'x'.repeat(100_000)).message.length).toBeLessThan(400);
		expect(explainRefusal('40005', 'x'.repeat(100_000)).details.words?.length).toBeLessThan(400);
	});
});

test('with() changes only what it is told to', () => {
	const error = explainRefusal('40016', 'Maintenance work in progress');
	const changed = error.with({ effect: 'unknown' });
	expect(changed.details).toEqual({ ...error.details, effect: 'unknown' });
	expect(error.effect).toBe('refused');
});

test('changed advice is not what the code says any more', () => {
	const error = explainRefusal('50052', 'Insufficient funds');
	expect(error.details.reason).toBe('50052');
	expect(error.with({ title: 'Other' }).details.reason).toBe('50052');
	expect(error.with({ advice: 'Other.' }).details.reason).toBeUndefined();
});
