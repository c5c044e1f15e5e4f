// `npm start`: a workflow that trades, on this machine.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { MARKET_NAMES } from '../sandbox/market/create.mts';
import type { MarketName } from '../sandbox/market/market.mts';
import { dataFolder } from './paths.mts';
import { AlreadyRunning, startPlayground, type Playground } from './playground.mts';
import { portNear } from './ports.mts';
import { endAll } from './processes.mts';
import { elapsed, progressOn } from './progress.mts';
import { announce, runningElsewhere } from './running.mts';
import { onShutdown } from './shutdown.mts';
import { ageOf, holderOf } from './turn.mts';
import { welcome, type Shown } from './welcome.mts';

const help = `npm start [-- options]

  Starts a real n8n with this package in it, beside the sandbox exchange, on this machine.
  While it runs, another \`npm start\` shows its address and login again.

  --market <name>   the sandbox's market: ${MARKET_NAMES.join(' | ')} (normal)
  --fresh           forget the n8n of earlier starts: its account, workflows and executions
  --help            this text`;

interface Options {
	/** undefined: whichever runs already, or the normal one. */
	market: MarketName | undefined;
	fresh: boolean;
}

/** @throws a sentence and the help when the flags make no sense; undefined when only help is asked for */
function readOptions(): Options | undefined {
	try {
		const { values } = parseArgs({
			options: {
				market: { type: 'string' },
				fresh: { type: 'boolean', default: false },
				help: { type: 'boolean', short: 'h', default: false },
			},
		});
		const market = MARKET_NAMES.find((name) => name === values.market);
		if (market !== values.market) throw new Error(`--market: "${values.market}" is not a market.`);
		return values.help ? undefined : { market, fresh: values.fresh };
	} catch (error) {
		throw new Error(`${(error as Error).message}\n\n${help}`);
	}
}

const say = (sentence: string) => console.log(`  ${sentence}`);
const progress = progressOn(process.stdout);

/** npm's shell becomes this process, so the install before it is part of its age. */
const sinceStart = () => elapsed(ageOf(process.pid));

function shownOf(playground: Playground, market: MarketName): Shown {
	const { n8n, sandbox, account, credentialId, workflowIds } = playground;
	const urls = { n8nUrl: n8n.url, sandboxUrl: sandbox.url };
	return { pid: process.pid, ...urls, market, account, credentialId, workflowIds };
}

/** Shows a playground that runs already. @returns false when it ended while it was waited for */
async function showOther(pid: number, market: MarketName | undefined): Promise<boolean> {
	const shown = await runningElsewhere(dataFolder, pid, progress);
	if (shown === undefined) return false;
	say('The playground is running already.');
	console.log(welcome(shown, false));
	if (market !== undefined && market !== shown.market) {
		throw new Error(`It plays the market "${shown.market}". Stop it first to have "${market}".`);
	}
	return true;
}

/** Starts everything and resolves when n8n has ended, or shows what runs already. */
async function run(options: Options): Promise<void> {
	const { market = 'normal', fresh } = options;
	if (fresh) {
		const holder = await holderOf(join(dataFolder, 'running.lock'));
		if (holder) throw new Error(`The playground is running, as process ${holder}: stop it first.`);
		await rm(dataFolder, { recursive: true, force: true });
	}
	let playground: Playground;
	try {
		const port = (wanted: number, forWhat: string) => portNear(wanted, forWhat, say);
		playground = await startPlayground({ folder: dataFolder, port, progress, market });
	} catch (error) {
		if (!(error instanceof AlreadyRunning)) throw error;
		return (await showOther(error.pid, options.market)) ? undefined : run(options);
	}
	const shown = shownOf(playground, market);
	await announce(dataFolder, shown);
	say(`Ready after ${sinceStart()}.`);
	console.log(welcome(shown, true));

	await playground.n8n.ended;
	await playground.stop();
	throw new Error(`n8n has ended by itself. Its log: ${playground.n8n.logFile}`);
}

async function main(): Promise<number> {
	const options = readOptions();
	if (options === undefined) {
		console.log(help);
		return 0;
	}
	if (process.platform === 'win32') {
		throw new Error('The playground runs on Linux and macOS. On Windows, start it inside WSL.');
	}

	let asked = false;
	const work = run(options).catch((error: unknown) => {
		if (!asked) throw error; // what is interrupted by the stop below is no error
	});
	onShutdown(() => {
		asked = true;
		console.log('\n  Stopping ...');
		void endAll();
	});
	await work;
	if (asked) say('Everything that was started here has ended.');
	return 0;
}

main()
	.catch(async (error: Error) => {
		console.error(`\n  ${error.message}\n`);
		await endAll();
		return 1;
	})
	.then((code) => process.exit(code));
