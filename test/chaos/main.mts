// `npm run test:chaos`: thousands of orders through the real node under random faults, then every
// report held against what the exchange really did.
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { planPhases } from './plan.mts';

const setUpUserFolder: () => Promise<void> = createRequire(import.meta.url)('../n8nUserFolder.js');

const HELP = `npm run test:chaos [-- --seed N] [-- --short]

  --seed <n>   repeat a run: the same orders, settings and faults (what overlaps with what may differ)
  --short      fewer orders, for CI
  --orders <n> orders in each of the two phases (2000; short: 250)
`;

const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		short: { type: 'boolean', default: false },
		orders: { type: 'string' },
		help: { type: 'boolean', default: false },
	},
});

function wholeNumber(name: string, text: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	console.error(`${name}: "${text}" is not a whole number from 1.`);
	process.exit(1);
}

async function main(): Promise<number> {
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const seed =
		values.seed === undefined ? randomInt(1, 1_000_000) : wholeNumber('--seed', values.seed);
	const orders = wholeNumber('--orders', values.orders ?? (values.short ? '250' : '2000'));
	console.log(`Chaos with --seed ${seed}: ${orders} orders in each phase\n`);

	await setUpUserFolder(); // before n8n-core is loaded
	const { builtExmo } = await import('./built.mts');
	const { runPhase } = await import('./phase.mts');
	const subject = builtExmo();
	// Both at once: most of the time is waiting, for turns and for orders that may still arrive
	const results = await Promise.all(
		planPhases(seed, orders).map((phase, index) => runPhase(subject, seed + index, phase)),
	);
	for (const { text } of results) console.log(`${text}\n`);
	const wrongs = results.flatMap((result) => result.wrongs);
	console.log(`${Math.round(performance.now() / 1000)} s`);
	if (wrongs.length === 0) {
		console.log('Nothing doubled, nothing lost in silence.');
		return 0;
	}
	console.error(`${wrongs.length} wrong (repeat with --seed ${seed}):`);
	for (const wrong of wrongs.slice(0, 50)) console.error(`  ${wrong}`);
	return 1;
}

process.exit(await main());
