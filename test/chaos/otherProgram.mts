/** Another program on the same key: it reads now and then, and its nonces overtake those of the node. */
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/server.mts';
import type { ApiKey } from '../../sandbox/exchange/accounts.mts';
import { Random } from './random.mts';

/** Begins to read. @returns ends it, and resolves when nothing of it is under way any more */
export function startOtherProgram(
	{ url, exchange }: Sandbox,
	{ key, secret }: ApiKey,
	seed: number,
): () => Promise<void> {
	const random = new Random(seed);
	const ending = new AbortController();
	const read = async () => {
		// As one that has heard of every nonce that was used: its next one is a little above
		const nonce = exchange.keys.get(key)!.lastNonce + BigInt(random.between(1, 20));
		const body = `nonce=${nonce}`;
		const sign = createHmac('sha512', secret).update(body).digest('hex');
		const type = 'application/x-www-form-urlencoded';
		const headers = { Key: key, Sign: sign, 'Content-Type': type };
		const signal = AbortSignal.any([ending.signal, AbortSignal.timeout(2_000)]);
		const request = { method: 'POST', body, headers, signal };
		await (await fetch(`${url}/v1.1/user_info`, request)).text();
	};
	const work = async () => {
		while (!ending.signal.aborted) {
			await sleep(random.between(300, 6_000), undefined, { signal: ending.signal, ref: false });
			await read().catch(() => {}); // it meets the exchange's faults, too
		}
	};
	const ended = work().catch(() => {}); // aborted
	return async () => {
		ending.abort();
		await ended;
	};
}
