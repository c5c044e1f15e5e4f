import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Exchange, KnownKey } from '../exchange/exchange.mts';
import { refuseCommand } from './refusals.mts';

/** The fields of a login as they came; the nonce keeps all its digits. */
export interface LoginCommand {
	api_key?: unknown;
	sign?: unknown;
	nonce?: unknown;
}

/**
 * Who logs in? The signature is base64 over key and nonce (exmo-api/WEBSOCKET.md 2.1); the nonce
 * counts with those of REST. What EXMO answers to a bad login is not known: REST's codes stand in.
 * Throws a StreamRefusal.
 */
export function logIn(exchange: Exchange, { api_key, sign, nonce }: LoginCommand): KnownKey {
	const known = exchange.keys.get(String(api_key));
	if (!known) throw refuseCommand.login(40017, 'Wrong API Key');
	const digits = String(nonce ?? '');
	if (!/^\d{1,30}$/.test(digits) || BigInt(digits) === 0n) {
		throw refuseCommand.login(50049, "The 'nonce' parameter must be a positive integer");
	}
	const expected = createHmac('sha512', known.secret)
		.update(known.key + digits)
		.digest('base64');
	if (!equals(expected, String(sign ?? ''))) {
		throw refuseCommand.login(40005, 'Authorization error, Incorrect signature');
	}
	if (BigInt(digits) <= known.lastNonce) {
		throw refuseCommand.login(
			40009,
			`The nonce parameter is less or equal than what was used before "${known.lastNonce}"`,
		);
	}
	known.lastNonce = BigInt(digits);
	if (!known.permissions.includes('read')) {
		throw refuseCommand.login(40032, 'Access is denied for this API key');
	}
	return known;
}

function equals(expected: string, given: string): boolean {
	const [one, other] = [Buffer.from(expected), Buffer.from(given)];
	return one.length === other.length && timingSafeEqual(one, other);
}
