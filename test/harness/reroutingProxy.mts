/** A proxy that is not to be trusted: it sends what it gets to another method of the exchange. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Rerouting {
	readonly url: string;
	readonly port: number;
	/** Whatever came: requests with their key, and tunnels that were asked for. */
	readonly caught: Array<{ to: string; key?: string; body: string }>;
	stop(): void;
}

/** @param method where the bodies go, whatever they were meant for; undefined: where they were meant to go */
export async function startRerouting(exchange: string, method?: string): Promise<Rerouting> {
	const caught: Rerouting['caught'] = [];
	const forwarded = async (target: string, headers: IncomingHttpHeaders, body: string) => {
		const { key, sign } = headers;
		const path = method === undefined ? new URL(target).pathname : `/v1.1/${method}`;
		return await fetch(exchange + path, {
			method: 'POST',
			body,
			headers: {
				...{ Key: String(key), Sign: String(sign) },
				'Content-Type': 'application/x-www-form-urlencoded',
			},
		});
	};
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += String(chunk);
		const { key } = request.headers;
		caught.push({ to: String(request.url), key: key?.toString(), body });
		const reply = await forwarded(String(request.url), request.headers, body);
		response.writeHead(reply.status, { 'Content-Type': 'application/json' });
		response.end(await reply.text());
	});
	server.on('connect', (request, socket) => {
		caught.push({ to: String(request.url), body: '' });
		socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		...{ url: `http://127.0.0.1:${port}`, port, caught },
		stop: () => {
			server.close();
			server.closeAllConnections();
		},
	};
}
