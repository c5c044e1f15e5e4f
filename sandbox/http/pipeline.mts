import type { Exchange, KnownKey } from '../exchange/exchange.mts';
import { Refusal } from '../exchange/refusal.mts';
import { identify, permit, useNonce, type SignedRequest } from './authentication.mts';
import { classic, refusalBody } from './envelopes.mts';
import type { Method } from './method.mts';
import { Params } from './params.mts';
import type { RateLimit } from './rateLimit.mts';

export interface WireRequest extends SignedRequest {
	address: string;
}

export interface Desk {
	exchange: Exchange;
	/** Without one there is no limit. */
	rateLimit?: RateLimit;
	/** What "nothing" looks like. */
	emptyList: 'object' | 'array';
}

/**
 * Takes one request through the checks, in the order of exmo-api/REST.md 12, and does what it
 * asks for. The answer is a reply or a refusal in its envelope; HTTP's status is 200 for both.
 */
export function answer(desk: Desk, method: Method, request: WireRequest): unknown {
	const { exchange } = desk;
	exchange.advance();
	let params: Params;
	let known: KnownKey | undefined;
	try {
		limit(desk, `address ${request.address}`);
		if (method.access === 'public') {
			params = new Params([request.query, request.body.toString()].filter(Boolean).join('&'));
		} else {
			known = identify(exchange, request);
			limit(desk, `key ${known.key}`);
			params = new Params(request.body.toString());
			useNonce(known, params);
			permit(known, method.access);
		}
	} catch (error) {
		// Who asks is decided in front of every service: its refusals are all of the classic family.
		if (error instanceof Refusal) return classic(error);
		throw error;
	}
	const nothing = () => (desk.emptyList === 'array' ? [] : {});
	const call = { exchange, params, nowMs: exchange.nowMs, nothing };
	try {
		return method.access === 'public'
			? method.handle(call)
			: method.handle({ ...call, account: known!.account });
	} catch (error) {
		if (error instanceof Refusal) return refusalBody(method.errors ?? 'classic', error);
		throw error;
	}
}

function limit({ rateLimit }: Desk, name: string): void {
	if (rateLimit && !rateLimit.admit(name, performance.now())) {
		throw new Refusal(40034, 'Access is denied, rate limit is exceeded');
	}
}
