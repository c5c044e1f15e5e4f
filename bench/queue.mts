/** What requests cost that wait for the rate limit: to queue them, while they wait, and to stop them all. */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';
import { formatTable } from '../tools/table.mts';
import { formatMs, formatRatio } from './statistics.mts';

const checkout = fileURLToPath(new URL('..', import.meta.url));

/** The last is as many as may wait (exmo/pacing/queue.ts). */
const SIZES = [100, 1000, 10_000];
const WAITING_MS = 3000;

interface Slot {
	release(): void;
}
type RequestQueue = new (clock: object) => { acquire(request: object): Promise<Slot> };

/** `RequestQueue` of a checkout; the sources name each other without file extensions, so they are bundled first. */
async function queueOf(directory: string): Promise<RequestQueue> {
	const input = join(directory, 'exmo/pacing/queue.ts');
	const { output } = await build({ input, platform: 'node', write: false });
	const { RequestQueue } = await import(
		`data:text/javascript,${encodeURIComponent(output[0].code)}`
	);
	return RequestQueue;
}

interface Cost {
	readonly queueMs: number;
	/** Of this process's time, while they wait. */
	readonly busy: number;
	readonly stopMs: number;
}

async function measure(Queue: RequestQueue, size: number): Promise<Cost> {
	const queue = new Queue({ now: () => performance.now(), sleep });
	const stop = new AbortController();
	const request = { kind: 'signed', apiKey: 'K-1', maxWaitMs: 36_000_000, signal: stop.signal };
	const ask = async () =>
		await queue.acquire(request).then(
			(slot) => slot.release(),
			() => {},
		);
	const began = performance.now();
	const asked = Array.from({ length: size }, ask);
	const queueMs = performance.now() - began;
	await sleep(0);

	const cpu = process.cpuUsage();
	const waitsFrom = performance.now();
	await sleep(WAITING_MS);
	const { user, system } = process.cpuUsage(cpu);
	const busy = (user + system) / 1000 / (performance.now() - waitsFrom);

	const stopped = performance.now();
	stop.abort();
	const stopMs = performance.now() - stopped;
	await Promise.all(asked);
	return { queueMs, busy, stopMs };
}

/** @param against another checkout, to compare with in the same run */
export async function queueCost(against?: string): Promise<string> {
	const ours = await queueOf(checkout);
	const theirs = against === undefined ? undefined : await queueOf(against);
	const rows: string[][] = [];
	for (const size of SIZES) {
		const cost = await measure(ours, size);
		const row = [
			...[String(size), formatMs(cost.queueMs), `${(cost.busy * 100).toFixed(1)} %`],
			formatMs(cost.stopMs),
		];
		if (theirs) {
			const before = await measure(theirs, size);
			row.push(
				...[formatMs(before.queueMs), `${(before.busy * 100).toFixed(1)} %`],
				...[formatMs(before.stopMs), formatRatio(before.queueMs / cost.queueMs)],
				formatRatio(before.stopMs / cost.stopMs),
			);
		}
		rows.push(row);
	}
	const columns = ['queued in', 'CPU while waiting', 'stopped in'];
	const head = [
		...['waiting', ...columns],
		...(theirs ? [...columns.map((column) => `there ${column}`), 'to queue', 'to stop'] : []),
	];
	return `Requests that wait for the rate limit\n${formatTable([head, ...rows])}`;
}
