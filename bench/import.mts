/** What loading the built node costs beyond n8n-workflow, which n8n has loaded already; beside ccxt. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { formatTable } from '../tools/table.mts';
import { formatMs, formatRatio, median } from './statistics.mts';

const RUNS = 7;
const checkout = fileURLToPath(new URL('..', import.meta.url));

const CASES: ReadonlyArray<[name: string, ...files: string[]]> = [
	[
		'this node and its credential',
		'./dist/nodes/Exmo/Exmo.node.js',
		'./dist/credentials/ExmoApi.credentials.js',
	],
	['ccxt 4.5.73', 'ccxt'],
];

interface Cost {
	readonly ms: number;
	readonly heapBytes: number;
}

/** In a process of its own: nothing is loaded twice. */
function load(files: readonly string[]): Cost {
	const script = `
		require('n8n-workflow');
		gc();
		const before = process.memoryUsage().heapUsed;
		const began = performance.now();
		for (const file of ${JSON.stringify(files)}) require(file);
		const ms = performance.now() - began;
		gc();
		console.log(JSON.stringify({ ms, heapBytes: process.memoryUsage().heapUsed - before }));
	`;
	const args = ['--expose-gc', '--eval', script];
	return JSON.parse(execFileSync(process.execPath, args, { cwd: checkout, encoding: 'utf8' }));
}

/** Medians of several processes each, in turns. */
export function importCost(): string {
	const costs = new Map<string, Cost[]>(CASES.map(([name]) => [name, []]));
	for (let run = 0; run < RUNS; run++) {
		for (const [name, ...files] of CASES) costs.get(name)?.push(load(files));
	}
	const medians = [...costs].map(([name, all]) => ({
		name,
		ms: median(all.map(({ ms }) => ms)),
		heapBytes: median(all.map(({ heapBytes }) => heapBytes)),
	}));
	const [ours] = medians;
	const rows = medians.map(({ name, ms, heapBytes }) => [
		name,
		formatMs(ms),
		formatRatio(ms / ours.ms),
		`${(heapBytes / 1_048_576).toFixed(2)} MB`,
	]);
	return `Import, beyond n8n-workflow\n${formatTable([['', 'median', 'of this node', 'heap'], ...rows])}`;
}
