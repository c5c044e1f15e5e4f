import {
	count,
	flag,
	httpStatus,
	number,
	oneOf,
	parseSpec,
	positive,
	SCHEDULE,
	text,
	textList,
	texts,
	type Rules,
} from './fields.mts';
import type { Schedule } from './schedule.mts';

/** Faults that say no in EXMO's own words, before anything happens. */
const REFUSALS = ['rateLimited', 'retryAfter', 'maintenance'] as const;
/** Faults that spoil the answer, before or after the request had its effect. */
const SPOILERS = [
	'lost',
	'reset',
	'hang',
	'serverError',
	'html',
	'cutBody',
	'tooManyRequests',
	'custom',
] as const;
/** Faults of time, and of what the exchange remembers. */
const OTHERS = [
	'latency',
	'connectionLatency',
	'nonceTaken',
	'duplicate',
	'clockSkew',
	'lag',
] as const;

const KINDS: readonly string[] = [...REFUSALS, ...SPOILERS, ...OTHERS];

type Refusing = (typeof REFUSALS)[number];
export type Spoiling = (typeof SPOILERS)[number];
type FaultKind = Refusing | Spoiling | (typeof OTHERS)[number];

/** What a fault is and when it hits: the body of POST /_sandbox/faults. */
export interface FaultSpec extends Schedule {
	kind: FaultKind;

	/** Only for these methods, e.g. `["order_create"]`; without it for all. */
	endpoints?: string[];
	/** Only for methods that change something. */
	writesOnly?: boolean;

	/** Spoilers: `before` the request has its effect, or `after` it (the default). */
	effect?: 'before' | 'after';
	/**
	 * latency, connectionLatency: how long, and how much more at most. clockSkew: how far. lag: the age
	 * of what a list shows.
	 */
	ms?: number;
	jitterMs?: number;
	/** serverError (502), custom (200). */
	status?: number;
	/** custom: the answer itself; without a body the true one is sent. */
	headers?: Record<string, string>;
	body?: string;
	/** retryAfter, tooManyRequests: the seconds they name (60, 1). */
	seconds?: number;
	/** cutBody: the connection breaks in the middle of the answer, or ends as if it were whole. */
	ends?: 'abruptly' | 'cleanly';
	/**
	 * nonceTaken: the counter jumps to the clock in this unit, or so far above the last nonce.
	 * duplicate: `ahead` is how far it jumps between the two deliveries.
	 */
	unit?: 'us' | 'ns';
	ahead?: number;
	/** duplicate: which of the two answers the client gets (first). */
	answer?: 'first' | 'second' | 'neither';
	/**
	 * How a refusal looks. nonceTaken, duplicate: 40009 with the number that was used (the default) or
	 * without it. duplicate: the second delivery is one too many (40034).
	 */
	refusal?: 'nonce' | 'nonceWithoutNumber' | 'rateLimit';
}

/** Every field with what it has to be. */
const RULES: Rules<FaultSpec> = {
	...SCHEDULE,
	kind: oneOf(KINDS, 'the name of a fault'),
	endpoints: textList('a list of method paths'),
	writesOnly: flag,
	afterMs: count('milliseconds'),
	effect: oneOf(['before', 'after'], 'before or after'),
	ms: number('milliseconds'),
	jitterMs: count('milliseconds'),
	status: httpStatus,
	headers: texts('an object of texts'),
	body: text(),
	seconds: count('seconds'),
	ends: oneOf(['abruptly', 'cleanly'], 'abruptly or cleanly'),
	unit: oneOf(['us', 'ns'], 'us or ns'),
	ahead: positive(),
	answer: oneOf(['first', 'second', 'neither'], 'first, second or neither'),
	refusal: oneOf(
		['nonce', 'nonceWithoutNumber', 'rateLimit'],
		'nonce, nonceWithoutNumber or rateLimit',
	),
};

/** Checks what came over the wire. Throws an Error with a plain sentence. */
export function parseFault(value: unknown): FaultSpec {
	const spec = parseSpec(value, RULES, 'fault');
	if (!('kind' in spec)) throw new Error(`"kind" is missing: ${KINDS.join(', ')}.`);
	return spec;
}

export const refuses = (spec: FaultSpec): boolean =>
	(REFUSALS as readonly string[]).includes(spec.kind);

/** Whether the fault spoils the answer at that side of the effect. */
export const spoils = (spec: FaultSpec, effect: 'before' | 'after'): boolean =>
	(SPOILERS as readonly string[]).includes(spec.kind) && (spec.effect ?? 'after') === effect;
