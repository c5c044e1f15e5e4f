import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { classic } from './envelopes.mts';
import { toJson } from './json.mts';
import { METHODS } from './methods/all.mts';
import { answer, type Desk, type WireRequest } from './pipeline.mts';

/** EXMO's longest form is far below this. */
const MOST_BYTES = 64 * 1024;

/** The exchange's paths below /v1.1/, over HTTP. */
export function createApp(desk: () => Desk): FastifyInstance {
	const app = fastify({
		routerOptions: { ignoreTrailingSlash: true },
		bodyLimit: MOST_BYTES,
		forceCloseConnections: true,
	});

	// The signature is over the bytes: no parser may touch them.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	for (const method of METHODS) {
		app.route({
			method: ['GET', 'POST'],
			url: `/v1.1/${method.path}`,
			handler: async (request, reply) => send(reply, answer(desk(), method, wireRequest(request))),
		});
	}

	app.setNotFoundHandler((request, reply) => {
		const path = request.url.split('?')[0].replace(/\/*$/, '/');
		return send(reply, classic({ code: 40015, text: `API function do not exist - ${path}` }));
	});
	return app;
}

export function wireRequest(request: FastifyRequest): WireRequest {
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

export const send = (reply: FastifyReply, body: unknown): FastifyReply =>
	reply
		.code(200)
		.header('Access-Control-Allow-Origin', '*')
		.header('Access-Control-Allow-Headers', 'Key, Sign, Content-Type')
		.type('application/json; charset=utf-8')
		.send(toJson(body));
