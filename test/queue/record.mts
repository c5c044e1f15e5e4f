/** What the exchange saw of both workers together. */
import type { LoggedRequest } from '../../sandbox/record/requestLog.mts';
import { formatTable } from '../../tools/table.mts';

const WINDOW_MS = 1000;
const SLICE_MS = 10_000;

/** The most requests in any rolling second. */
export function highestPerSecond(requests: readonly LoggedRequest[]): number {
	let highest = 0;
	let first = 0;
	requests.forEach(({ atMs }, index) => {
		while (atMs - requests[first].atMs >= WINDOW_MS) first++;
		highest = Math.max(highest, index - first + 1);
	});
	return highest;
}

/** Requests from so many milliseconds after the first one on. */
export const after = (requests: readonly LoggedRequest[], ms: number): LoggedRequest[] =>
	requests.filter(({ atMs }) => atMs - requests[0].atMs >= ms);

const refusedBy = (requests: readonly LoggedRequest[], code: string): number =>
	requests.filter(({ refusals }) => refusals.includes(code)).length;

/** A row for every ten seconds. */
export function trafficTable(requests: readonly LoggedRequest[]): string {
	const slices = new Map<number, LoggedRequest[]>();
	for (const request of requests) {
		const slice = Math.floor((request.atMs - requests[0].atMs) / SLICE_MS);
		slices.set(slice, [...(slices.get(slice) ?? []), request]);
	}
	const rows = [...slices].map(([slice, all]) => [
		`${(slice * SLICE_MS) / 1000} s`,
		all.length,
		highestPerSecond(all),
		refusedBy(all, '40034'),
		refusedBy(all, '40009'),
	]);
	const head = ['from', 'requests', 'most in a second', 'one too many (40034)', 'nonce (40009)'];
	return formatTable([head, ...rows]);
}
