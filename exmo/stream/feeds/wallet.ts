/**
 * Balances, spot or margin (exmo-api/WEBSOCKET.md 4.6, 4.8). The first snapshot is the base; after a
 * gap the new snapshot tells what has changed in the meantime.
 */
import type { DataFrame, Row } from '../frames';
import type { Feed, StreamEvent } from './feed';

type Maps = Record<string, Record<string, unknown>>;

/** One row a currency, from each of the three forms that the topics have. */
function currencyRows(data: unknown): Row[] {
	const body = (data ?? {}) as Row;
	if (typeof body.currency === 'string') return [body];
	if (body.balances !== undefined) {
		const { balances, reserved = {} } = body as Maps;
		return Object.entries(balances).map(([currency, balance]) => ({
			currency,
			balance,
			reserved: reserved[currency] ?? '0',
		}));
	}
	return Object.entries(body as Maps).map(([currency, row]) => ({ currency, ...row }));
}

export class WalletFeed implements Feed {
	readonly isState = true;
	private readonly last = new Map<string, string>();
	private hasBase = false;

	take({ data, ts, isSnapshot }: DataFrame): StreamEvent[] {
		const isBase = isSnapshot && !this.hasBase;
		if (isSnapshot) this.hasBase = true;
		return currencyRows(data).flatMap((row) => {
			const key = String(row.currency);
			const text = JSON.stringify(row);
			if (this.last.get(key) === text) return [];
			this.last.set(key, text);
			return isBase ? [] : [{ key, pair: '', row, ts, recovered: isSnapshot }];
		});
	}
}
