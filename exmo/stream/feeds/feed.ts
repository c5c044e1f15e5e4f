/** What a topic's frames mean: each feed turns them into events, without repeats. */
import type { DataFrame, Row } from '../frames';

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
}

export interface Feed {
	/** Whether only the latest event of a key is of interest to somebody who is late. */
	readonly isState: boolean;
	/** The events of one frame; none for what is known already. */
	take(frame: DataFrame): StreamEvent[];
	/** Takes in what was there before the first frame; nothing of it is an event. */
	begin?(recovery: Recovery): void;
	/** Takes in what happened while there was no connection; the frames since then come afterwards. */
	recover?(recovery: Recovery, nowTs: number): StreamEvent[];
}

/** Oldest first; ids rise with time and are compared as whole numbers. */
export const byId =
	(idOf: (row: Row) => string) =>
	(a: Row, b: Row): number => {
		const difference = BigInt(idOf(a)) - BigInt(idOf(b));
		return difference < 0n ? -1 : difference > 0n ? 1 : 0;
	};

/** An id as digits; '' for none. */
export const idOf = (value: unknown): string =>
	/^\d+$/.test(String(value ?? '')) && String(value) !== '0' ? String(value) : '';
