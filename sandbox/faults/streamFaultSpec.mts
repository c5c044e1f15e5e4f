import {
	any,
	count,
	flag,
	oneOf,
	parseSpec,
	positive,
	SCHEDULE,
	text,
	type Rules,
} from './fields.mts';
import type { Schedule } from './schedule.mts';
import type { SocketName } from '../wire/sockets.mts';

/** What happens at once, to the connections that are open. */
const CONNECTION_FAULTS = ['drop', 'silence', 'maintenance'] as const;
/** What happens to frames, from now on. */
const FRAME_FAULTS = ['duplicate', 'delay', 'lose', 'spoil'] as const;
/** What happens to those who come. */
const REFUSALS = ['refuseConnection', 'refuseLogin'] as const;

type ConnectionFault = (typeof CONNECTION_FAULTS)[number];
export type StreamFaultKind =
	| ConnectionFault
	| (typeof FRAME_FAULTS)[number]
	| (typeof REFUSALS)[number];

/** A fault of the stream and when it hits: the body of POST /_sandbox/stream/faults. */
export interface StreamFaultSpec extends Omit<Schedule, 'afterMs'> {
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

const KINDS = [...CONNECTION_FAULTS, ...FRAME_FAULTS, ...REFUSALS];

const RULES: Rules<StreamFaultSpec> = {
	...SCHEDULE,
	kind: oneOf(KINDS, `one of ${KINDS.join(', ')}`),
	socket: oneOf(['public', 'private', 'margin'], 'public, private or margin'),
	topic: text('the beginning of a topic'),
	ms: count('milliseconds'),
	jitterMs: count('milliseconds'),
	data: any,
	code: positive('a code'),
	text: text(),
	closes: flag,
};

/** Checks what came over the wire. Throws an Error with a plain sentence. */
export function parseStreamFault(value: unknown): StreamFaultSpec {
	const isObject = typeof value === 'object' && value !== null;
	return parseSpec(isObject ? { kind: undefined, ...value } : value, RULES, 'stream fault');
}

/** Whether it happens at once to open connections, and does not last. */
export const isConnectionFault = (kind: StreamFaultKind): kind is ConnectionFault =>
	(CONNECTION_FAULTS as readonly string[]).includes(kind);
