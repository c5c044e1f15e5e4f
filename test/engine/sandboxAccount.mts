import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';
import type { Credentials } from './engine.mts';

/** A sandbox for the tests of one file, and credentials for its keys. */
export interface SandboxAccount {
	readonly sandbox: Sandbox;
	readonly credentials: Credentials;
	credentialsOf(
		key: keyof Sandbox['keys'],
		permissions?: Array<'read' | 'trade' | 'withdraw'>,
	): Credentials;
}

export async function openSandbox(options: SandboxOptions = {}): Promise<SandboxAccount> {
	const sandbox = await startSandbox(options);
	const credentialsOf: SandboxAccount['credentialsOf'] = (
		key,
		permissions = ['read', 'trade', 'withdraw'],
	) => ({
		apiKey: sandbox.keys[key].key,
		apiSecret: sandbox.keys[key].secret,
		exchange: 'custom',
		customUrl: sandbox.url,
		permissions,
	});
	return { sandbox, credentials: credentialsOf('full'), credentialsOf };
}
