/**
 * How an answer of EXMO is read: every envelope of exmo-api/REST.md 1.6 in one place. Success and
 * failure both come with HTTP 200; data comes out without its envelope, everything else as ExmoError.
 */
import { isWrite, type Endpoint } from './endpoints';
import { EXPLAINED_CODES } from '../errors/codes';
import { ExmoError } from '../errors/errors';
import { explainRefusal } from '../errors/explainRefusal';
import { excerpt } from '../money/amounts';
import { parseLosslessJson, plainText } from './json';

export interface HttpReply {
	readonly statusCode: number;
	/** Lower-case names. */
	readonly headers: Readonly<Record<string, unknown>>;
	/** The body as it came, UTF-8. */
	readonly text: string;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const CODED_TEXT = /^(?:Error\s+)?(\d{4,6})\s*:\s*([\s\S]*)$/;

/** `true`, but also `"true"`, `1` and `"1"` (REST.md 13.6). */
const saysTrue = (value: unknown): boolean => ['true', '1'].includes(plainText(value));

/** An answer that says nothing about what became of the request. */
function unreadable(endpoint: Endpoint, title: string, advice: string): ExmoError {
	return new ExmoError({
		title,
		advice: isWrite(endpoint) ? `${advice} Whether the request took effect is not known.` : advice,
		kind: 'network',
		effect: isWrite(endpoint) ? 'unknown' : 'none',
	});
}

/** Maintenance: an order was probably not accepted, but that is to be checked (exmo-api/ERRORS.md 40016). */
const checkedLater = (endpoint: Endpoint, refused: ExmoError): ExmoError =>
	refused.details.kind === 'maintenance' && isWrite(endpoint)
		? refused.with({
				// The advice for a read is to try again: a write would then be sent twice
				advice: 'Whether the request took effect is not known; look when EXMO is back.',
				words: undefined,
				effect: 'unknown',
			})
		: refused;

/** EXMO's refusals of writes have a code, as far as is known: without one, a gateway may have spoken. */
const withoutCode = (endpoint: Endpoint, refused: ExmoError): ExmoError =>
	refused.details.code === undefined && isWrite(endpoint)
		? refused.with({ kind: 'network', effect: 'unknown' })
		: refused;

const isExplained = ({ details }: ExmoError): boolean =>
	EXPLAINED_CODES.includes(details.code ?? '') || details.retryAfterMs !== undefined;

function refusal(body: JsonObject): ExmoError | undefined {
	if (body.s === 'error') return explainRefusal(undefined, plainText(body.errmsg)); // ERR-E
	if (isObject(body.error)) {
		// ERR-D: the code may be a number or a string
		const { code, msg } = body.error;
		return explainRefusal(plainText(code) || undefined, plainText(msg));
	}
	const text = typeof body.error === 'string' ? body.error : '';
	const isOdd = !['', undefined, null].includes(body.error as string) && text === '';
	if (isOdd) return explainRefusal(undefined, `error is ${excerpt(body.error)}`);
	const failed = text !== '' || ('result' in body && !saysTrue(body.result));
	if (!failed) return undefined;
	const [, code, words] = CODED_TEXT.exec(text) ?? [undefined, undefined, text];
	return explainRefusal(code, words); // ERR-A, ERR-B, ERR-C
}

/** Drops EXMO's `result` and `error`: n8n's Retry On Fail takes an item with `error` for a failure. */
function withoutEnvelope(body: JsonObject): JsonObject {
	const { result, error, ...data } = body;
	return result === undefined && error === undefined ? body : data;
}

function retryAfterMs(headers: HttpReply['headers']): number | undefined {
	const seconds = Number(headers['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : undefined;
}

function checkStatus(endpoint: Endpoint, { statusCode, headers }: HttpReply): void {
	if (statusCode >= 200 && statusCode < 300) return;
	if (statusCode >= 300 && statusCode < 400) {
		throw unreadable(
			endpoint,
			'The exchange answered with a redirect, which is not followed',
			'A key must not travel to another address.',
		).with({ reason: 'redirect' });
	}
	if (statusCode === 429) {
		// Never reported of EXMO (REST.md 1.5): who sent it, and after what, is not known
		throw unreadable(
			endpoint,
			'The exchange is receiving too many requests (HTTP 429)',
			'Wait a little before the next try.',
		).with({ kind: 'rateLimit', retryAfterMs: retryAfterMs(headers) });
	}
	throw unreadable(
		endpoint,
		`The exchange answered with HTTP ${statusCode} instead of data`,
		statusCode >= 500
			? 'The exchange or its gateway has trouble; try again in a few minutes.'
			: 'The exchange or a gateway before it turned the request away.',
	);
}

/**
 * EXMO's data from one HTTP reply, without the envelope.
 * @throws ExmoError for everything that is not a success
 */
export function readReply(endpoint: Endpoint, reply: HttpReply): unknown {
	const text = reply.text.replace(/^\uFEFF/, '').trim();
	let body: unknown;
	try {
		body = parseLosslessJson(text);
	} catch {
		checkStatus(endpoint, reply);
		const isHtml = /^<(?:!doctype|html|head|body|\?xml)/i.test(text);
		throw unreadable(
			endpoint,
			text === ''
				? 'The exchange answered with nothing'
				: isHtml
					? 'The exchange answered with a web page instead of data'
					: 'The exchange answered with something that is not whole JSON',
			isHtml
				? 'This is often the page of a protection service before the exchange; try again later, or from another address.'
				: 'The answer was cut off on its way, or the exchange has trouble.',
		);
	}
	const refused = isObject(body) ? refusal(body) : undefined;
	// EXMO's own code says more than the status around it; a gateway's JSON says nothing about an effect
	if (refused && isExplained(refused)) throw checkedLater(endpoint, refused);
	checkStatus(endpoint, reply);
	if (refused) throw withoutCode(endpoint, refused);
	if (typeof body !== 'object' || body === null) {
		throw unreadable(
			endpoint,
			'The exchange answered with a bare value instead of data',
			"This is not a form that EXMO's answers are known to have.",
		);
	}
	return isObject(body) ? withoutEnvelope(body) : body;
}
