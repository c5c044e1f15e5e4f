import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Faults, FaultHit } from '../faults/faults.mts';
import { refuses, spoils } from '../faults/faultSpec.mts';
import type { LoggedRequest, RequestLog } from '../record/requestLog.mts';
import { spoil } from '../faults/spoil.mts';
import type { TrafficRecord } from '../record/traffic.mts';
import { Refusal } from '../exchange/refusal.mts';
import { toJson } from '../wire/json.mts';
import type { Method } from './method.mts';
import { answer, type RequestContext, type WireRequest } from './pipeline.mts';

/** All that answering takes. */
export interface ServerState {
	context: RequestContext;
	faults: Faults;
	traffic: TrafficRecord;
	log: RequestLog;
	/** Ends what is still waiting when the sandbox stops. */
	closing: AbortSignal;
}

const CORS = {
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Allow-Headers': 'Key, Sign, Content-Type',
};

/** Sockets whose time on a slow line is over. */
const connected = new WeakMap<Socket, Promise<unknown>>();

/** Answers one request: waits, faults and effect in the order in which a real one would meet them. */
export async function serve(
	state: ServerState,
	method: Method,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<unknown> {
	const { faults, traffic, log, context, closing } = state;
	const wire = wireRequest(request);
	const knownKey = context.exchange.keys.has(wire.key ?? '') ? wire.key : undefined;
	const over = traffic.begin(method, knownKey, wire.address);
	try {
		const hits = faults.next(method, !connected.has(request.raw.socket));
		const of = (kind: string) => hits.find(({ spec }) => spec.kind === kind);
		for (const { spec } of hits) traffic.hit(spec.kind);

		await connectionDelay(request.raw.socket, of('connectionLatency'), closing);
		const waitMs = delayMs(of('latency'));
		await pause(waitMs / 2, closing);

		traffic.arrived(knownKey, wire.address);
		const noted = log.note(method, wire, hits);
		const ended = () => once(request.raw.socket, 'close').then(() => {});
		const before = hits.find(({ spec }) => spoils(spec, 'before'));
		if (before) return await spoil(reply, before, undefined, ended);

		const body = toJson(carryOut(state, method, wire, hits, noted));
		const toldMs = context.exchange.nowMs + (of('clockSkew')?.spec.ms ?? 0);
		const headers = {
			...CORS,
			'Content-Type': 'application/json; charset=utf-8',
			Date: new Date(toldMs).toUTCString(),
		};
		await pause(waitMs / 2, closing);
		const after = hits.find(({ spec }) => spoils(spec, 'after')) ?? unanswered(of('duplicate'));
		if (after) return await spoil(reply, after, { headers, body }, ended);
		return reply.code(200).headers(headers).send(body);
	} finally {
		over();
	}
}

/** The effect, with what the faults do to it. */
function carryOut(
	state: ServerState,
	method: Method,
	wire: WireRequest,
	hits: FaultHit[],
	noted: LoggedRequest,
): unknown {
	const { context, traffic } = state;
	const of = (kind: string) => hits.find(({ spec }) => spec.kind === kind)?.spec;
	const refusing = hits.find(({ spec }) => refuses(spec))?.spec;
	const known = context.exchange.keys.get(wire.key ?? '');
	const taken = of('nonceTaken');
	if (taken && known) {
		const jump = taken.unit
			? BigInt(context.exchange.nowMs) * (taken.unit === 'us' ? 1_000n : 1_000_000n)
			: known.lastNonce + BigInt(taken.ahead ?? 1_000_000);
		if (jump > known.lastNonce) known.lastNonce = jump;
	}
	const lags = hits.filter(({ spec }) => spec.kind === 'lag').map(({ spec }) => spec.ms ?? 0);
	const options = {
		refusal: refusing && refusalOf(refusing, wire.address),
		skewMs: of('clockSkew')?.ms ?? 0,
		lagMs: Math.max(0, ...lags),
		namesNonce: taken?.refusal !== 'nonceWithoutNumber',
		refused: ({ code }: Refusal) => {
			traffic.refused(code);
			noted.refusals.push(String(code ?? 'no code'));
		},
	};
	const first = answer(context, method, wire, options);
	const duplicate = of('duplicate');
	if (!duplicate) return first;
	if (known) known.lastNonce += BigInt(duplicate.ahead ?? 0);
	const isOneTooMany = duplicate.refusal === 'rateLimit';
	const second = answer(context, method, wire, {
		...options,
		namesNonce: duplicate.refusal !== 'nonceWithoutNumber',
		refusal: isOneTooMany ? refusalOf({ kind: 'rateLimited' }, wire.address) : options.refusal,
	});
	return duplicate.answer === 'second' ? second : first;
}

/** A request that arrived twice and was answered neither time looks to the client like any lost one. */
const unanswered = (duplicate: FaultHit | undefined): FaultHit | undefined =>
	duplicate?.spec.answer === 'neither' ? { ...duplicate, spec: { kind: 'lost' } } : undefined;

/** The exchange's own words at its limits (exmo-api/REST.md 1.5, ERRORS.md 1). */
function refusalOf({ kind, seconds = 60 }: FaultHit['spec'], address: string): Refusal {
	if (kind === 'maintenance') return new Refusal(40016, 'Maintenance work in progress');
	if (kind === 'rateLimited') return new Refusal(40034, 'Access is denied, rate limit is exceeded');
	return new Refusal(null, `API rate limit exceeded for ${address}. Retry after ${seconds} sec.`);
}

function wireRequest(request: FastifyRequest): WireRequest {
	const header = (name: string) => {
		const value = request.headers[name];
		return Array.isArray(value) ? value[0] : value;
	};
	const { url } = request;
	return {
		key: header('key'),
		sign: header('sign'),
		query: url.includes('?') ? url.slice(url.indexOf('?') + 1) : '',
		body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
		address: request.ip,
	};
}

/** A new connection costs its delay once, however many requests wait for it. */
function connectionDelay(socket: Socket, hit: FaultHit | undefined, closing: AbortSignal) {
	let ready = connected.get(socket);
	if (!ready) connected.set(socket, (ready = pause(delayMs(hit), closing)));
	return ready;
}

const delayMs = (hit: FaultHit | undefined): number =>
	hit ? (hit.spec.ms ?? 0) + (hit.spec.jitterMs ?? 0) * hit.draw('jitter') : 0;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	ms > 0 ? sleep(ms, undefined, { signal }) : Promise.resolve();
