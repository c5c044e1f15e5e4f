/** What a refusal on the stream means: an error for a person, or one that passes. */
import { ExmoError } from '../../errors/errors';
import { explainRefusal } from '../../errors/explainRefusal';
import type { ErrorFrame } from './frames';

/** The topic is subscribed already (exmo-api/WEBSOCKET.md 3.1). */
export const ALREADY_SUBSCRIBED = '201016';
const UNKNOWN_TOPIC = '201012';
const UNKNOWN_PAIR = '201030';

/** The topics that the refusal names; all of them when it names none. */
function refusedTopics({ text }: ErrorFrame, topics: readonly string[]): string[] {
	const named = topics.filter((topic) => {
		const [name, pair] = topic.split(':');
		// 201012 has the topic without its pair, 201030 the pair alone (exmo-api/WEBSOCKET.md 3.1)
		return [topic, name, pair].some((part) => part !== undefined && text.includes(`"${part}"`));
	});
	return named.length > 0 ? named : [...topics];
}

export const isUnknownTopic = ({ code }: ErrorFrame): boolean => code === UNKNOWN_TOPIC;

/** Whether a person has to see to it; what is not documented counts as trouble of EXMO's, which passes. */
export const isForPerson = ({ code }: ErrorFrame): boolean =>
	code === UNKNOWN_TOPIC || code === UNKNOWN_PAIR;

const words = ({ code, text }: ErrorFrame): string =>
	`${code}: ${text.replace(/\s+/g, ' ').trim().slice(0, 300)}`;

/** The error for a subscription that EXMO refuses; it names the topic. */
export function subscriptionRefused(frame: ErrorFrame, topics: readonly string[]): ExmoError {
	const named = refusedTopics(frame, topics).join(', ');
	const advice =
		frame.code === UNKNOWN_PAIR
			? 'The pair is not listed (any more).'
			: frame.code === UNKNOWN_TOPIC
				? 'EXMO does not offer this topic (any more).'
				: 'EXMO does not say more.';
	return new ExmoError({
		title: `EXMO refused the subscription to ${named}`,
		advice,
		kind: frame.code === UNKNOWN_PAIR ? 'notFound' : 'refused',
		effect: 'refused',
		code: frame.code,
		words: words(frame),
		reason: frame.code,
	});
}

/**
 * The error for a login that EXMO refuses. Which codes it uses there is not known
 * (exmo-api/WEBSOCKET.md 3.1); those of REST are understood, others show EXMO's words.
 */
export function loginRefused(frame: ErrorFrame): ExmoError {
	const { details } = explainRefusal(frame.code || undefined, frame.text);
	return new ExmoError({ ...details, title: `EXMO refused the login: ${details.title}` });
}

/**
 * Whether a refused login may succeed a little later, with a new nonce. A refusal that nobody can
 * explain counts as trouble of EXMO's: a stream that gives up for good is worse than one more try.
 */
export const isPassingRefusal = ({ details }: ExmoError): boolean =>
	!['credential', 'permission'].includes(details.kind);
