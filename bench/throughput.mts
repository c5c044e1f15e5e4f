/** Whole executions against a far exchange: how long, and how much of it came to nothing. */
import { REQUESTS_PER_SECOND } from '../sandbox/http/rateLimit.mts';
import { formatTable } from '../tools/table.mts';
import { withExchange, type FarExchange } from './exchange.mts';
import type { Counted, Peer } from './peer.mts';
import { formatMs, formatRatio, median } from './statistics.mts';

interface Workload {
	readonly title: string;
	readonly calls: number;
	run(peer: Peer, exchange: FarExchange): Promise<Counted[]>;
	/** Whether what the exchange has accepted can be counted, too. */
	readonly orders?: boolean;
}

const WORKLOADS: readonly Workload[] = [
	{
		title: '100 signed reads in one execution',
		calls: 100,
		run: async (peer, exchange) => [await peer.read(exchange, 100)],
	},
	{
		title: '5 executions x 20 orders at once on one key',
		calls: 100,
		orders: true,
		run: async (peer, exchange) =>
			await Promise.all(Array.from({ length: 5 }, () => peer.order(exchange, 20))),
	},
];

interface Measured {
	readonly ms: number;
	readonly failed: number;
	readonly accepted: number;
}

async function measure(workload: Workload, peer: Peer): Promise<Measured> {
	return await withExchange(async (exchange) => {
		const began = performance.now();
		const counts = await workload.run(peer, exchange);
		const ms = performance.now() - began;
		const failed = counts.reduce((sum, one) => sum + one.failed, 0);
		return { ms, failed, accepted: workload.orders ? await exchange.acceptedOrders() : 0 };
	});
}

/** One table a workload; peers take turns, so that a busy moment of this machine hits all of them. */
export async function throughput(peers: readonly Peer[], runs: number): Promise<string> {
	const tables: string[] = [];
	for (const workload of WORKLOADS) {
		const measured = new Map<Peer, Measured[]>(peers.map((peer) => [peer, []]));
		for (let run = 0; run < runs; run++) {
			for (const peer of peers) measured.get(peer)?.push(await measure(workload, peer));
		}
		tables.push(tableOf(workload, measured));
	}
	return tables.join('\n\n');
}

const range = (values: readonly number[]): string => {
	const [min, max] = [Math.min(...values), Math.max(...values)];
	return min === max ? String(min) : `${min} to ${max}`;
};

/** By the call that was done, as those that failed cost nothing and bring nothing. */
function tableOf({ title, calls, orders }: Workload, measured: Map<Peer, Measured[]>): string {
	// No client that keeps to EXMO's limit can be faster
	const bound = 1000 / REQUESTS_PER_SECOND;
	const perDone = ({ ms, failed }: Measured) => ms / (calls - failed);
	const [ours] = measured.values();
	const rows = [...measured].map(([peer, runs]) => {
		const each = median(runs.map(perDone));
		return [
			peer.name,
			formatMs(median(runs.map(({ ms }) => ms))),
			range(runs.map(({ failed }) => failed)),
			...(orders ? [range(runs.map(({ accepted }) => accepted))] : []),
			formatMs(each),
			formatRatio(each / bound),
			// Run by run, so that both halves of a ratio met the same machine
			formatRatio(median(runs.map((run, index) => perDone(run) / perDone(ours[index])))),
		];
	});
	const head = [
		'',
		'median',
		'failed',
		...(orders ? ['at the exchange'] : []),
		'per call done',
		`of ${REQUESTS_PER_SECOND} a second`,
		'of this node',
	];
	return `${title}\n${formatTable([head, ...rows])}`;
}
