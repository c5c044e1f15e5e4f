/** The margin pairs, for every operation that has to know their rules. */
import { isSameCode } from '../../../../exmo/market/codes';
import { marginPairRows, readMarginPair, type MarginPair } from '../../../../exmo/account/margin';
import type { ExmoClient } from '../../../shared/exchange/client';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { didYouMean } from '../../../shared/errors/didYouMean';

/** The pair's rules. @throws InvalidInput when it cannot be traded on margin */
export async function marginPairOf(client: ExmoClient, pair: string): Promise<MarginPair> {
	const rows = await marginPairRows(client.call);
	const row = rows.find(({ name }) => isSameCode(name, pair));
	if (row) return readMarginPair(row);
	const listed = rows.map(({ name }) => String(name));
	throw new InvalidInput(
		`The pair ${pair} is not listed for margin trading at ${new URL(client.url).host}. ${didYouMean(pair, listed)}Margin Market: Get Many Pairs shows what is.`,
	);
}
