/**
 * Answers that are not what EXMO's are known to be. Each part of each answer is replaced by each of a
 * row of odd values; whatever reads it either copes or says a sentence: never a raw TypeError, never a
 * reproach to the user, never "undefined" in an item.
 */
import { ENDPOINTS, isWrite, type Endpoint } from '../../../../../exmo/api/endpoints.ts';
import { ExmoError } from '../../../../../exmo/errors/errors.ts';
import { checkForm } from '../../../../../exmo/api/forms.ts';
import { parseLosslessJson } from '../../../../../exmo/api/json.ts';
import { NoPairsListed } from '../../../../../exmo/watch/listings.ts';
import { InvalidInput } from '../../../../../nodes/shared/errors/nodeErrors.ts';
import { ANSWERS } from '../../../answers.mts';
import { clientOf, reading, watching } from '../../readings.mts';

const ODD: readonly unknown[] = [
	...[null, 0, -1, 1e30, 2.5, true, '', 'n/a', '1e400', ' '],
	...[[], {}, [null], [[]], { a: null }, [1, 'x', {}], { __proto__: null, length: 3 }],
];

/** The answer once for each of its parts, with an odd value in its place, or with the part left out. */
function* spoilt(value: unknown, odd: unknown): Generator<unknown> {
	yield odd;
	if (typeof value !== 'object' || value === null) return;
	for (const [name, part] of Object.entries(value)) {
		const withPart = (changed: unknown) =>
			Array.isArray(value)
				? value.map((one, index) => (String(index) === name ? changed : one))
				: { ...value, [name]: changed };
		for (const changed of spoilt(part, odd)) yield withPart(changed);
		if (odd === null && !Array.isArray(value)) yield withPart(undefined);
	}
}

const RAW =
	/Cannot|is not a function|not iterable|Unexpected|BigInt|Invalid (?:time|array|Date)|\bundefined\b|\[object|NaN/;

/** What is wrong with the outcome; undefined: nothing. */
async function complaint(run: () => Promise<unknown>): Promise<string | undefined> {
	try {
		const text = JSON.stringify(await run(), (_, value: unknown) =>
			typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value,
		);
		return /\[object|"NaN"|"undefined"/.test(text) ? `item: ${text.slice(0, 200)}` : undefined;
	} catch (error) {
		const told = [ExmoError, InvalidInput, NoPairsListed].some((kind) => error instanceof kind);
		const { name, message } = error as Error;
		return told && !RAW.test(message) ? undefined : `${name}: ${message}`;
	}
}

test('every reading endpoint has a sample here, and each sample has its form', () => {
	const paths = Object.values<Endpoint>(ENDPOINTS)
		.filter((endpoint) => !isWrite(endpoint))
		.map(({ path }) => path);
	expect(Object.keys(ANSWERS).sort()).toEqual(paths.sort());
	for (const endpoint of Object.values<Endpoint>(ENDPOINTS)) {
		const text = ANSWERS[endpoint.path];
		if (text !== undefined) checkForm(endpoint, parseLosslessJson(text));
	}
});

test.each([...reading, ...watching])('%s', async (_name, run) => {
	const called = new Set<string>();
	await run(clientOf(ANSWERS, called));
	expect(called.size).toBeGreaterThan(0);
	const complaints = new Set<string>();
	for (const path of called) {
		const answer = parseLosslessJson(ANSWERS[path]);
		for (const odd of ODD) {
			for (const changed of spoilt(answer, odd)) {
				const text = JSON.stringify(changed) ?? 'null';
				const found = await complaint(
					async () => await run(clientOf({ ...ANSWERS, [path]: text })),
				);
				if (found !== undefined) complaints.add(`${path} ${text.slice(0, 120)} -> ${found}`);
			}
		}
	}
	expect([...complaints].slice(0, 8)).toEqual([]);
});

test('the sentence names the method and the place', () => {
	const call = (path: string, text: string) => async () =>
		checkForm(
			Object.values<Endpoint>(ENDPOINTS).find((one) => one.path === path) as Endpoint,
			parseLosslessJson(text),
		);
	const begins = "EXMO's answer to user_trades has a form that this package does not know: ";
	return Promise.all([
		expect(call('user_trades', '{"BTC_USD":[{"trade_id":null}]}')()).rejects.toThrow(
			`${begins}BTC_USD[0].trade_id is null`,
		),
		expect(call('user_trades', '"x"')()).rejects.toThrow(`${begins}it is "x"`),
		expect(call('user_trades', '{"BTC_USD":5}')()).rejects.toThrow(`${begins}BTC_USD is 5`),
		expect(call('user_info', '{"balances":{"BTC":"EX-CODE_secret"}}')()).rejects.toThrow(
			/balances\.BTC is "EX-CODE_…/,
		),
	]);
});
