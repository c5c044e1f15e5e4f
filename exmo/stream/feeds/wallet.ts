/**
 * Balances, spot or margin (exmo-api/WEBSOCKET.md 4.6, 4.8). The first snapshot is the base; after a
 * gap the new snapshot tells what has changed in the meantime.
 */
import type { DataFrame } from '../connection/frames';
import { isRow, type Row } from '../../api/rows';
import {
	checkDecimals,
	described,
	fromEachRow,
	needDecimals,
	rethrow,
	Unreadable,
	type Skip,
} from './unreadable';
import type { Feed, StreamEvent } from './feed';

/** The maps of a spot snapshot. @throws Unreadable */
function mapOf(body: Row, name: string): Row {
	const map = body[name] ?? {};
	if (isRow(map)) return map;
	// EXMO's empty maps may come as empty lists (REST.md 1.6 OK-3)
	if (Array.isArray(map) && map.length === 0) return {};
	throw new Unreadable(`${name} is ${described(map)}, which is no map of currencies`);
}

/** One row a currency, from each of the three forms that the topics have. @throws Unreadable */
function currencyRows(body: Row): unknown[] {
	if (body.currency !== undefined) return [body];
	if (body.balances !== undefined) {
		const [balances, reserved] = [mapOf(body, 'balances'), mapOf(body, 'reserved')];
		return Object.entries(balances).map(([currency, balance]) => ({
			currency,
			balance,
			reserved: Object.hasOwn(reserved, currency) ? reserved[currency] : '0',
		}));
	}
	return Object.entries(body).map(([currency, row]) => {
		if (!isRow(row)) return row; // what is no row is told as such
		return { ...row, currency };
	});
}

function readBalance(row: Row): Row {
	if (typeof row.currency !== 'string' || row.currency === '') {
		throw new Unreadable(`currency is ${described(row.currency)}`);
	}
	needDecimals(row, ['balance']);
	checkDecimals(row, ['reserved', 'used', 'free']);
	return row;
}

export class WalletFeed implements Feed {
	private readonly last = new Map<string, string>();
	private hasBase = false;

	take({ data, ts, isSnapshot }: DataFrame, skip: Skip = rethrow): StreamEvent[] {
		const isBase = isSnapshot && !this.hasBase;
		if (isSnapshot) this.hasBase = true;
		const rows = fromEachRow(data, skip, (body) =>
			fromEachRow(currencyRows(body), skip, (row) => [readBalance(row)]),
		);
		return rows.flatMap((row) => {
			const key = String(row.currency);
			const text = JSON.stringify(row);
			if (this.last.get(key) === text) return [];
			this.last.set(key, text);
			return isBase ? [] : [{ key, pair: '', row, ts, recovered: isSnapshot }];
		});
	}
}
