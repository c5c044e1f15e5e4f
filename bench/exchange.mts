/** The sandbox in a process of its own, as far away as EXMO is: its work does not count as ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { DEMO_KEYS } from '../sandbox/demo.mts';

/** What was seen from Europe: a request on a warm connection, and what a new connection adds. */
export const ROUND_TRIP_MS = 160;
export const CONNECTION_MS = 380;

export interface FarExchange {
	readonly url: string;
	readonly key: string;
	readonly secret: string;
	/** How many orders it has really accepted. */
	acceptedOrders(): Promise<number>;
}

const main = fileURLToPath(new URL('../sandbox/main.mts', import.meta.url));

/**
 * Gives the work a fresh exchange, and ends it afterwards.
 * @param far whether it is as slow as the real one; false: as fast as this machine
 */
export async function withExchange<T>(
	work: (exchange: FarExchange) => Promise<T>,
	far = true,
): Promise<T> {
	const child = spawn(process.execPath, [main, '--port', '0', '--quiet'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const endWithUs = () => child.kill();
	process.once('exit', endWithUs);
	try {
		const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
		if (far) await slowDown(url);
		return await work({ url, ...DEMO_KEYS.full, acceptedOrders: () => acceptedOrders(url) });
	} finally {
		process.off('exit', endWithUs);
		child.kill();
		await once(child, 'exit');
	}
}

async function slowDown(url: string): Promise<void> {
	const answer = await fetch(`${url}/_sandbox/faults`, {
		method: 'POST',
		headers: { 'Content-Type': 'application/json' },
		body: JSON.stringify([
			{ kind: 'latency', ms: ROUND_TRIP_MS },
			{ kind: 'connectionLatency', ms: CONNECTION_MS },
		]),
	});
	if (!answer.ok) throw new Error(`The sandbox took no faults: ${await answer.text()}`);
}

async function acceptedOrders(url: string): Promise<number> {
	const record = await (await fetch(`${url}/_sandbox/record`)).json();
	return (record as { orders: unknown[] }).orders.length;
}
