/** Every kind of fault that the sandbox has, each at a rate at which writes still get through. */
import type { FaultSpec } from '../../sandbox/faults/faultSpec.mts';
import { lagsOf } from './lags.mts';

/** What a write's answer can suffer: before it had its effect, and after it. */
const SPOILERS: ReadonlyArray<[probability: number, spec: FaultSpec]> = [
	[0.01, { kind: 'lost' }],
	[0.01, { kind: 'reset' }],
	[0.004, { kind: 'hang' }],
	[0.006, { kind: 'serverError' }],
	[0.004, { kind: 'serverError', status: 503 }],
	[0.006, { kind: 'html' }],
	[0.006, { kind: 'cutBody' }],
	[0.006, { kind: 'cutBody', ends: 'cleanly' }],
	[0.004, { kind: 'custom', status: 401, body: 'Unauthorized' }], // n8n sends it again by itself
	[0.004, { kind: 'custom', status: 302, headers: { location: '/v1.1/order_create' } }],
	[0.004, { kind: 'custom', body: '' }],
	// No answer to an order; to most other methods `{}` is an answer, and this is no fault but a lie
	[0.02, { kind: 'custom', body: '{}', endpoints: ['order_create'] }],
];

const OTHERS: ReadonlyArray<[probability: number, spec: FaultSpec]> = [
	[0.05, { kind: 'latency', ms: 50, jitterMs: 400 }],
	[0.05, { kind: 'connectionLatency', ms: 50, jitterMs: 200 }],
	// Longer than the client waits: the write takes effect after it has given up
	[0.004, { kind: 'latency', ms: 6000 }],
	[0.006, { kind: 'maintenance' }],
	[0.01, { kind: 'duplicate' }],
	[0.01, { kind: 'nonceTaken', ahead: 3 }],
	[0.003, { kind: 'nonceTaken', ahead: 3, refusal: 'nonceWithoutNumber' }],
	[0.005, { kind: 'nonceTaken', ahead: 100_000 }],
	[0.02, { kind: 'clockSkew', ms: 30_000 }],
	[0.02, { kind: 'clockSkew', ms: -30_000 }],
	[0.002, { kind: 'clockSkew', ms: 3 * 3_600_000 }],
	// An honest refusal
	[
		0.01,
		{
			kind: 'custom',
			body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
			effect: 'before',
			endpoints: ['order_create'],
		},
	],
];

/** The rate falls by half with each of them and recovers over minutes: once each, and not everywhere. */
const OF_THE_RATE: readonly FaultSpec[] = [
	{ kind: 'rateLimited', times: 1 },
	{ kind: 'retryAfter', seconds: 2, times: 1 },
	{ kind: 'tooManyRequests', times: 1 },
	{ kind: 'tooManyRequests', times: 1, effect: 'before' },
];

/** Of three exchanges, one asks to slow down, too, and one counts no rate. */
const isSlowing = (index: number): boolean => index % 3 === 0;
export const countsRate = (index: number): boolean => index % 3 !== 1;

/** What a run can do without, to find out what it is that makes it fail. */
export const TROUBLES = ['lag', 'twice', 'program', 'clock'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Another program reads on the key; where the rate counts, it takes of what the node may ask. */
export const hasOtherProgram = (index: number): boolean => !countsRate(index) || index % 6 === 2;

/** Of four exchanges, the lists of one are always current. */
const isBehind = (index: number): boolean => index % 4 !== 3;

/** Delivered twice, and only a refusal comes back, of what was carried out; or nothing comes back. */
const TWICE: ReadonlyArray<[probability: number, spec: Partial<FaultSpec>]> = [
	[0.012, { answer: 'second' }],
	[0.01, { answer: 'second', ahead: 3 }],
	[0.006, { answer: 'second', refusal: 'nonceWithoutNumber' }],
	[0.006, { answer: 'second', refusal: 'rateLimit' }],
	[0.004, { answer: 'neither' }],
	[0.004, { answer: 'neither', ahead: 3 }],
];

/**
 * The faults of one exchange.
 * @param index which of the exchanges; neither a key's unit of nonces nor a rate is the same at all
 */
export function faultsOf(seed: number, index: number, without: readonly Trouble[]): FaultSpec[] {
	const both = SPOILERS.flatMap(([probability, spec]) =>
		(['before', 'after'] as const).map((effect) => ({ ...spec, effect, probability })),
	);
	const others = OTHERS.map(([probability, spec]) => ({ ...spec, probability }));
	const twice = (without.includes('twice') ? [] : TWICE).map(([probability, spec]) => ({
		...{ kind: 'duplicate' as const, probability },
		...spec,
	}));
	const lags = isBehind(index) && !without.includes('lag') ? lagsOf(seed + 1000 * index) : [];
	const slowing = OF_THE_RATE.map((spec) => ({ ...spec, skip: 30, every: 20 }));
	const unit: FaultSpec = {
		kind: 'nonceTaken',
		unit: index % 2 === 0 ? 'us' : 'ns',
		skip: 20,
		times: 1,
	};
	return [...both, ...others, unit, ...(isSlowing(index) ? slowing : []), ...twice, ...lags].map(
		(spec, turn) => ({ ...spec, seed: seed + 1000 * index + turn }),
	);
}

const PLAIN = 'kind effect probability seed skip every times afterMs forMs endpoints headers';
const NO_SIDE = ['latency', 'connectionLatency', 'duplicate', 'nonceTaken', 'clockSkew', 'lag'];

/** A fault in a few words: "cutBody cleanly, after the effect". */
export function nameOf(spec: FaultSpec): string {
	const details = Object.entries(spec)
		.filter(([name]) => !PLAIN.split(' ').includes(name))
		.map(([name, value]) => (name === 'ends' ? value : `${name} ${JSON.stringify(value)}`));
	const words = [spec.kind, ...details].join(' ');
	const refuses = ['rateLimited', 'retryAfter', 'maintenance'].includes(spec.kind);
	if (NO_SIDE.includes(spec.kind) || refuses) return words;
	return `${words}, ${spec.effect ?? 'after'}`;
}
