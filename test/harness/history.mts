import type { Sandbox } from '../../sandbox/server.mts';
import type { Credentials } from './engine.mts';

export interface Past {
	readonly name?: string;
	readonly trades?: number;
	readonly pairs?: number;
	readonly operations?: number;
	readonly cancelled?: number;
	readonly days?: number;
}

/** A new account of the sandbox with a past of so many rows; credentials for its key. */
export async function openPast({ url }: Sandbox, past: Past): Promise<Credentials> {
	const response = await fetch(`${url}/_sandbox/history`, {
		method: 'POST',
		body: JSON.stringify(past),
	});
	const { key, secret } = (await response.json()) as { key: string; secret: string };
	return {
		apiKey: key,
		apiSecret: secret,
		exchange: 'custom',
		customUrl: url,
		permissions: 'read',
	};
}
