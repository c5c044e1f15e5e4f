/** What a topic's frames mean: each feed turns them into events, without repeats. */
import type { DataFrame } from '../connection/frames';
import type { Row } from '../../api/rows';
import type { Skip } from './unreadable';

export interface StreamEvent {
	/** Events of one key replace each other where only the latest state counts. */
	readonly key: string;
	/** '' where the topic has no pairs. */
	readonly pair: string;
	readonly row: Row;
	/** EXMO's clock, milliseconds. */
	readonly ts: number;
	/** Whether it was missed while there was no connection, and found afterwards. */
	readonly recovered: boolean;
}

/** What REST says about the time without a connection. */
export interface Recovery {
	/** Rows of `user_trades` or `margin/user/trade/list`. */
	readonly trades: readonly Row[];
	/** Rows of `user_cancelled_orders`, or of `margin/user/order/history`. */
	readonly cancelled: readonly Row[];
	/** Unix seconds by EXMO's clock: an end before this was heard of on the connection that was lost. */
	readonly from?: number;
}

export interface Feed {
	/** Whether only the latest event of a key is of interest to somebody who is late. */
	readonly isState: boolean;
	/** The events of one frame; none for what is known already. What cannot be read goes to `skip`. */
	take(frame: DataFrame, skip?: Skip): StreamEvent[];
	/** A new connection is being opened: what comes from now on begins with snapshots. */
	reconnecting?(): void;
	/** Takes in what was there before the first frame; nothing of it is an event. */
	begin?(recovery: Recovery, skip?: Skip): void;
	/** Takes in what happened while there was no connection; the frames since then come afterwards. */
	recover?(recovery: Recovery, nowTs: number, skip?: Skip): StreamEvent[];
}

/** Oldest first; ids rise with time and are compared as whole numbers. */
export const byId =
	<T>(idOf: (row: T) => string) =>
	(a: T, b: T): number => {
		const difference = BigInt(idOf(a)) - BigInt(idOf(b));
		return difference < 0n ? -1 : difference > 0n ? 1 : 0;
	};

/** An id as digits; '' for none. */
export function idOf(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value);
	return /^\d+$/.test(text) && text !== '0' ? text : '';
}

/** The pair that a row names; '' for none. */
export const pairOf = (row: Row): string => (typeof row.pair === 'string' ? row.pair : '');
