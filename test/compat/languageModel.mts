// A language model on this machine that calls one tool once, and keeps what the tool gave it. Speaks as
// much of OpenAI's Chat Completions as n8n's chat model node needs.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string } }>;
}

export interface LanguageModel {
	/** For the credential of n8n's OpenAI Chat Model. */
	readonly url: string;
	/** What the tool's calls have come back with, as texts. */
	readonly heard: string[];
	stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Asked> {
	let text = '';
	for await (const chunk of request) text += chunk;
	return JSON.parse(text);
}

/** @param args what it calls the tool with */
export async function startLanguageModel(args: object): Promise<LanguageModel> {
	const heard: string[] = [];
	const server = createServer(async (request, response) => {
		const { messages, tools = [] } = await bodyOf(request);
		const last = messages.at(-1);
		const answers = last?.role === 'tool';
		if (answers) {
			heard.push(typeof last.content === 'string' ? last.content : JSON.stringify(last.content));
		}
		const call = {
			...{ id: 'call_1', type: 'function' },
			function: { name: tools[0]?.function.name, arguments: JSON.stringify(args) },
		};
		const message = answers
			? { role: 'assistant', content: 'Done.' }
			: { role: 'assistant', content: null, tool_calls: [call] };
		response.setHeader('Content-Type', 'application/json').end(
			JSON.stringify({
				...{ id: 'chat_1', object: 'chat.completion', created: 1, model: 'none' },
				choices: [{ index: 0, message, finish_reason: answers ? 'stop' : 'tool_calls' }],
				usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
			}),
		);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
		heard,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
