import fc from 'fast-check';
import { ENDPOINTS, type Endpoint } from '../../../../exmo/api/endpoints.ts';
import { ExmoError, type ExmoErrorDetails } from '../../../../exmo/errors/errors.ts';
import { readReply, type HttpReply } from '../../../../exmo/api/reply.ts';

const READ = ENDPOINTS.userInfo;
const WRITE = ENDPOINTS.orderCreate;

const reply = (text: string, changes: Partial<HttpReply> = {}): HttpReply => ({
	statusCode: 200,
	headers: { 'content-type': 'application/json; charset=utf-8' },
	text,
	...changes,
});

/** The details of the error that the reply is read as. Fails when it is read as a success. */
function failure(endpoint: Endpoint, answer: HttpReply): ExmoErrorDetails {
	try {
		throw new Error(`Read as a success: ${JSON.stringify(readReply(endpoint, answer))}`);
	} catch (error) {
		if (error instanceof ExmoError) return error.details;
		throw error;
	}
}

describe('successes (exmo-api/REST.md 1.6)', () => {
	test.each<[string, string, unknown]>([
		['OK-1, an object', '{"uid":1,"balances":{}}', { uid: 1, balances: {} }],
		['OK-1, an array', '["BTC","USD"]', ['BTC', 'USD']],
		['OK-2', '{"result":true,"error":"","order_id":51234567890}', { order_id: 51234567890 }],
		['OK-2, other order', '{"order_id":1,"error":"","result":true}', { order_id: 1 }],
		['OK-2 with "true"', '{"result":"true","order_id":1}', { order_id: 1 }],
		['OK-2 with 1', '{"result":1,"error":"","order_id":1}', { order_id: 1 }],
		['OK-2 with "1"', '{"result":"1","error":null,"order_id":1}', { order_id: 1 }],
		['OK-2 without data', '{"result":true,"error":""}', {}],
		['OK-3', '{}', {}],
		['an empty list', '[]', []],
		['no candles', '{"s":"no_data","nextTime":1}', { s: 'no_data', nextTime: 1 }],
		[
			'long ids',
			'{"parent_order_id":812345678901234567}',
			{ parent_order_id: '812345678901234567' },
		],
		['a BOM before it', '\uFEFF{"uid":1}', { uid: 1 }],
		['white space around it', '\r\n {"uid":1}\n', { uid: 1 }],
	])('%s', (_name, text, data) => {
		expect(readReply(WRITE, reply(text))).toEqual(data);
	});

	test('an error of a row is a field like any other', () => {
		const text = '{"items":[{"operation_id":1,"error":"Wrong address","result":false}],"count":1}';
		expect(readReply(ENDPOINTS.walletOperations, reply(text))).toEqual(JSON.parse(text));
	});

	test.each(['text/html', 'text/plain', undefined])(
		'the content type %s changes nothing',
		(type) => {
			expect(readReply(READ, reply('{"uid":1}', { headers: { 'content-type': type } }))).toEqual({
				uid: 1,
			});
		},
	);

	test.each([200, 201, 202, 299])('HTTP %d', (statusCode) => {
		expect(readReply(READ, reply('{"uid":1}', { statusCode }))).toEqual({ uid: 1 });
	});

	test("EXMO's envelope never gets out, whatever else is in the reply", () => {
		const rows = fc.dictionary(fc.string(), fc.jsonValue());
		fc.assert(
			fc.property(rows, fc.constantFrom(true, 'true', 1, '1'), (row, result) => {
				fc.pre(row.s !== 'error');
				const data = readReply(WRITE, reply(JSON.stringify({ ...row, result, error: '' })));
				expect(data).not.toHaveProperty('result');
				expect(data).not.toHaveProperty('error');
			}),
		);
	});
});

