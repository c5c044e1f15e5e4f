/**
 * Time in our own code per call: the profiler's samples, while real executions run in n8n's engine.
 * A sample is ours when the innermost frame that stands in a file, not in Node.js itself, is of dist/:
 * the digest that we ask node:crypto for counts as ours, n8n's HTTP helper does not.
 */
import { Session, type Profiler } from 'node:inspector/promises';
import { fileURLToPath } from 'node:url';
import { formatTable } from '../tools/table.mts';
import { withExchange } from './exchange.mts';
import type { Peer } from './peer.mts';
import { formatMs, median } from './statistics.mts';

const SAMPLE_EVERY_US = 100;
const CALLS = 100;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/** Whose the time of each node of the profile is: that of its nearest caller in a file. */
function isOursById({ nodes }: Profiler.Profile): Map<number, boolean> {
	const ours = new Map<number, boolean>();
	const parents = new Map<number, Profiler.ProfileNode>();
	for (const node of nodes) for (const child of node.children ?? []) parents.set(child, node);
	for (const node of nodes) {
		let frame: Profiler.ProfileNode | undefined = node;
		const isInFile = (url: string) => url !== '' && !url.startsWith('node:');
		while (frame && !isInFile(frame.callFrame.url)) frame = parents.get(frame.id);
		ours.set(node.id, frame?.callFrame.url.includes(dist) ?? false);
	}
	return ours;
}

/** Milliseconds of our own code in a profile: samples, as their distances hold what other programs took. */
function ownMs(profile: Profiler.Profile): number {
	const ours = isOursById(profile);
	const hits = (profile.samples ?? []).filter((id) => ours.get(id)).length;
	return (hits * SAMPLE_EVERY_US) / 1000;
}

async function profiled(work: () => Promise<unknown>): Promise<Profiler.Profile> {
	const session = new Session();
	session.connect();
	try {
		await session.post('Profiler.enable');
		await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_EVERY_US });
		await session.post('Profiler.start');
		await work();
		return (await session.post('Profiler.stop')).profile;
	} finally {
		session.disconnect();
	}
}

/** @param node this node @param runs of each; the first has the code cold, as in a fresh n8n */
export async function ownCode(node: Peer, runs: number): Promise<string> {
	const rows: string[][] = [];
	const kinds = [
		['a read', node.read],
		['an order', node.order],
	] as const;
	for (const [name, run] of kinds) {
		const measured: number[] = [];
		for (let turn = 0; turn < runs; turn++) {
			const profile = await withExchange(
				async (exchange) => await profiled(async () => await run(exchange, CALLS)),
				false,
			);
			measured.push(ownMs(profile) / CALLS);
		}
		rows.push([name, formatMs(median(measured)), formatMs(measured[0])]);
	}
	return `Time in our own code per call\n${formatTable([['', 'median', 'first run'], ...rows])}`;
}
