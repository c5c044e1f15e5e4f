/** The frames of the stream, in and out (exmo-api/WEBSOCKET.md 2, 3). */
import type { Row } from '../../api/rows';
import { parseLosslessJson, plainText } from '../../api/json';

/** Data of one topic. */
export interface DataFrame {
	readonly kind: 'data';
	readonly isSnapshot: boolean;
	/** Full name, with the pair. */
	readonly topic: string;
	/** EXMO's clock, milliseconds. */
	readonly ts: number;
	readonly data: unknown;
}

export interface ErrorFrame {
	readonly kind: 'error';
	readonly code: string;
	readonly text: string;
}

export type ServerFrame =
	| DataFrame
	| ErrorFrame
	| { readonly kind: 'greeting' }
	| { readonly kind: 'maintenance' }
	| { readonly kind: 'loggedIn' }
	| { readonly kind: 'subscribed'; readonly topic: string }
	/** Something that this client has no use for. */
	| { readonly kind: 'other' };

const OTHER: ServerFrame = { kind: 'other' };

/** Reads a frame; what is not understood is `other`, never an error: EXMO may add events. */
export function readFrame(text: string): ServerFrame {
	try {
		return frameOf(parseLosslessJson(text));
	} catch {
		return OTHER; // no JSON, or an object where a text should be
	}
}

function frameOf(content: unknown): ServerFrame {
	if (typeof content !== 'object' || content === null) return OTHER;
	const frame = content as Row;
	const topic = plainText(frame.topic);
	switch (frame.event) {
		case 'info':
			// Code 2 is documented for close frames; a message with it means the same
			return { kind: frame.code === 2 ? 'maintenance' : 'greeting' };
		case 'subscribed':
			return { kind: 'subscribed', topic };
		case 'logged_in':
			return { kind: 'loggedIn' };
		case 'error':
			// `message` on the wire, `error` in the documentation
			return {
				kind: 'error',
				code: plainText(frame.code),
				text: plainText(frame.message ?? frame.error),
			};
		case 'snapshot':
		case 'update':
			return {
				kind: 'data',
				isSnapshot: frame.event === 'snapshot',
				topic,
				ts: Number(frame.ts),
				data: frame.data,
			};
		default:
			return OTHER;
	}
}

/** The pair of a full topic name; '' where it has none. */
export const pairOfTopic = (fullName: string): string => fullName.split(':')[1] ?? '';

export const subscribeCommand = (id: number, topics: readonly string[]): string =>
	JSON.stringify({ id, method: 'subscribe', topics });

/** What a login consists of (WEBSOCKET.md 2.1). */
export interface Login {
	readonly apiKey: string;
	/** Base64. */
	readonly sign: string;
	readonly nonce: bigint;
}

/** The nonce is a bare number of all its digits, which JSON.stringify could not write. */
export const loginCommand = (id: number, { apiKey, sign, nonce }: Login): string =>
	`{"id":${id},"method":"login","api_key":${JSON.stringify(apiKey)},"sign":${JSON.stringify(sign)},"nonce":${nonce}}`;
