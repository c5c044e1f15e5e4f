/**
 * How many changes this process has made to each position. A lost change is told by the position
 * itself; when another one has come in between, the position says nothing about this one.
 */
import type { ExmoClient } from '../../../shared/exchange/client';

/** Positions of so many changes are remembered; the longest unused is forgotten first. */
const MAX_POSITIONS = 10_000;
const counts = new Map<string, number>();

const keyOf = ({ url, account }: ExmoClient, positionId: string): string =>
	`${url} ${account.apiKey} ${positionId}`;

export const changesOf = (client: ExmoClient, positionId: string): number =>
	counts.get(keyOf(client, positionId)) ?? 0;

/** Why the position does not tell what became of a change: another one has come in between. */
export const changedMeanwhile = (
	client: ExmoClient,
	{ positionId, changesBefore }: { readonly positionId: string; readonly changesBefore: number },
): string | undefined =>
	changesOf(client, positionId) === changesBefore
		? undefined
		: 'The position was changed by another execution meanwhile, so it does not tell.';

export function noteChange(client: ExmoClient, positionId: string): void {
	const key = keyOf(client, positionId);
	const count = changesOf(client, positionId) + 1;
	counts.delete(key);
	counts.set(key, count);
	if (counts.size > MAX_POSITIONS) counts.delete(counts.keys().next().value ?? '');
}
