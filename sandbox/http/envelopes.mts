import type { Refusal } from '../exchange/refusal.mts';

/** How a method says no: the families of exmo-api/REST.md 1.6. */
export type ErrorStyle = 'classic' | 'object' | 'candles';

/** The body of a refusal, in the shape that the method's family has. */
export function refusalBody(style: ErrorStyle, refusal: Refusal): unknown {
	if (style === 'candles') return { s: 'error', errmsg: refusal.text };
	if (style === 'object') return { error: { code: refusal.code, msg: refusal.text } };
	return classic(refusal);
}

/** ERR-A and ERR-B. */
export function classic({ code, text }: Pick<Refusal, 'code' | 'text'>): unknown {
	if (code === null) return { result: false, error: text };
	// ERR-B: the nonce error comes without the prefix.
	const prefix = code === 40009 ? '' : 'Error ';
	return { result: false, error: `${prefix}${code}: ${text}` };
}
