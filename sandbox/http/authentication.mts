import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Exchange, KnownKey } from '../exchange/exchange.mts';
import type { Permission } from '../exchange/accounts.mts';
import { Refusal, refuse } from '../exchange/refusal.mts';
import { Params } from './params.mts';

export type Access = 'public' | Permission;

/** A private request as it came over the wire. */
export interface SignedRequest {
	key: string | undefined;
	sign: string | undefined;
	/** The bytes after the question mark. */
	query: string;
	/** The body's bytes: these are what is signed (exmo-api/REST.md 1.3). */
	body: Buffer;
}

/**
 * Who is asking? Checks in the order of exmo-api/REST.md 12: query string, key, signature. The
 * texts are those of exmo-api/ERRORS.md 1. Throws a Refusal.
 */
export function identify(exchange: Exchange, request: SignedRequest): KnownKey {
	if (request.query !== '') {
		throw new Refusal(40038, 'GET parameters are forbidden in POST requests');
	}
	if (!request.key) {
		throw new Refusal(40003, "Authorization error, http header 'Key' not specified");
	}
	const known = exchange.keys.get(request.key);
	if (!known) throw new Refusal(40017, 'Wrong API Key');
	if (!request.sign) {
		throw new Refusal(40004, "Authorization error, http header 'Sign' not specified");
	}
	if (!isSigned(request.body, known.secret, request.sign)) {
		throw new Refusal(40005, 'Authorization error, Incorrect signature');
	}
	return known;
}

function isSigned(body: Buffer, secret: string, sign: string): boolean {
	const expected = Buffer.from(createHmac('sha512', secret).update(body).digest('hex'));
	const given = Buffer.from(sign);
	return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * Uses a nonce up: it has to be above every one that this key has used (exmo-api/REST.md 1.4). That a
 * refusal may leave out the number that was used is our invention.
 */
export function useNonce(known: KnownKey, params: Params, namesNonce = true): void {
	const value = params.text('nonce');
	if (!/^\d{1,30}$/.test(value) || BigInt(value) === 0n) throw refuse.notANumber('nonce');
	const nonce = BigInt(value);
	if (nonce <= known.lastNonce) {
		throw new Refusal(
			40009,
			`The nonce parameter is less or equal than what was used before${namesNonce ? ` "${known.lastNonce}"` : ''}`,
		);
	}
	known.lastNonce = nonce;
}

/** Whether the key may do this. Withdrawals and gift codes are enabled by Support: 10519. */
export function permit(known: KnownKey, access: Permission): void {
	if (known.permissions.includes(access)) return;
	if (access === 'withdraw' || access === 'excode') throw refuse.methodNotAllowed();
	throw new Refusal(40032, 'Access is denied for this API key');
}
