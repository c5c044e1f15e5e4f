// `npm run test:chaos`: thousands of orders, withdrawals and the like through the real node under random
// faults, then every report held against what the exchange really did.
import { randomInt } from 'node:crypto';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { TROUBLES, type Trouble } from './faults.mts';
import { planPhases } from './plan.mts';
import { stepWallClock } from './wallClock.mts';

const setUpUserFolder: () => Promise<void> = createRequire(import.meta.url)('../n8nUserFolder.js');

const HELP = `npm run test:chaos [-- --seed N] [-- --short]

  --seed <n>   repeat a run: the same writes, settings and faults (what overlaps with what may differ)
  --short      fewer writes, for CI
  --writes <n> writes in each of the two phases (2000; short: 160)
  --without <troubles>  leave out ${TROUBLES.join(', ')} (some of them, with commas)
`;

const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		short: { type: 'boolean', default: false },
		writes: { type: 'string' },
		without: { type: 'string', default: '' },
		help: { type: 'boolean', default: false },
	},
});

function wholeNumber(name: string, text: string): number {
	if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
	console.error(`${name}: "${text}" is not a whole number from 1.`);
	process.exit(1);
}

function troubles(text: string): Trouble[] {
	const names = text.split(',').filter((name) => name !== '');
	const unknown = names.find((name) => !(TROUBLES as readonly string[]).includes(name));
	if (unknown === undefined) return names as Trouble[];
	console.error(`--without: "${unknown}" is none of ${TROUBLES.join(', ')}.`);
	process.exit(1);
}

/** How many of each sort: a wrong begins with its name. */
function countsOf(wrongs: readonly string[]): string {
	const counts = new Map<string, number>();
	for (const wrong of wrongs) {
		const [sort] = wrong.split(':');
		counts.set(sort, (counts.get(sort) ?? 0) + 1);
	}
	return [...counts].map(([sort, count]) => `${count} ${sort}`).join(' · ');
}

async function main(): Promise<number> {
	if (values.help) {
		console.log(HELP);
		return 0;
	}
	const seed =
		values.seed === undefined ? randomInt(1, 1_000_000) : wholeNumber('--seed', values.seed);
	const writes = wholeNumber('--writes', values.writes ?? (values.short ? '160' : '2000'));
	const without = troubles(values.without);
	console.log(`Chaos with --seed ${seed}: ${writes} writes in each phase\n`);

	await setUpUserFolder(); // before n8n-core is loaded
	const { builtExmo } = await import('./built.mts');
	const { runPhase } = await import('./phase.mts');
	const subject = builtExmo();
	const standStill = without.includes('clock') ? () => {} : stepWallClock(seed);
	// Both at once: most of the time is waiting, for turns and for orders that may still arrive
	const results = await Promise.all(
		planPhases(seed, writes).map((phase, index) => runPhase(subject, seed + index, phase, without)),
	);
	standStill();
	for (const { text } of results) console.log(`${text}\n`);
	const wrongs = results.flatMap((result) => result.wrongs);
	console.log(`${Math.round(performance.now() / 1000)} s`);
	if (wrongs.length === 0) {
		console.log('Nothing doubled, nothing lost in silence.');
		return 0;
	}
	console.error(`${wrongs.length} wrong (repeat with --seed ${seed}): ${countsOf(wrongs)}`);
	for (const wrong of wrongs.slice(0, 50)) console.error(`  ${wrong}`);
	return 1;
}

process.exit(await main());
