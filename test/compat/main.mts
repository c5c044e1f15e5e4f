// `npm run test:compat -- 2.8.4 1.123.81`: installs those versions of n8n, puts the packed package into
// each as a user would, and runs it for real against the sandbox. Without a version: the ones that the
// README promises.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll } from '../../playground/processes.mts';
import { progressOn } from '../../playground/progress.mts';
import { onShutdown } from '../../playground/shutdown.mts';
import { checks } from './checks.mts';
import { installVersion, pinnedVersion } from './install.mts';
import { Stage } from './stage.mts';

const PROMISED = ['1.123.81', '2.8.4', pinnedVersion];

const asked = process.argv.slice(2);
const versions = asked.length > 0 ? asked : PROMISED;
const malformed = versions.find((version) => !/^\d+\.\d+\.\d+$/.test(version));
if (malformed !== undefined) {
	console.error(`"${malformed}" is not a version of n8n, such as 2.8.4.`);
	process.exit(1);
}

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-compat-'));
const progress = progressOn(process.stdout);

interface Row {
	readonly check: string;
	readonly seen: string;
	readonly passed: boolean;
}

async function checkVersion(version: string): Promise<Row[]> {
	const installed = await installVersion(version, progress);
	const stage = await Stage.open(installed, join(folder, version), progress);
	const rows: Row[] = [];
	try {
		for (const [check, run] of Object.entries(checks)) {
			await stage.renewSandbox();
			const row = await run(stage).then(
				(seen) => ({ check, seen, passed: true }),
				(error: Error) => ({ check, seen: error.message, passed: false }),
			);
			console.log(`  ${row.passed ? '✓' : '✗'} ${check}: ${row.seen}`);
			rows.push(row);
		}
	} finally {
		await stage.close();
	}
	return rows;
}

const inOneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 80);

/** One row a check, one column a version. */
function tableOf(results: ReadonlyMap<string, Row[]>): string {
	const lines = [
		['', ...results.keys()],
		['---', ...[...results].map(() => '---')],
	];
	for (const check of Object.keys(checks)) {
		const cells = [...results.values()].map((rows) => {
			const row = rows.find((one) => one.check === check);
			return row ? `${row.passed ? '✓' : '✗'} ${inOneLine(row.seen)}` : '–';
		});
		lines.push([check, ...cells]);
	}
	return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

async function end(code: number): Promise<never> {
	await endAll();
	await rm(folder, { recursive: true, force: true });
	process.exit(code);
}

let stopped = false;
onShutdown(() => {
	stopped = true;
	console.log('\nStopping ...');
	void end(130);
});

try {
	const results = new Map<string, Row[]>();
	for (const version of versions) {
		console.log(`\nn8n ${version}`);
		results.set(version, await checkVersion(version));
	}
	console.log(`\n${tableOf(results)}\n`);
	const failed = [...results.values()].flat().filter(({ passed }) => !passed).length;
	if (failed > 0) console.error(`${failed} checks did not pass.`);
	await end(failed === 0 ? 0 : 1);
} catch (error) {
	if (!stopped) {
		console.error((error as Error).message);
		await end(1);
	}
}
