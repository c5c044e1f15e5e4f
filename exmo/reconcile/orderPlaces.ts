/**
 * Where an order shows. EXMO has no call that finds an order by client ID: open orders, own trades and
 * cancelled orders are searched (exmo-api/REST.md 3.2).
 */
import { cancelledPage, openOrders, OWN_TRADES_PAGE, ownTradesPage } from '../account/lists';
import type { Call } from '../api/call';
import { rowsIn, type Row } from '../api/rows';

export type Place = 'open orders' | 'own trades' | 'cancelled orders';

/** An order of more fills than this cannot be distinguished from a lost one. */
const MAX_TRADES = 1000;

/** Own trades since then; one order can have more fills than a page. @throws RangeError when they are too many */
async function latestTrades(call: Call, pair: string, since: number): Promise<Row[]> {
	const trades: Row[] = [];
	for (let offset = 0; offset < MAX_TRADES; offset += OWN_TRADES_PAGE) {
		const rows = rowsIn((await ownTradesPage(call, [pair], offset || undefined))[pair]);
		trades.push(...rows);
		if (rows.length < OWN_TRADES_PAGE || Number(rows.at(-1)?.date) < since) return trades;
	}
	throw new RangeError('More trades than are searched');
}

const PLACES: ReadonlyArray<{
	readonly place: Place;
	rows(call: Call, pair: string, since: number): Promise<Row[]>;
}> = [
	{
		place: 'open orders',
		rows: openOrders,
	},
	{
		place: 'own trades',
		rows: latestTrades,
	},
	{
		place: 'cancelled orders',
		rows: async (call) => await cancelledPage(call, 100),
	},
];

export const PLACE_COUNT = PLACES.length;

/**
 * The rows of every place that can be read, one place after the other.
 * @param since trades older than this, by EXMO's clock in unix seconds, need not be read
 * @param visit ends it by giving true
 */
export async function readPlaces(
	call: Call,
	{ pair, since }: { readonly pair: string; readonly since: number },
	visit: (place: Place, rows: Row[]) => boolean | void,
): Promise<void> {
	for (const { place, rows } of PLACES) {
		const all = await rows(call, pair, since).catch(() => undefined);
		if (all && visit(place, all)) return;
	}
}
