// A language model on this machine that calls tools as it is told, and keeps what they gave it. Speaks as
// much of OpenAI's Chat Completions as n8n's chat model node needs.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Asked {
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string } }>;
}

/** One call of a tool. */
interface ToolCall {
	/** The tool's name; the first tool when left out. */
	readonly tool?: string;
	readonly args: object;
}

export interface LanguageModel {
	/** For the credential of n8n's OpenAI Chat Model. */
	readonly url: string;
	/** What the tools' calls have come back with, as texts. */
	readonly heard: string[];
	/** The names of the tools that it was offered last. */
	readonly offered: string[];
	stop(): Promise<void>;
}

async function bodyOf(request: IncomingMessage): Promise<Asked> {
	let text = '';
	for await (const chunk of request) text += chunk;
	return JSON.parse(text);
}

/** @param calls what it calls, one after the other; then it says that it is done */
export async function startLanguageModel(...calls: ToolCall[]): Promise<LanguageModel> {
	const heard: string[] = [];
	const offered: string[] = [];
	const server = createServer(async (request, response) => {
		const { messages, tools = [] } = await bodyOf(request);
		offered.splice(0, offered.length, ...tools.map((tool) => tool.function.name));
		const last = messages.at(-1);
		if (last?.role === 'tool') {
			heard.push(typeof last.content === 'string' ? last.content : JSON.stringify(last.content));
		}
		const { tool = offered[0], args = {} } = calls[heard.length] ?? {};
		const answers = heard.length >= calls.length;
		const call = {
			...{ id: `call_${heard.length + 1}`, type: 'function' },
			function: { name: tool, arguments: JSON.stringify(args) },
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
		offered,
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
