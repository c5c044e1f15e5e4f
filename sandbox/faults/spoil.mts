import type { FastifyReply } from 'fastify';
import type { Spoiling } from './faultSpec.mts';
import type { FaultHit } from './faults.mts';

/** The answer as it should have been. */
export interface TrueAnswer {
	headers: Record<string, string>;
	body: string;
}

const page = (title: string) =>
	`<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;

/** Sends a spoiled answer, or none. `truth` is missing when the request was not carried out. */
export function spoil(
	reply: FastifyReply,
	{ spec }: FaultHit,
	truth: TrueAnswer | undefined,
	ended: () => Promise<void>,
): void | FastifyReply | Promise<void> {
	const { socket } = reply.request.raw;
	const html = (status: number, title: string) =>
		reply.code(status).type('text/html; charset=utf-8').send(page(title));

	const ways: Record<Spoiling, () => void | FastifyReply | Promise<void>> = {
		lost: () => {
			reply.hijack();
			socket.destroy();
		},
		reset: () => {
			reply.hijack();
			socket.resetAndDestroy();
		},
		hang: () => {
			reply.hijack();
			return ended();
		},
		serverError: () => html(spec.status ?? 502, 'Bad Gateway'),
		html: () => html(200, 'Checking your browser'),
		cutBody: () => cut(reply, truth?.body ?? '{"result":true,"error":""}', spec.ends ?? 'abruptly'),
		tooManyRequests: () => {
			reply.header('Retry-After', String(spec.seconds ?? 1));
			return html(429, 'Too Many Requests');
		},
		custom: () =>
			reply
				.code(spec.status ?? 200)
				.headers({ ...truth?.headers, ...spec.headers })
				.send(spec.body ?? truth?.body ?? ''),
	};
	return ways[spec.kind as Spoiling]();
}

function cut(
	reply: FastifyReply,
	whole: string,
	ends: 'abruptly' | 'cleanly',
): void | FastifyReply {
	const bytes = Buffer.from(whole);
	const half = bytes.subarray(0, Math.floor(bytes.length / 2));
	const type = 'application/json; charset=utf-8';
	if (ends === 'cleanly') return reply.code(200).type(type).send(half);
	reply.hijack();
	reply.raw.writeHead(200, { 'Content-Type': type, 'Content-Length': bytes.length });
	reply.raw.write(half, () => reply.request.raw.socket.destroy());
}
