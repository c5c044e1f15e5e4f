// Telegram's Bot API on this machine, as far as n8n's Telegram node uses it: it keeps every message.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { playground } from './playground.mts';

const TOKEN = 'invented';
const CHAT = '1234';

interface Message {
	chat_id: string;
	text: string;
	parse_mode: string;
}

export interface Telegram {
	/** What a person does to the example's last node before it can send. */
	readonly change: object;
	readonly messages: Message[];
	stop(): Promise<void>;
}

export async function startTelegram(): Promise<Telegram> {
	const messages: Message[] = [];
	const server = createServer(async (request, response) => {
		let body = '';
		for await (const chunk of request) body += chunk;
		const isMessage = request.url === `/bot${TOKEN}/sendMessage`;
		if (isMessage) messages.push(JSON.parse(body) as Message);
		response.statusCode = isMessage ? 200 : 404;
		response
			.setHeader('Content-Type', 'application/json')
			.end(JSON.stringify({ ok: isMessage, result: { message_id: messages.length } }));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const { id } = await playground.rest.call<{ id: string }>('POST', '/credentials', {
		...{ name: 'Telegram of the tests', type: 'telegramApi' },
		data: { accessToken: TOKEN, baseUrl },
	});
	return {
		change: {
			disabled: false,
			parameters: { chatId: CHAT },
			credentials: { telegramApi: { id, name: 'Telegram of the tests' } },
		},
		messages,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
