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

export type Refusing = (typeof REFUSALS)[number];
export type Spoiling = (typeof SPOILERS)[number];
export type FaultKind = Refusing | Spoiling | (typeof OTHERS)[number];

/** What a fault is and when it strikes: the body of POST /_sandbox/faults. */
export interface FaultSpec {
	kind: FaultKind;

	/** Only for these methods, e.g. `["order_create"]`; without it for all. */
	endpoints?: string[];
	/** Only for methods that change something. */
	writesOnly?: boolean;
	/** Leaves the first so many requests alone. */
	skip?: number;
	/** Strikes at most so many times. 1 is a one-shot. */
	times?: number;
	/** Strikes every n-th request. */
	every?: number;
	/** Strikes with this probability, drawn from `seed`. */
	probability?: number;
	seed?: number;
	/** Begins so many milliseconds after it was planted. */
	afterMs?: number;
	/** Ends by itself after so many milliseconds. */
	forMs?: number;

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

const isText = (value: unknown) => typeof value === 'string';
const isNumber = (value: unknown) => typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isPositive = (value: unknown) => isCount(value) && (value as number) > 0;
const oneOf =
	(...values: string[]) =>
	(value: unknown) =>
		values.includes(value as string);

/** Every field with what it has to be. */
const FIELDS: Record<keyof FaultSpec, [test: (value: unknown) => boolean, what: string]> = {
	kind: [oneOf(...REFUSALS, ...SPOILERS, ...OTHERS), 'the name of a fault'],
	endpoints: [(value) => Array.isArray(value) && value.every(isText), 'a list of method paths'],
	writesOnly: [(value) => typeof value === 'boolean', 'true or false'],
	skip: [isCount, 'a whole number'],
	times: [isPositive, 'a whole number from 1'],
	every: [isPositive, 'a whole number from 1'],
	probability: [(value) => isNumber(value) && 0 <= Number(value) && Number(value) <= 1, '0 to 1'],
	seed: [(value) => Number.isInteger(value), 'a whole number'],
	afterMs: [isCount, 'milliseconds'],
	forMs: [isPositive, 'milliseconds'],
	effect: [oneOf('before', 'after'), 'before or after'],
	ms: [isNumber, 'milliseconds'],
	jitterMs: [isCount, 'milliseconds'],
	status: [(value) => isCount(value) && 200 <= Number(value) && Number(value) <= 599, '200 to 599'],
	headers: [
		(value) => typeof value === 'object' && value !== null && Object.values(value).every(isText),
		'an object of texts',
	],
	body: [isText, 'a text'],
	seconds: [isCount, 'seconds'],
	ends: [oneOf('abruptly', 'cleanly'), 'abruptly or cleanly'],
	unit: [oneOf('us', 'ns'), 'us or ns'],
	ahead: [isPositive, 'a whole number from 1'],
	answer: [oneOf('first', 'second', 'neither'), 'first, second or neither'],
	refusal: [
		oneOf('nonce', 'nonceWithoutNumber', 'rateLimit'),
		'nonce, nonceWithoutNumber or rateLimit',
	],
};

/** Checks what came over the wire. Throws an Error with a plain sentence. */
export function parseFault(value: unknown): FaultSpec {
	if (typeof value !== 'object' || value === null) throw new Error('A fault is an object.');
	for (const [name, field] of Object.entries(value)) {
		if (!Object.hasOwn(FIELDS, name)) throw new Error(`A fault has no field "${name}".`);
		const [test, what] = FIELDS[name as keyof FaultSpec];
		if (!test(field)) throw new Error(`"${name}" has to be ${what}.`);
	}
	if (!('kind' in value)) {
		throw new Error(`"kind" is missing: ${[...REFUSALS, ...SPOILERS, ...OTHERS].join(', ')}.`);
	}
	return value as FaultSpec;
}

export const refuses = (spec: FaultSpec): boolean =>
	(REFUSALS as readonly string[]).includes(spec.kind);

/** Whether the fault spoils the answer at that side of the effect. */
export const spoils = (spec: FaultSpec, effect: 'before' | 'after'): boolean =>
	(SPOILERS as readonly string[]).includes(spec.kind) && (spec.effect ?? 'after') === effect;
