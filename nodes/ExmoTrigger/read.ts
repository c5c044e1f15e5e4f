/** Which pairs are meant. */
import { listedPair, spelledPair } from '../shared/exchange/pairs';
import type { Watch } from './event';

/**
 * The pairs that are meant: those that were named, or all that are listed now. Named ones are checked
 * at the first poll only: a pair that is delisted later must not stop the others.
 * @throws InvalidInput
 */
export async function pairsOf(
	{ client, parameters }: Watch,
	isFirstPoll: boolean,
): Promise<string[]> {
	const named = parameters.pairs();
	if (named.length > 0 && !isFirstPoll) {
		return await Promise.all(named.map(async (pair) => await spelledPair(client, pair)));
	}
	if (named.length === 0) return [...(await client.pairs()).keys()];
	return await Promise.all(named.map(async (asked) => (await listedPair(client, asked)).pair));
}