describe('refusals (exmo-api/REST.md 1.6)', () => {
	test.each<[string, string, Partial<ExmoErrorDetails>]>([
		[
			'ERR-A',
			'{"result":false,"error":"Error 40017: Wrong API Key"}',
			{ code: '40017', kind: 'credential' },
		],
		[
			'ERR-A, other order',
			'{"error":"Error 50052: Insufficient funds","result":false}',
			{ code: '50052', kind: 'funds' },
		],
		['ERR-A, "false"', '{"result":"false","error":"Error 40017: x"}', { code: '40017' }],
		['ERR-A, 0', '{"result":0,"error":"Error 40017: x"}', { code: '40017' }],
		['ERR-A, without result', '{"error":"Error 40017: Wrong API Key"}', { code: '40017' }],
		[
			'ERR-A, true but with an error',
			'{"result":true,"error":"Error 40017: x"}',
			{ code: '40017' },
		],
		['ERR-A, six digits', '{"result":false,"error":"Error 140333: x"}', { code: '140333' }],
		['ERR-A, several lines', '{"result":false,"error":"Error 40017: a\\nb"}', { code: '40017' }],
		[
			'ERR-A, an unknown code',
			'{"result":false,"error":"Error 77777: New"}',
			{ code: '77777', kind: 'refused' },
		],
		['ERR-A, no error', '{"result":false}', { kind: 'refused' }],
		['ERR-A, an empty error', '{"result":false,"error":""}', { kind: 'refused' }],
		['ERR-A, null', '{"result":null}', { kind: 'refused' }],
		[
			'ERR-B',
			'{"result":false,"error":"40009: The nonce parameter is less or equal than what was used before \\"1700000000000000001\\""}',
			{ code: '40009', kind: 'nonce', usedNonce: 1700000000000000001n, effect: 'refused' },
		],
		[
			'ERR-C',
			'{"result":false,"error":"API rate limit exceeded for 203.0.113.7. Retry after 60 sec.","history":[],"begin":1760000000,"end":1760086399}',
			{ kind: 'rateLimit', retryAfterMs: 60_000, effect: 'refused' },
		],
		[
			'ERR-D, a number',
			'{"error":{"code":191021,"msg":"complex order not found"}}',
			{ code: '191021', kind: 'notFound' },
		],
		[
			'ERR-D, a string',
			'{"error":{"code":"140434","msg":"Your margin balance is not sufficient"}}',
			{ code: '140434', kind: 'funds' },
		],
		[
			'ERR-D, no code',
			'{"error":{"msg":"Something new"}}',
			{ kind: 'refused', title: 'EXMO refused: Something new' },
		],
		['ERR-D, empty', '{"error":{}}', { kind: 'refused' }],
		['ERR-E', '{"s":"error","errmsg":"range period is too long"}', { kind: 'invalidInput' }],
		[
			'ERR-E, unknown',
			'{"s":"error","errmsg":"new"}',
			{ kind: 'refused', title: 'EXMO refused: new' },
		],
		['ERR-E, no text', '{"s":"error"}', { kind: 'refused' }],
	])('%s', (_name, text, details) => {
		expect(failure(READ, reply(text))).toMatchObject(details);
	});

	test('a refusal with a code had no effect, except perhaps during maintenance', () => {
		const refusal = (words: string) => reply(JSON.stringify({ result: false, error: words }));
		expect(failure(WRITE, refusal('Error 50052: Insufficient funds')).effect).toBe('refused');
		expect(failure(WRITE, refusal('Error 77777: New')).effect).toBe('refused');
		const maintenance = refusal('Error 40016: Maintenance work in progress');
		expect(failure(WRITE, maintenance)).toMatchObject({
			title: 'EXMO is under maintenance',
			advice: 'Whether the request took effect is not known; look when EXMO is back.',
			kind: 'maintenance',
			effect: 'unknown',
		});
		expect(failure(READ, maintenance).effect).toBe('refused');
		expect(failure(READ, maintenance).advice).toMatch(/^Try again in a few minutes\./);
	});

	test.each([400, 401, 403, 429, 500, 502, 503])(
		"EXMO's code says more than HTTP %d",
		(statusCode) => {
			const answer = reply('{"result":false,"error":"Error 40017: Wrong API Key"}', { statusCode });
			expect(failure(WRITE, answer)).toMatchObject({ code: '40017', kind: 'credential' });
		},
	);
});

