/** Tests that mostly wait, begun together: each has an exchange and a key of its own. */
import type { Clock } from '../../sandbox/exchange/clock.mts';
import { inventKey } from '../../sandbox/demo.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { credentialsOfKey, type SandboxAccount } from './sandboxAccount.mts';

/** An account on an exchange of its own. */
export interface OwnExchange extends Pick<SandboxAccount, 'sandbox' | 'credentials'> {
	/** The account's name at the exchange. */
	readonly name: string;
	/** Lets the exchange's time go on: what was before is old, also to lists that lag. */
	age(ms: number): void;
}

async function openOwn(name: string): Promise<OwnExchange> {
	let aheadMs = 0;
	const clock: Clock = { now: () => Date.now() + aheadMs };
	const key = inventKey(name, ['read', 'trade', 'withdraw', 'excode']);
	const sandbox = await startSandbox({
		clock,
		stepMs: 86_400_000, // the market stands still
		rateLimit: false,
		accounts: [{ name, keys: { key } }],
	});
	return {
		sandbox,
		credentials: credentialsOfKey(sandbox.url, key),
		name,
		age: (ms) => void (aheadMs += ms),
	};
}

/**
 * A test for each case; all of them begin at once.
 * @param nameOf no two cases may have the same: it is the account's name, too
 */
export function concurrentTests<Case>(
	cases: readonly Case[],
	nameOf: (one: Case) => string,
	run: (one: Case, own: OwnExchange) => Promise<void>,
): void {
	const running = new Map<Case, Promise<void>>();
	beforeAll(() => {
		for (const one of cases) {
			const ended = openOwn(nameOf(one)).then(async (own) => {
				await run(one, own).finally(async () => await own.sandbox.stop());
			});
			ended.catch(() => {}); // its own test tells
			running.set(one, ended);
		}
	});
	for (const one of cases) test(nameOf(one), async () => await running.get(one));
}
