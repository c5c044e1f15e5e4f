import type { PERMISSION_SETS } from '../../exmo/api/credential.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/server.mts';
import type { Credentials } from './engine.mts';

/** The credential of a key of a sandbox. */
export const credentialsOfKey = (
	url: string,
	{ key, secret }: { readonly key: string; readonly secret: string },
	permissions: keyof typeof PERMISSION_SETS = 'readTradeWithdraw',
): Credentials => ({
	apiKey: key,
	apiSecret: secret,
	exchange: 'custom',
	customUrl: url,
	permissions,
	withdrawalAddresses: '',
});

/** A sandbox for the tests of one file, and credentials for its keys. */
export interface SandboxAccount {
	readonly sandbox: Sandbox;
	readonly credentials: Credentials;
	credentialsOf(
		key: keyof Sandbox['keys'],
		permissions?: keyof typeof PERMISSION_SETS,
	): Credentials;
}

/** The market stands still: what a test reads twice is the same, and the best bid stays the best. */
const STILL = { stepMs: 86_400_000 };

/** A sandbox in a market that stands still, unless the options say otherwise. */
export async function openSandbox(options: SandboxOptions = {}): Promise<SandboxAccount> {
	const sandbox = await startSandbox({ ...STILL, ...options });
	const credentialsOf: SandboxAccount['credentialsOf'] = (key, permissions) =>
		credentialsOfKey(sandbox.url, sandbox.keys[key], permissions);
	return { sandbox, credentials: credentialsOf('full'), credentialsOf };
}

/** The account that was opened last: a test file can name it before there is one. */
function latest(opened: () => SandboxAccount): SandboxAccount {
	return {
		get sandbox() {
			return opened().sandbox;
		},
		get credentials() {
			return opened().credentials;
		},
		credentialsOf: (...asked) => opened().credentialsOf(...asked),
	};
}

/** One sandbox for the tests of a file, which each of them finds as the one before has left it. */
export function useLastingSandbox(options: SandboxOptions): SandboxAccount {
	let opened: SandboxAccount;
	beforeAll(async () => {
		opened = await openSandbox(options);
	});
	afterAll(async () => await opened.sandbox.stop());
	return latest(() => opened);
}

/** One sandbox for the tests of a file, reset before each of them. */
export function useSandbox(options: SandboxOptions): SandboxAccount {
	const account = useLastingSandbox(options);
	beforeEach(() => account.sandbox.reset());
	return account;
}

/** A sandbox of its own for each test: a reset one gives its IDs out anew, and the nodes remember theirs. */
export function useFreshSandbox(options: SandboxOptions = {}): SandboxAccount {
	let opened: SandboxAccount;
	beforeEach(async () => {
		opened = await openSandbox(options);
	});
	afterEach(async () => await opened.sandbox.stop());
	return latest(() => opened);
}
