/**
 * Signing of private requests (exmo-api/REST.md 1.3): HMAC-SHA512 over the very bytes of the form
 * body, hex, in the header Sign; the API key in the header Key.
 */
import { createHmac } from 'node:crypto';

import { SigningRefused, UnusableKey } from './signersError';

/** Parameters of a request; undefined ones are left out (an empty `price=` is refused, REST.md 13.22). */
export type Params = Record<string, string | number | bigint | boolean | undefined>;

export interface ApiKey {
	/** `K-` and 40 hex digits. */
	readonly apiKey: string;
	/** `S-` and 40 hex digits; signs with its prefix. */
	readonly apiSecret: string;
}

function checkPart(label: string, value: string, prefix: string, otherPrefix: string): void {
	const tell = (what: string) => {
		throw new UnusableKey(`The ${label} ${what}.`, { reason: 'unusableKey' });
	};
	if (value === '') tell('is empty');
	if (value !== value.trim())
		tell('begins or ends with a space or a line break; paste it again without');
	if (/^["'`‘’“”]|["'`‘’“”]$/.test(value)) tell('stands in quotes; paste it again without them');
	if (/\s/.test(value)) tell('has a space or a line break inside');
	if (/[^\x21-\x7e]/.test(value)) {
		tell('has an invisible or foreign character in it; copy it again'); // a header cannot carry it
	}
	if (value.startsWith(otherPrefix)) {
		tell(`begins with ${otherPrefix}: key and secret have changed places`);
	}
	if (!value.startsWith(prefix)) tell(`does not begin with ${prefix}, as every EXMO ${label} does`);
}

/** @throws UnusableKey when key or secret are empty, swapped, quoted or hold stray spaces */
export function checkKey({ apiKey, apiSecret }: ApiKey): void {
	if (apiKey === '' && apiSecret === '') {
		throw new UnusableKey(
			'There is no API key. Public market data works without one; everything else needs a key and its secret.',
			{ reason: 'noKey' },
		);
	}
	checkPart('API key', apiKey, 'K-', 'S-');
	checkPart('API secret', apiSecret, 'S-', 'K-');
}

/** A parameter's name for an error. Anything unusual is not shown: it could be a secret in the wrong place. */
export const quoteName = (name: string): string =>
	/^[A-Za-z_]{1,40}(?:\[\w{0,10}\])*$/.test(name) ? ` "${name}"` : ' of this name';

/** @throws SigningRefused for what has no one text: lists, objects, numbers that were rounded or would get an exponent */
function textOf(name: string, value: unknown): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'boolean' || typeof value === 'bigint') return String(value);
	const refuse = (what: string) =>
		new SigningRefused(`The parameter${quoteName(name)} is ${what}. Write it as text.`);
	if (typeof value !== 'number') throw refuse('neither text nor a number');
	if (
		Number.isInteger(value) ? !Number.isSafeInteger(value) : !/^-?\d+\.\d+$/.test(String(value))
	) {
		throw refuse('a number that cannot be written exactly');
	}
	return String(value);
}

/**
 * The parameters as texts, in their order, without those that are null or undefined. Each value is
 * looked at once: what is checked is what is signed and sent.
 * @throws SigningRefused for a value that has no one text, and for a name that comes twice
 */
export function paramTexts(entries: Iterable<readonly [string, unknown]>): Map<string, string> {
	const texts = new Map<string, string>();
	for (const [name, value] of entries) {
		if (value === undefined || value === null) continue;
		if (texts.has(name)) {
			throw new SigningRefused(`The body has two parameters${quoteName(name)}.`);
		}
		texts.set(name, textOf(name, value));
	}
	return texts;
}

/**
 * The form body of the parameters: application/x-www-form-urlencoded, in their order.
 * @throws SigningRefused as paramTexts
 */
export const formBody = (params: Params): string =>
	new URLSearchParams([...paramTexts(Object.entries(params))]).toString();

const hmac = (secret: string, message: string) => createHmac('sha512', secret).update(message);

/** The header Sign for a REST body: lowercase hex, 128 digits. */
export const signBody = (body: string, apiSecret: string): string =>
	hmac(apiSecret, body).digest('hex');

/** The field `sign` of a WebSocket login: base64 over key and nonce (exmo-api/WEBSOCKET.md 2.1). */
export const signLogin = ({ apiKey, apiSecret }: ApiKey, nonce: bigint): string =>
	hmac(apiSecret, apiKey + nonce.toString()).digest('base64');
