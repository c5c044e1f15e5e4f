import type { SocketName } from '../stream/topic.mts';

/** What happens at once, to the connections that are open. */
const BLOWS = ['drop', 'silence', 'maintenance'] as const;
/** What happens to frames, from now on. */
const FRAME_FAULTS = ['duplicate', 'delay', 'lose', 'spoil'] as const;
/** What happens to those who come. */
const REFUSALS = ['refuseConnection', 'refuseLogin'] as const;

export type Blow = (typeof BLOWS)[number];
export type StreamFaultKind = Blow | (typeof FRAME_FAULTS)[number] | (typeof REFUSALS)[number];

/** A fault of the stream and when it strikes: the body of POST /_sandbox/stream/faults. */
export interface StreamFaultSpec {
	/**
	 * `drop`: the connection breaks without a close frame. `silence`: it stays, and nothing is sent,
	 * read or answered any more. `maintenance`: the close frame says so. `duplicate`, `delay`, `lose`:
	 * a data frame comes twice, late, or not at all. `spoil`: it has other content. `refuseConnection`,
	 * `refuseLogin`.
	 */
	kind: StreamFaultKind;

	/** Only on this socket; without it on all. */
	socket?: SocketName;
	/** Frame faults: only for topics whose name begins like this. */
	topic?: string;
	/** Leaves the first so many alone. */
	skip?: number;
	/** Strikes at most so many times. */
	times?: number;
	/** Strikes every n-th. */
	every?: number;
	/** Strikes with this probability, drawn from `seed`. */
	probability?: number;
	seed?: number;
	/** Ends by itself after so many milliseconds; drop and maintenance refuse connections so long. */
	forMs?: number;

	/** delay: how long, and how much more at most; frames never overtake each other. */
	ms?: number;
	jitterMs?: number;
	/** spoil: what the frame has as its `data`; any JSON. */
	data?: unknown;
	/** refuseLogin: the error (40005), and whether the connection is closed after it (true). */
	code?: number;
	text?: string;
	closes?: boolean;
}

const isText = (value: unknown) => typeof value === 'string';
const isFlag = (value: unknown) => typeof value === 'boolean';
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isPositive = (value: unknown) => isCount(value) && (value as number) > 0;
const isShare = (value: unknown) => typeof value === 'number' && value >= 0 && value <= 1;
const oneOf =
	(...values: string[]) =>
	(value: unknown) =>
		values.includes(value as string);

const KINDS = [...BLOWS, ...FRAME_FAULTS, ...REFUSALS];

const FIELDS: Record<keyof StreamFaultSpec, [test: (value: unknown) => boolean, what: string]> = {
	kind: [oneOf(...KINDS), `one of ${KINDS.join(', ')}`],
	socket: [oneOf('public', 'private', 'margin'), 'public, private or margin'],
	topic: [isText, 'the beginning of a topic'],
	skip: [isCount, 'a whole number'],
	times: [isPositive, 'a whole number from 1'],
	every: [isPositive, 'a whole number from 1'],
	probability: [isShare, '0 to 1'],
	seed: [(value) => Number.isInteger(value), 'a whole number'],
	forMs: [isPositive, 'milliseconds'],
	ms: [isCount, 'milliseconds'],
	jitterMs: [isCount, 'milliseconds'],
	data: [() => true, 'any JSON'],
	code: [isPositive, 'a code'],
	text: [isText, 'a text'],
	closes: [isFlag, 'true or false'],
};

/** Checks what came over the wire. Throws an Error with a plain sentence. */
export function parseStreamFault(value: unknown): StreamFaultSpec {
	if (typeof value !== 'object' || value === null) throw new Error('A fault is an object.');
	for (const [name, field] of Object.entries({ kind: undefined, ...value })) {
		if (!Object.hasOwn(FIELDS, name)) throw new Error(`A stream fault has no field "${name}".`);
		const [test, what] = FIELDS[name as keyof StreamFaultSpec];
		if (!test(field)) throw new Error(`"${name}" has to be ${what}.`);
	}
	return value as StreamFaultSpec;
}

export const isBlow = (kind: StreamFaultKind): kind is Blow =>
	(BLOWS as readonly string[]).includes(kind);
