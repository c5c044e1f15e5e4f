/**
 * Soak: order book updates of every pair, for minutes, into the built stream trigger and into ccxt's
 * watchOrderBook side by side, from one sandbox. Each of the three is a process of its own.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import type { Latencies } from './latency.mts';
import type { Sample } from './report.mts';

const HELP = `Order book updates for minutes: latency, processor and memory, beside ccxt.

Usage: npm run soak -- [--minutes 10] [--ticks 500]
`;

const { values } = parseArgs({
	options: {
		minutes: { type: 'string', default: '10' },
		ticks: { type: 'string', default: '500' },
		help: { type: 'boolean', default: false },
	},
});
if (values.help) {
	process.stdout.write(HELP);
	process.exit(0);
}
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
	process.stderr.write(`--minutes: "${values.minutes}" is not a number above 0.\n`);
	process.exit(1);
}
const runMs = minutes * 60_000;
const everyMs = Math.min(10_000, runMs / 6);

const children: ChildProcess[] = [];
const start = (file: string, args: string[], flags: string[] = []): ChildProcess => {
	const path = fileURLToPath(new URL(file, import.meta.url));
	const child = spawn(process.execPath, [...flags, path, ...args], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	children.push(child);
	return child;
};
const stop = () => children.forEach((child) => child.kill());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
	process.once(signal, () => {
		stop();
		process.exit(1);
	});
}

type Line = Sample & { whole: Latencies };

/** Starts one subject and keeps the lines it prints. */
function subject(name: string, file: string, args: string[]) {
	const lines: Line[] = [];
	const child = start(file, args, ['--expose-gc']);
	createInterface({ input: child.stdout! }).on('line', (text) => {
		const line = JSON.parse(text) as Line;
		lines.push(line);
		const shown = [
			`${String(Math.round(line.count / (everyMs / 1000))).padStart(6)} events/s`,
			`p50 ${line.p50.toFixed(1).padStart(6)} ms`,
			`p99 ${line.p99.toFixed(1).padStart(6)} ms`,
			`max ${line.max.toFixed(1).padStart(7)} ms`,
			`cpu ${line.cpuPercent.toFixed(1).padStart(5)} %`,
			`heap ${line.heapMb.toFixed(1).padStart(6)} MB`,
			`resident ${line.residentMb.toFixed(0).padStart(4)} MB`,
		];
		process.stdout.write(`${name.padEnd(6)} ${shown.join('  ')}\n`);
	});
	return { name, lines, child };
}

function summary({ name, lines }: { name: string; lines: Line[] }): Record<string, string> {
	// The first third is warm-up
	const warm = lines.slice(Math.ceil(lines.length / 3));
	const mean = (of: (line: Line) => number) =>
		warm.reduce((sum, line) => sum + of(line), 0) / Math.max(1, warm.length);
	const heap = warm.map(({ heapMb }) => heapMb);
	const { whole } = lines.at(-1) ?? { whole: { p50: 0, p99: 0, max: 0, count: 0 } };
	return {
		subject: name,
		events: String(whole.count),
		merged: String(lines.reduce((sum, { merged }) => sum + merged, 0)),
		'p50 ms': whole.p50.toFixed(2),
		'p99 ms': whole.p99.toFixed(2),
		'max ms': whole.max.toFixed(1),
		'cpu %': mean(({ cpuPercent }) => cpuPercent).toFixed(1),
		'heap MB, warm: first': (heap[0] ?? 0).toFixed(1),
		'heap MB, warm: last': (heap.at(-1) ?? 0).toFixed(1),
		'resident MB': (warm.at(-1)?.residentMb ?? 0).toFixed(0),
	};
}

try {
	const sandbox = start('../../sandbox/main.mts', [
		...['--port', '0', '--market', 'winddown', '--ticks', values.ticks],
		...['--no-rate-limit', '--quiet'],
	]);
	const [url] = (await once(createInterface({ input: sandbox.stdout as Readable }), 'line')) as [
		string,
	];
	const settings = await (await fetch(`${url}/v1.1/pair_settings`)).json();
	const pairs = Object.keys(settings as object);
	process.stdout.write(
		`${pairs.length} pairs, ${values.ticks} book updates a second and the market's own, ${minutes} min\n\n`,
	);
	const args = [url, String(everyMs), ...pairs];
	const subjects = [subject('ours', './ours.mts', args), subject('ccxt', './ccxt.mts', args)];
	const timeUp = new Promise<void>((resolve) => setTimeout(resolve, runMs + everyMs / 2).unref());
	const ended = subjects.map(async ({ name, child }) => {
		const [code] = (await once(child, 'exit')) as [number | null];
		throw new Error(`${name} ended by itself (${code})`);
	});
	await Promise.race([timeUp, ...ended]);
	ended.forEach((one) => one.catch(() => {}));
	process.stdout.write('\n');
	console.table(subjects.map(summary));
	process.stdout.write(
		'Latency: from the time stamp of the frame (whole milliseconds) to emit, or to what watchOrderBook resolves with.\n' +
			'Ours: every change; ccxt: what its promise shows when the loop comes round, so it may see fewer.\n',
	);
} catch (error) {
	process.stderr.write(`${(error as Error).message}\n`);
	process.exitCode = 1;
} finally {
	stop();
}
