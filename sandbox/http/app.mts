import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { classic } from './envelopes.mts';
import { toJson } from '../wire/json.mts';
import { METHODS } from './methods/all.mts';
import { serve, type ServerState } from './serve.mts';

/** EXMO's longest form is far below this. */
const MAX_BYTES = 64 * 1024;

/** The exchange's paths below /v1.1/, over HTTP. */
export function createApp(state: ServerState): FastifyInstance {
	const app = fastify({
		routerOptions: { ignoreTrailingSlash: true },
		bodyLimit: MAX_BYTES,
		forceCloseConnections: true,
	});

	// The signature is over the bytes: no parser may touch them.
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));

	for (const method of METHODS) {
		app.route({
			method: ['GET', 'POST'],
			url: `/v1.1/${method.path}`,
			handler: (request, reply) => serve(state, method, request, reply),
		});
	}

	app.setNotFoundHandler((request, reply) => {
		const path = request.url.split('?')[0].replace(/\/*$/, '/');
		return reply
			.code(200)
			.type('application/json; charset=utf-8')
			.send(toJson(classic({ code: 40015, text: `API function do not exist - ${path}` })));
	});
	app.setErrorHandler((error: FastifyError, _request, reply) => {
		if (state.closing.aborted) return reply.hijack();
		// What no server would take: a body that is too long, headers that make no sense.
		if (error.statusCode !== undefined && error.statusCode < 500) {
			return reply.code(error.statusCode).type('text/plain').send(`${error.message}\n`);
		}
		process.stderr.write(`The sandbox itself failed: ${error.stack}\n`);
		return reply.code(500).type('text/plain').send('The sandbox itself failed.\n');
	});
	return app;
}
