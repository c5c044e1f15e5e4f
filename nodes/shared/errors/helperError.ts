/**
 * What n8n's HTTP helper says of a request without a reply, in every version. n8n-workflow up to
 * 2.33.2 hides the `cause` of its errors (a class field of that name lies over it): what is left
 * there is `httpCode`, which then holds Node's code, and the texts of the hidden error.
 */
import { SigningRefused, UnusableKey } from '../../../exmo/api/signersError';
import { ExmoError } from '../../../exmo/errors/errors';

/** As much of an error as any version of n8n, axios or Node.js fills in. */
type AnyError = Error & {
	readonly code?: unknown;
	readonly httpCode?: unknown;
	readonly syscall?: unknown;
	readonly errors?: readonly unknown[];
	readonly description?: unknown;
	readonly messages?: readonly unknown[];
};

/**
 * What the signer throws comes back through n8n's helper; its `code`, a sentence, gets through as
 * `httpCode` where `cause` does not. Codes of Node.js and of HTTP are one word.
 */
const IS_SENTENCE = /^\S+ .+\.$/s;
/** What the sentences of UnusableKey and UnusableAddress begin with (credentials/wording.ts). */
const ABOUT_CREDENTIAL = /^(?:The credential|Plain http)/;

/** Calls of Node.js that come before anything of a request is sent. */
const CALLS_BEFORE_SENDING = ['connect', 'getaddrinfo'];

/** The same in a text: "connect ECONNREFUSED 127.0.0.1:1"; several addresses are joined by " | ". */
const FAILED_BEFORE_SENDING = /^(?:connect|getaddrinfo) E[A-Z]/;

/** Node.js, of a server that hangs up during the TLS handshake: what is to be sent waits for its end. */
const NO_HANDSHAKE =
	'Client network socket disconnected before secure TLS connection was established';

/** n8n's SSRF protection, which looks at an address before it is connected to. Signed requests follow no redirects. */
const IS_BLOCKED =
	/^The request was blocked because (?:it resolves to a restricted IP address|the destination hostname is restricted)/;

const CODE = /^[A-Z][A-Z0-9_]+$/;
const CODE_IN_TEXT =
	/\bE(?:CONN[A-Z]+|NOTFOUND|AI_AGAIN|HOSTUNREACH|NETUNREACH|(?:SOCKET)?TIMEDOUT|PIPE|PROTO)\b/;

/** The error and what caused it, from the outside in: n8n wraps the HTTP library's error. */
function chainOf(error: unknown): Error[] {
	const chain: Error[] = [];
	for (let inner = error; inner instanceof Error; inner = inner.cause) {
		if (chain.includes(inner)) break;
		chain.push(inner);
	}
	return chain;
}

/** The errors of the chain; one for several addresses stands for its errors, too. */
const withEach = (chain: readonly Error[]): AnyError[] =>
	chain.flatMap((error: AnyError) => [
		error,
		...(error.errors ?? []).filter((each) => each instanceof Error),
	]);

const textsOf = (chain: readonly Error[]): string[] =>
	chain
		.flatMap(({ message, description, messages }: AnyError) => [
			message,
			description,
			...(messages ?? []),
		])
		.filter((text) => typeof text === 'string');

/** The innermost code: ECONNREFUSED, ERR_CANCELED; empty when there is none to be seen. */
function codeOf(chain: readonly Error[]): string {
	const codes = withEach(chain).flatMap(({ code, httpCode }) => [httpCode, code]);
	const code = codes.findLast((one) => typeof one === 'string' && CODE.test(one));
	if (code !== undefined) return String(code);
	const text = textsOf(chain).findLast((one) => CODE_IN_TEXT.test(one));
	return CODE_IN_TEXT.exec(text ?? '')?.[0] ?? '';
}

/** Whether the error proves that nothing of the request was sent. */
function isBeforeSending(chain: readonly Error[]): boolean {
	const texts = textsOf(chain);
	if (texts.includes(NO_HANDSHAKE)) return true;
	const calls = withEach(chain).flatMap(({ syscall }) =>
		typeof syscall === 'string' ? [syscall] : [],
	);
	if (calls.length > 0) return calls.every((call) => CALLS_BEFORE_SENDING.includes(call));
	return texts.some((text) => text.split(' | ').every((part) => FAILED_BEFORE_SENDING.test(part)));
}

export interface HelperError {
	/** A code of Node.js or of the HTTP library, or empty. */
	readonly code: string;
	readonly isBeforeSending: boolean;
	/** Whether n8n's SSRF protection did not let it through. */
	readonly isBlocked: boolean;
}

export function readHelperError(error: unknown): HelperError {
	const chain = chainOf(error);
	const isBlocked = textsOf(chain).some((text) => IS_BLOCKED.test(text));
	return { code: codeOf(chain), isBeforeSending: isBlocked || isBeforeSending(chain), isBlocked };
}

/** The signer's own error in what n8n made of it, or undefined. */
export function signersError(error: unknown): Error | undefined {
	const chain = chainOf(error);
	const own = chain.find((one) => one instanceof ExmoError);
	if (own) return own;
	const sentence = withEach(chain).find(({ httpCode }) => IS_SENTENCE.test(String(httpCode)));
	if (!sentence) return undefined;
	const text = String(sentence.httpCode);
	return ABOUT_CREDENTIAL.test(text) ? new UnusableKey(text) : new SigningRefused(text);
}
