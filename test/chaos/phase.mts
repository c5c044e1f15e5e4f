/** One phase: its executions over several exchanges at once, then the judgement. */
import type { Subject } from '../harness/harness.mts';
import { ChaosExchange } from './exchange.mts';
import type { Trouble } from './faults.mts';
import { judge } from './judge.mts';
import type { Phase } from './plan.mts';
import { faultTable, kindTable, summary } from './report.mts';

/** EXMO's limit is for an address, so several of them get through more writes in the same time. */
const MIN_EXCHANGES = 12;
const WRITES_EACH = 100;
/** The faults refuse some; where it is many, something else keeps the node from working. */
const MAX_REFUSED = 0.15;

export interface PhaseResult {
	/** Tables and sums, for a person. */
	readonly text: string;
	/** What may never be; empty when all is well. */
	readonly wrongs: readonly string[];
}

/** Runs a phase. @param seed which faults hit when @param without what is left out */
export async function runPhase(
	subject: Subject,
	seed: number,
	phase: Phase,
	without: readonly Trouble[],
): Promise<PhaseResult> {
	const planned = phase.executions.reduce((sum, { writes }) => sum + writes.length, 0);
	const count = Math.max(MIN_EXCHANGES, Math.ceil(planned / WRITES_EACH));
	const exchanges = await Promise.all(
		Array.from({ length: count }, (_, index) => ChaosExchange.open(subject, seed, index, without)),
	);
	const queue = phase.executions.values();
	await Promise.all(exchanges.map((exchange) => exchange.work(() => queue.next().value)));
	const accounts = await Promise.all(exchanges.map((exchange) => exchange.close()));

	const judged = accounts.map(judge);
	const verdicts = judged.flatMap((one) => one.verdicts);
	const wrongs = [
		...judged.flatMap(({ strays }) => strays),
		...verdicts.flatMap((verdict) => verdict.wrongs),
	];
	if (verdicts.length !== planned) {
		wrongs.push(`${planned} writes were intended, ${verdicts.length} were reported on`);
	}
	const hit = accounts.some(({ requests }) => requests.some(({ faults }) => faults.length > 0));
	if (!hit) wrongs.push('no fault hit anything: this run has shown nothing');
	const refused = verdicts.filter(({ ending }) => ending === 'refused').length;
	if (refused > planned * MAX_REFUSED) {
		wrongs.push(`${refused} of ${planned} writes were refused: what got through shows little`);
	}
	const tables = [faultTable(accounts, verdicts), kindTable(verdicts)].join('\n\n');
	return {
		text: `${phase.title}\n\n${tables}\n\n${summary(accounts, verdicts)}`,
		wrongs,
	};
}
