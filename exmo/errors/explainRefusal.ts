/** What EXMO's refusals mean, as errors. */
import { EXPLAINED_TEXTS, EXPLANATIONS, type Explanation } from './codes';
import { ExmoError } from './errors';
import { withoutGiftCodes } from './secrets';

const RETRY_AFTER = /Retry after (\d+) sec/i;
const USED_NONCE = /what was used before "(\d+)"/;

/** EXMO's text, one line and of bearable length. */
const quoted = (text: string): string =>
	withoutGiftCodes(text).replace(/\s+/g, ' ').trim().slice(0, 300);

function explanationOf(code: string | undefined, text: string): Explanation | undefined {
	if (code === undefined) return EXPLAINED_TEXTS.find(([pattern]) => pattern.test(text))?.[1];
	return Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code] : undefined;
}

/** The error for a code and text that EXMO answered. */
export function explainRefusal(code: string | undefined, text: string): ExmoError {
	const retryAfter = RETRY_AFTER.exec(text);
	if (retryAfter) {
		// "API rate limit exceeded for <ip>. Retry after 60 sec." (exmo-api/REST.md 1.6 ERR-C)
		return new ExmoError({
			title: `EXMO asks to wait ${retryAfter[1]} seconds before the next request`,
			advice: EXPLANATIONS['40034'].advice,
			kind: 'rateLimit',
			effect: 'refused',
			retryAfterMs: Number(retryAfter[1]) * 1000,
		});
	}
	const explanation = explanationOf(code, text);
	if (!explanation) {
		return new ExmoError({
			title:
				text === '' ? 'EXMO refused the request without a reason' : `EXMO refused: ${quoted(text)}`,
			advice:
				code === undefined
					? 'EXMO gave no code.'
					: `The meaning of code ${code} is not documented; EXMO Support can tell.`,
			kind: 'refused',
			effect: 'refused',
			code,
		});
	}
	const usedNonce = USED_NONCE.exec(text)?.[1];
	const words = [code, quoted(text)].filter((part) => part !== undefined).join(': ');
	return new ExmoError({
		title: explanation.title,
		advice: explanation.advice,
		kind: explanation.kind,
		effect: 'refused',
		code,
		words: text === '' ? undefined : words,
		reason: code,
		usedNonce: usedNonce === undefined ? undefined : BigInt(usedNonce),
	});
}
