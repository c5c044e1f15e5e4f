import type { Exchange, KnownKey } from '../exchange/exchange.mts';
import { past } from '../exchange/past.mts';
import { Refusal } from '../exchange/refusal.mts';
import { identify, permit, useNonce, type SignedRequest } from './authentication.mts';
import { refusalBody } from './envelopes.mts';
import type { Method } from './method.mts';
import { Params } from './params.mts';
import type { RateLimit } from './rateLimit.mts';

export interface WireRequest extends SignedRequest {
	address: string;
}

/** What every request is answered with. */
export interface RequestContext {
	exchange: Exchange;
	/** Without one there is no limit. */
	rateLimit?: RateLimit;
	/** What "nothing" looks like. */
	emptyList: 'object' | 'array';
	/** Whether `trades` and `user_trades` leave out a listed pair that has none. */
	omitsTradeless: boolean;
}

export interface AnswerOptions {
	/** Refuse with this before anything else. */
	refusal?: Refusal;
	/** How wrong the exchange's clock is in what it says. */
	skewMs?: number;
	/** Lists show what was there so many milliseconds ago. */
	lagMs?: number;
	/** Whether a refusal by the nonce names the one that was used. */
	namesNonce?: boolean;
	/** Called with every refusal. */
	refused?: (refusal: Refusal) => void;
}

/**
 * Takes one request through the checks, in the order of exmo-api/REST.md 12, and does what it
 * asks for. The answer is a reply or a refusal in its envelope; HTTP's status is 200 for both.
 */
export function answer(
	context: RequestContext,
	method: Method,
	request: WireRequest,
	{ refusal, skewMs = 0, lagMs = 0, namesNonce, refused = () => {} }: AnswerOptions = {},
): unknown {
	const { exchange } = context;
	exchange.advance();
	// Who may ask is decided in front of every service: those refusals are all of the classic family.
	let style: Method['errors'] = 'classic';
	try {
		if (refusal) throw refusal;
		limit(context, `address ${request.address}`);
		const { params, known } = admit(context, method, request, namesNonce);
		style = method.errors;
		const { omitsTradeless } = context;
		const nothing = () => (context.emptyList === 'array' ? [] : {});
		const call = { exchange, params, nowMs: exchange.nowMs + skewMs, nothing, omitsTradeless };
		if (method.access === 'public') return method.handle(call);
		const now = { exchange, account: known!.account };
		const shown = lagMs > 0 ? past(method.path, now, exchange.nowMs - lagMs) : now;
		return method.handle({ ...call, ...shown });
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		refused(error);
		const extra = error.code === null && style === 'classic' ? method.refusedWith?.(exchange) : {};
		return { ...(refusalBody(style ?? 'classic', error) as object), ...extra };
	}
}

/** Checks a private request; reads the parameters of either kind. Throws a Refusal. */
function admit(
	context: RequestContext,
	method: Method,
	request: WireRequest,
	namesNonce?: boolean,
): { params: Params; known?: KnownKey } {
	const body = request.body.toString();
	if (method.access === 'public') {
		return { params: new Params([request.query, body].filter(Boolean).join('&')) };
	}
	const known = identify(context.exchange, request);
	limit(context, `key ${known.key}`);
	const params = new Params(body);
	useNonce(known, params, namesNonce);
	permit(known, method.access);
	return { params, known };
}

function limit({ rateLimit }: RequestContext, name: string): void {
	if (rateLimit && !rateLimit.admit(name, performance.now())) {
		throw new Refusal(40034, 'Access is denied, rate limit is exceeded');
	}
}
