import HmacSHA512 from 'crypto-js/hmac-sha512.js';
import { parse } from 'lossless-json';
import { ManualClock } from '../../sandbox/exchange/clock.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';

/** Noon of the day on which the real public market was looked at. */
export const NOON = Date.UTC(2026, 8, 23, 12);

// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Reply = any;

/** A key with its own rising nonces; signs with crypto-js, which shares no code with the sandbox. */
export class Client {
	readonly url: string;
	readonly key: string;
	readonly secret: string;
	private nonce = 1_700_000_000_000;

	constructor(url: string, { key, secret }: { key: string; secret: string }) {
		this.url = url;
		this.key = key;
		this.secret = secret;
	}

	nextNonce(): string {
		return String(++this.nonce);
	}

	body(params: Record<string, string> = {}, nonce = this.nextNonce()): string {
		return new URLSearchParams({ ...params, nonce }).toString();
	}

	/** Sends a body as it is; headers can be replaced, or left out with ''. */
	async send(path: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
		const all = { Key: this.key, Sign: HmacSHA512(body, this.secret).toString(), ...headers };
		return fetch(`${this.url}/v1.1/${path}`, {
			method: 'POST',
			body,
			headers: {
				'Content-Type': 'application/x-www-form-urlencoded',
				...Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '')),
			},
		});
	}

	/** A signed call; the reply with its numbers unharmed. */
	async call(path: string, params: Record<string, string> = {}): Promise<Reply> {
		return read(await this.send(path, this.body(params)));
	}
}

/** Reads a reply; whole numbers come as strings of their digits, so that none can be harmed. */
export async function read(response: Response): Promise<Reply> {
	expect(response.status).toBe(200);
	expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
	return parse(await response.text(), null, (digits) => ({ number: digits }));
}

/** A public GET. */
export async function get(sandbox: Sandbox, pathAndQuery: string): Promise<Reply> {
	return read(await fetch(`${sandbox.url}/v1.1/${pathAndQuery}`));
}

export const number = (digits: string | number) => ({ number: String(digits) });

export interface Setup {
	sandbox: Sandbox;
	clock: ManualClock;
	full: Client;
	other: Client;
}

/** Also a test that fails leaves no server behind: an open one would keep jest waiting for ever. */
const started: Sandbox[] = [];
afterAll(() => Promise.all(started.map((sandbox) => sandbox.stop())));

/** A sandbox whose time stands still until it is moved, without a rate limit unless asked for. */
export async function setUp(options: SandboxOptions = {}): Promise<Setup> {
	const clock = new ManualClock(NOON);
	const sandbox = await startSandbox({ clock, rateLimit: false, seed: 7, ...options });
	started.push(sandbox);
	return {
		sandbox,
		clock,
		full: new Client(sandbox.url, sandbox.keys.full),
		other: new Client(sandbox.url, sandbox.keys.other),
	};
}

/** A new setup for each test. */
export function useSetup(options: SandboxOptions = {}): Setup {
	let latest: Setup;
	beforeEach(async () => {
		latest = await setUp(options);
	});
	afterEach(() => latest.sandbox.stop());
	return {
		get sandbox() {
			return latest.sandbox;
		},
		get clock() {
			return latest.clock;
		},
		get full() {
			return latest.full;
		},
		get other() {
			return latest.other;
		},
	};
}
