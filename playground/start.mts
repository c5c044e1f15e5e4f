// `npm start`: a workflow that trades, on this machine.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolder } from './paths.mts';
import { startPlayground, type Playground } from './playground.mts';
import { portNear } from './ports.mts';
import { endAll } from './processes.mts';
import { elapsed, progressOn } from './progress.mts';
import { onShutdown } from './shutdown.mts';
import { holderOf } from './turn.mts';

const help = `npm start [-- --fresh]

  Starts a real n8n with this package in it, beside the sandbox exchange, on this machine.
  --fresh   forget the n8n of earlier starts: its account, workflows and executions`;

const say = (sentence: string) => console.log(`  ${sentence}`);

function welcome({ n8n, sandbox, account, workflowIds }: Playground): string {
	const [first = ''] = Object.keys(workflowIds);
	return `
  ────────────────────────────────────────────────────────────────────────
   n8n       ${n8n.url}
   Sign in   ${account.email}   ${account.password}

   First     open the workflow "${first}"
             and click "Execute workflow". Then double-click its EXMO nodes.

   Exchange  ${sandbox.url}  (the sandbox: no real money, no real EXMO)
   Stop      Ctrl-C. Your workflows are still there at the next start.
  ────────────────────────────────────────────────────────────────────────
`;
}

/** @throws a sentence when something could not be started, or when n8n ends by itself */
async function run(fresh: boolean): Promise<void> {
	const began = Date.now();
	if (fresh) {
		const holder = await holderOf(join(dataFolder, 'running.lock'));
		if (holder) throw new Error(`The playground is running, as process ${holder}: stop it first.`);
		await rm(dataFolder, { recursive: true, force: true });
	}
	const playground = await startPlayground({
		folder: dataFolder,
		port: (wanted, forWhat) => portNear(wanted, forWhat, say),
		progress: progressOn(process.stdout),
	});
	say(`Ready after ${elapsed(Date.now() - began)}.`);
	console.log(welcome(playground));

	await playground.n8n.ended;
	await playground.stop();
	throw new Error(`n8n has ended by itself. Its log: ${playground.n8n.logFile}`);
}

async function main(): Promise<number> {
	const { values } = parseArgs({
		options: { fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
	});
	if (values.help) {
		console.log(help);
		return 0;
	}
	if (process.platform === 'win32') {
		throw new Error('The playground runs on Linux and macOS. On Windows, start it inside WSL.');
	}

	let asked = false;
	const work = run(values.fresh ?? false).catch((error: unknown) => {
		if (!asked) throw error; // what is interrupted by the stop below is no error
	});
	onShutdown(() => {
		asked = true;
		console.log('\n  Stopping ...');
		void endAll();
	});
	await work;
	say('Everything that was started here has ended.');
	return 0;
}

main()
	.catch(async (error: Error) => {
		console.error(`\n  ${error.message}\n`);
		await endAll();
		return 1;
	})
	.then((code) => process.exit(code));