describe('what says nothing about the request', () => {
	const html = '<!DOCTYPE html><html><body>secret-page</body></html>';
	const cut = '{"result":true,"error":"","order_id":5123';

	test.each<[string, HttpReply, Partial<ExmoErrorDetails>]>([
		['nothing', reply(''), { title: 'The exchange answered with nothing' }],
		['a BOM alone', reply('\uFEFF'), { title: 'The exchange answered with nothing' }],
		['white space alone', reply(' \r\n'), { title: 'The exchange answered with nothing' }],
		[
			'HTML after a line break',
			reply(`\n${html}`),
			{ title: expect.stringContaining('a web page') as string },
		],
		['HTTP 204', reply('', { statusCode: 204 }), { title: 'The exchange answered with nothing' }],
		['HTML', reply(html), { title: 'The exchange answered with a web page instead of data' }],
		['cut off', reply(cut), { title: expect.stringContaining('not whole JSON') as string }],
		[
			'not JSON',
			reply('Bad gateway'),
			{ title: expect.stringContaining('not whole JSON') as string },
		],
		...['null', 'true', '42', '"OK"', '812345678901234567'].map(
			(text): [string, HttpReply, Partial<ExmoErrorDetails>] => [
				`the bare value ${text}`,
				reply(text),
				{ title: 'The exchange answered with a bare value instead of data' },
			],
		),
		...[300, 301, 302, 303, 307, 308, 304].map(
			(statusCode): [string, HttpReply, Partial<ExmoErrorDetails>] => [
				`HTTP ${statusCode}`,
				reply('{"uid":1}', { statusCode, headers: { location: 'https://evil.example' } }),
				{ title: 'The exchange answered with a redirect, which is not followed' },
			],
		),
		...[400, 401, 403, 404, 500, 502, 503, 504, 100, 0].flatMap((statusCode) =>
			['', html, '{"uid":1}', '{"message":"Bad Gateway"}', '{"error":"Bad Gateway"}', cut].map(
				(text): [string, HttpReply, Partial<ExmoErrorDetails>] => [
					`HTTP ${statusCode} with ${text.slice(0, 25)}`,
					reply(text, { statusCode }),
					{ title: `The exchange answered with HTTP ${statusCode} instead of data` },
				],
			),
		),
	])('%s', (_name, answer, details) => {
		expect(failure(READ, answer)).toMatchObject({
			...details,
			kind: 'network',
			effect: 'none',
		});
		const ofWrite = failure(WRITE, answer);
		expect(ofWrite).toMatchObject({ ...details, kind: 'network', effect: 'unknown' });
		expect(ofWrite.advice).toContain('Whether the request took effect is not known.');
		expect(`${ofWrite.title} ${ofWrite.advice}`).not.toMatch(/<|secret-page|evil/);
	});

	test.each([
		['7', 7000],
		['0.5', 500],
		[undefined, undefined],
		['soon', undefined],
		['-1', undefined],
		['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
	])('HTTP 429 with Retry-After %s', (value, retryAfterMs) => {
		const answer = reply(html, { statusCode: 429, headers: { 'retry-after': value } });
		expect(failure(WRITE, answer)).toMatchObject({ kind: 'rateLimit', effect: 'unknown' });
		expect(failure(WRITE, answer).retryAfterMs).toBe(retryAfterMs);
		expect(failure(READ, answer).effect).toBe('none');
	});

	test('whatever comes, it is data or an ExmoError, and a write never counts as refused without a code', () => {
		const texts = fc.oneof(fc.json(), fc.string(), fc.constantFrom(html, cut, ''));
		fc.assert(
			fc.property(texts, fc.integer({ min: 100, max: 599 }), (text, statusCode) => {
				try {
					readReply(WRITE, reply(text, { statusCode }));
					expect(statusCode).toBeGreaterThanOrEqual(200);
					expect(statusCode).toBeLessThan(300);
				} catch (error) {
					if (!(error instanceof ExmoError)) throw error;
					const { code, effect, retryAfterMs } = error.details;
					if (code === undefined && retryAfterMs === undefined) expect(effect).toBe('unknown');
				}
			}),
			{ numRuns: 1000 },
		);
	});
});
