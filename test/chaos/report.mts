/** What happened, as tables: what became of the writes of each kind, and of those each fault hit. */
import type { FaultSpec } from '../../sandbox/faults/faultSpec.mts';
import type { LoggedRequest } from '../../sandbox/record/requestLog.mts';
import { formatTable } from '../../tools/table.mts';
import type { Account } from './exchange.mts';
import { nameOf } from './faults.mts';
import { isOpen, type Ending, type Verdict } from './judge.mts';
import { allRecorded, KINDS } from './kinds.mts';

const ENDINGS: readonly Ending[] = [
	'done',
	'done, unsaid',
	'reconciled',
	'twin told',
	'unknown, arrived',
	'unknown, not arrived',
	'refused',
	'not begun',
	'stuck',
];

type Counts = Map<string, number>;

const add = (counts: Counts, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

function rowsBy<T>(all: Iterable<T>, namesOf: (one: T) => Array<[row: string, column: string]>) {
	const rows = new Map<string, Counts>();
	for (const one of all) {
		for (const [row, column] of namesOf(one)) {
			const counts = rows.get(row) ?? new Map<string, number>();
			rows.set(row, counts);
			add(counts, column);
		}
	}
	return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

const tableOf = (name: string, columns: readonly string[], rows: Array<[string, Counts]>): string =>
	formatTable([
		[name, ...columns],
		...rows.map(([row, counts]) => [row, ...columns.map((column) => counts.get(column) ?? 0)]),
	]);

/** What the request writes, if it does; the amounts of all writes differ. */
const amountOf = ({ endpoint, fields }: LoggedRequest): string | undefined => {
	const kind = Object.values(KINDS).find((one) => one.endpoint === endpoint);
	return kind && fields[kind.amountField];
};

/** Delays change nothing by themselves; of several other faults at once, nobody can say which it was. */
function namesOf({ faults }: LoggedRequest): string[] {
	const isDelay = ({ kind }: FaultSpec) => kind === 'latency' || kind === 'connectionLatency';
	const others = faults.filter((fault) => !isDelay(fault)).map(nameOf);
	const delays = faults.filter(isDelay).map(nameOf);
	return [...delays, ...(others.length > 1 ? ['(several at once)'] : others)];
}

/** One row a fault: how many requests it hit, and how the writes among them ended. */
export function faultTable(accounts: readonly Account[], verdicts: readonly Verdict[]): string {
	const endings = new Map(verdicts.map(({ outcome, ending }) => [outcome.write.amount, ending]));
	const rows = rowsBy(
		accounts.flatMap(({ requests }) => requests),
		(request) => {
			const ending = endings.get(amountOf(request) ?? '');
			const columns = ending ? ['hit', 'writes', ending] : ['hit'];
			return namesOf(request).flatMap((name) =>
				columns.map((column): [string, string] => [name, column]),
			);
		},
	);
	const columns = [
		'hit',
		'writes',
		...ENDINGS.filter((name) => name !== 'not begun' && name !== 'stuck'),
	];
	return tableOf('fault', columns, rows);
}

/** One row a kind of write and a way in which the node came to run. */
export function kindTable(verdicts: readonly Verdict[]): string {
	const rows = rowsBy(verdicts, ({ outcome: { write, way }, ending }) =>
		[write.kind, `(${way})`].flatMap(
			(row): Array<[string, string]> => [
				[row, 'intended'],
				[row, ending],
			],
		),
	);
	return tableOf('write', ['intended', ...ENDINGS], rows);
}

/** The sums that have to add up. */
export function summary(accounts: readonly Account[], verdicts: readonly Verdict[]): string {
	const counts: Counts = new Map();
	for (const { ending } of verdicts) add(counts, ending);
	const of = (ending: Ending) => counts.get(ending) ?? 0;
	const done = of('done') + of('done, unsaid') + of('reconciled') + of('twin told');
	const recorded = accounts.reduce((sum, { truth }) => sum + allRecorded(truth).length, 0);
	const twins = verdicts.filter(({ ending }) => ending === 'twin told');
	const open = twins.filter(({ found }) => found.filter(isOpen).length > 1);
	const extra = twins.reduce((sum, { found }) => sum + found.length - 1, 0);
	const cancels = verdicts.filter(({ outcome }) => outcome.cancelled);
	const cancelled = cancels.filter(({ outcome }) => outcome.cancelled?.kind === 'done');
	const requests = accounts.reduce((sum, account) => sum + account.requests.length, 0);
	return [
		`${verdicts.length} writes intended, ${ENDINGS.map((ending) => `${of(ending)} ${ending}`).join(' · ')}`,
		`at the exchange ${recorded} = ${done} reported done + ${of('unknown, arrived')} reported unknown that arrived + ${extra} twins told`,
		`${twins.length} orders with a twin that was told, ${open.length} of them open twice`,
		...open.map(({ outcome: { done } }) => `  ${done.told}`),
		`${cancels.length} cancellations, ${cancelled.length} reported done · ${requests} requests`,
	].join('\n');
}
