// `npm run bench`: this node beside what a user would pick instead, on this machine, in one run.
// Nothing is asserted: what falls short is printed as it is.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { installN8n } from '../playground/install.mts';
import { progressOn } from '../playground/progress.mts';
import { CONNECTION_MS, ROUND_TRIP_MS } from './exchange.mts';

const HELP = `npm run bench [-- --runs N] [-- --only import|sign|queue|own|throughput]

  --runs <n>  runs of each workload (3)
  --only      one part of it
  --against   a checkout whose queue is measured beside this one's
`;

const { values } = parseArgs({
	options: {
		runs: { type: 'string', default: '3' },
		only: { type: 'string' },
		against: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

const setUpUserFolder: () => Promise<void> = createRequire(import.meta.url)(
	'../test/n8nUserFolder.js',
);

async function main(): Promise<void> {
	if (values.help) return console.log(HELP);
	if (!/^[1-9]\d?$/.test(values.runs)) throw new Error('--runs has to be a number from 1 to 99.');
	const runs = Number(values.runs);
	const wants = (part: string) => values.only === undefined || values.only === part;

	await setUpUserFolder(); // before n8n-core is loaded
	if (wants('import')) console.log(`${(await import('./import.mts')).importCost()}\n`);
	if (wants('sign')) console.log(`${await (await import('./sign.mts')).sign()}\n`);
	if (wants('queue')) {
		console.log(`${await (await import('./queue.mts')).queueCost(values.against)}\n`);
	}
	if (!wants('own') && !wants('throughput')) return;

	const { exmoNode } = await import('./peers/exmoNode.mts');
	if (wants('own'))
		console.log(`${await (await import('./ownCode.mts')).ownCode(exmoNode, runs)}\n`);
	if (!wants('throughput')) return;
	const { httpRequestPeers } = await import('./peers/httpRequest.mts');
	const { ccxtExmo } = await import('./peers/ccxt.mts');
	const { throughput } = await import('./throughput.mts');
	const { bin } = await installN8n(progressOn(process.stdout)); // for its HTTP Request node
	console.log(
		`The exchange: ${ROUND_TRIP_MS} ms round trip, ${CONNECTION_MS} ms more on each new connection; ${runs} runs\n`,
	);
	console.log(await throughput([exmoNode, ...httpRequestPeers(bin), ccxtExmo], runs));
}

main().then(
	() => process.exit(0),
	(error: Error) => {
		console.error(error.message);
		process.exit(1);
	},
);
