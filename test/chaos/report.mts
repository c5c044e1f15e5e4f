/** What happened, as a table: per fault kind, what became of the orders that it struck. */
import type { FaultSpec } from '../../sandbox/control/faultSpec.mts';
import type { LoggedRequest } from '../../sandbox/control/requestLog.mts';
import { formatTable } from '../../tools/table.mts';
import type { Account } from './exchange.mts';
import { nameOf } from './faults.mts';
import type { Ending, Verdict } from './judge.mts';

const ENDINGS: readonly Ending[] = [
	'done',
	'done, unsaid',
	'reconciled',
	'unknown, arrived',
	'unknown, not arrived',
	'refused',
	'not begun',
];

type Counts = Map<string, number>;

const add = (counts: Counts, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

const quantityOf = ({ endpoint, fields }: LoggedRequest) =>
	endpoint === 'order_create' ? fields.quantity : undefined;

/** Delays change nothing by themselves; of several other faults at once, nobody can say which it was. */
function namesOf({ faults }: LoggedRequest): string[] {
	const isDelay = ({ kind }: FaultSpec) => kind === 'latency' || kind === 'connectionLatency';
	const others = faults.filter((fault) => !isDelay(fault)).map(nameOf);
	const delays = faults.filter(isDelay).map(nameOf);
	return [...delays, ...(others.length > 1 ? ['(several at once)'] : others)];
}

/** One row a fault: how many requests it struck, and how the orders among them ended. */
export function faultTable(accounts: readonly Account[], verdicts: readonly Verdict[]): string {
	const endings = new Map(verdicts.map(({ outcome, ending }) => [outcome.order.quantity, ending]));
	const rows = new Map<string, Counts>();
	for (const request of accounts.flatMap(({ requests }) => requests)) {
		for (const name of namesOf(request)) {
			const counts = rows.get(name) ?? new Map<string, number>();
			rows.set(name, counts);
			add(counts, 'struck');
			const ending = endings.get(quantityOf(request) ?? '');
			if (ending === undefined) continue;
			add(counts, 'orders');
			add(counts, ending);
		}
	}
	const columns = ['struck', 'orders', ...ENDINGS.filter((name) => name !== 'not begun')];
	const body = [...rows]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([name, counts]) => [name, ...columns.map((column) => counts.get(column) ?? 0)]);
	return formatTable([['fault', ...columns], ...body]);
}

/** The sums that have to add up. */
export function summary(accounts: readonly Account[], verdicts: readonly Verdict[]): string {
	const counts: Counts = new Map();
	for (const { ending } of verdicts) add(counts, ending);
	const of = (ending: Ending) => counts.get(ending) ?? 0;
	const done = of('done') + of('done, unsaid') + of('reconciled');
	const accepted = accounts.reduce((sum, account) => sum + account.accepted.length, 0);
	const cancels = verdicts.filter(({ outcome }) => outcome.cancelled);
	const cancelled = cancels.filter(({ outcome }) => outcome.cancelled?.kind === 'done');
	const requests = accounts.reduce((sum, account) => sum + account.requests.length, 0);
	return [
		`${verdicts.length} orders intended, ${ENDINGS.map((ending) => `${of(ending)} ${ending}`).join(' · ')}`,
		`at the exchange ${accepted} = ${done} reported done + ${of('unknown, arrived')} reported unknown that arrived`,
		`${cancels.length} cancellations, ${cancelled.length} reported done · ${requests} requests · at most ${Math.max(...accounts.map(({ highestPerSecond }) => highestPerSecond))} in any second on one key`,
	].join('\n');
}
