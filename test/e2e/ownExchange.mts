// A sandbox of one test file's own, beside the playground's, and a credential in n8n that leads to it.
import { parse } from 'lossless-json';
import { putCredential } from '../../playground/examples.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';
import { signedCall } from './exchange.mts';
import { playground } from './playground.mts';

/** An answer in which every number is the text that it was sent as: ids are longer than doubles. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever the exchange answers
type Answer = any;

const parseTexts = (text: string): Answer => parse(text, undefined, String);

/** What the exchange answers to an order. */
export interface Placed {
	order_id: string;
}

/** An exchange that only the workflows of one test file trade on. */
export class OwnExchange {
	readonly sandbox: Sandbox;
	/** Of a credential with the sandbox's `full` key. */
	readonly credentialId: string;

	private constructor(sandbox: Sandbox, credentialId: string) {
		this.sandbox = sandbox;
		this.credentialId = credentialId;
	}

	static async open(options: SandboxOptions): Promise<OwnExchange> {
		const sandbox = await startSandbox(options);
		return new OwnExchange(sandbox, await putCredential(playground.rest, sandbox));
	}

	/** Asks a public method. */
	async ask(method: string, params: Record<string, string> = {}): Promise<Answer> {
		const query = new URLSearchParams(params).toString();
		return parseTexts(await (await fetch(`${this.sandbox.url}/v1.1/${method}?${query}`)).text());
	}

	/** Calls a private method. @throws what the exchange says when it refuses */
	async call(
		key: keyof Sandbox['keys'],
		method: string,
		params: Record<string, string> = {},
	): Promise<Answer> {
		const { url, keys } = this.sandbox;
		const answer = parseTexts(await signedCall(url, keys[key], method, params));
		if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
		return answer;
	}

	/** The pair's row of `ticker`. */
	async ticker(pair: string): Promise<Record<string, string>> {
		return (await this.ask('ticker'))[pair];
	}

	/** Places an order with one of the user's other keys, or with the other account's. */
	async order(
		key: 'trade' | 'other',
		pair: string,
		type: string,
		quantity: string,
		price = '0',
	): Promise<Placed> {
		const fields = { pair, type, quantity, price, client_id: '77' };
		return await this.call(key, 'order_create', fields);
	}

	async cancel(key: 'trade' | 'other', { order_id }: Placed): Promise<void> {
		await this.call(key, 'order_cancel', { order_id });
	}

	/** Calls one of the sandbox's control addresses. */
	async control(method: string, path: string, body?: unknown): Promise<Answer> {
		const response = await fetch(`${this.sandbox.url}/_sandbox/${path}`, {
			method,
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${path}: ${text}`);
		return parseTexts(text);
	}
}
