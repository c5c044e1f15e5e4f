/** What a topic's frames mean: each feed turns them into events, without repeats. */
import type { DataFrame } from '../connection/frames';
import type { OrderStatus } from '../../account/orderStatus';
import type { Row } from '../../api/rows';
import type { Skip } from './unreadable';

export interface StreamEvent {
	/** Events of one key replace each other where only the latest state counts. */
	readonly key: string;
	/** '' where the topic has no pairs. */
	readonly pair: string;
	readonly row: Row;
	/** Of an order, whose row has EXMO's own status. */
	readonly status?: OrderStatus;
	/** EXMO's clock, milliseconds. */
	readonly ts: number;
	/** Whether it happened in a gap, and was found afterwards. */
	readonly recovered: boolean;
}

/** What REST tells: at the start what was there before, later what happened in a gap. */
export interface GapFill {
	/** Rows of `user_trades`, `margin/user/trade/list` or `margin/user/order/history`. */
	readonly trades: readonly Row[];
	/** Rows of `user_cancelled_orders` or `margin/user/order/history`. */
	readonly cancelled: readonly Row[];
	/** Unix seconds by EXMO's clock: an end before this was heard of before the gap. */
	readonly from?: number;
}

export interface Feed {
	/** The events of one frame; none for what is known already. What cannot be read goes to `skip`. */
	take(frame: DataFrame, skip?: Skip): StreamEvent[];
	/** A new connection is being opened: it begins with snapshots. */
	reconnecting?(): void;
	/** Takes in what was there before the first frame; nothing of it is an event. */
	begin?(fill: GapFill, skip?: Skip): void;
	/** Takes in what happened in a gap; the frames of the new connection come afterwards. */
	fillGap?(fill: GapFill, nowTs: number, skip?: Skip): StreamEvent[];
}

/** The pair that a row names; '' for none. */
export const pairOf = (row: Row): string => (typeof row.pair === 'string' ? row.pair : '');
