// `npm run test:queue`: n8n in queue mode for real, two workers on one key. 200 executions that each
// place and cancel an order: none may fail, none may be doubled, and both workers together keep to
// EXMO's limit without talking to each other.
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endAll } from '../../playground/processes.mts';
import { progressOn } from '../../playground/progress.mts';
import { onShutdown } from '../../playground/shutdown.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { truthOf } from '../harness/truth.mts';
import { startCluster } from './cluster.mts';
import { after, highestPerSecond, trafficTable } from './record.mts';
import { callMany, countExecutions, publishWorkflow } from './workflow.mts';

const EXECUTIONS = 200;
const CONCURRENCY = 20;
/** Time for two workers to find out that they share the limit. */
const SETTLED_AFTER_MS = 15_000;
/** Each learns of the other only by refusals, so now and then one asks for too much. */
const MAX_REFUSED = 0.01;

const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-queue-'));
const sandbox = await startSandbox();

/** @returns what is wrong, in sentences */
async function run(): Promise<string[]> {
	await chmod(folder, 0o755); // PostgreSQL runs as a user of its own
	const main = await startCluster(folder, progressOn(process.stdout));
	const rest = await publishWorkflow(main.url, sandbox);

	const began = Date.now();
	const failures = await callMany(main.url, EXECUTIONS, CONCURRENCY);
	const seconds = (Date.now() - began) / 1000;

	const { orders } = await truthOf(sandbox);
	const { requests } = sandbox;
	const statuses = await countExecutions(rest);
	const notCancelled = orders.filter(({ status }) => status !== 'cancelled');
	const clientIds = new Set(orders.map(({ clientId }) => clientId));
	const settled = after(requests, SETTLED_AFTER_MS);
	const refused = settled.filter(({ refusals }) => refusals.includes('40034')).length;
	console.log(
		`\n${trafficTable(requests)}\n\n` +
			`${EXECUTIONS} executions in ${seconds.toFixed(1)} s, ${failures.length} failed; n8n says ${JSON.stringify(statuses)}\n` +
			`${orders.length} orders at the exchange, ${clientIds.size} client order IDs, ${notCancelled.length} not cancelled\n` +
			`${requests.length} requests; from the ${SETTLED_AFTER_MS / 1000}th second on ${settled.length}, ${refused} of them one too many, at most ${highestPerSecond(settled)} in any second\n`,
	);
	const wrongs = failures.map((failure) => `An execution failed: ${failure}`);
	if (statuses.success !== EXECUTIONS) {
		wrongs.push(`n8n counts ${statuses.success ?? 0} successes, not ${EXECUTIONS}.`);
	}
	if (orders.length !== EXECUTIONS || clientIds.size !== EXECUTIONS) {
		wrongs.push(`${EXECUTIONS} orders were intended, ${orders.length} are at the exchange.`);
	}
	if (notCancelled.length > 0) wrongs.push(`${notCancelled.length} orders were not cancelled.`);
	if (refused / settled.length > MAX_REFUSED) {
		wrongs.push(`Two workers did not settle: ${refused} of ${settled.length} were one too many.`);
	}
	return wrongs;
}

async function end(code: number): Promise<never> {
	await endAll();
	await sandbox.stop();
	await rm(folder, { recursive: true, force: true });
	process.exit(code);
}

let asked = false;
onShutdown(() => {
	asked = true;
	console.log('\nStopping ...');
	void end(130);
});

try {
	const wrongs = await run();
	for (const wrong of wrongs.slice(0, 20)) console.error(wrong);
	if (wrongs.length === 0)
		console.log('Nothing failed, nothing doubled, and both workers settled at the limit.');
	await end(wrongs.length === 0 ? 0 : 1);
} catch (error) {
	if (!asked) {
		console.error((error as Error).message);
		await end(1);
	}
}
