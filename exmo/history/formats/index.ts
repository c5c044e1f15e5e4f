/** The programs whose files the history can be written as. */
import type { LedgerEvent } from '../ledger/event';
import { bittyTax } from './bittyTax';
import { blockpit } from './blockpit';
import { coinTracker } from './coinTracker';
import { coinTracking } from './coinTracking';
import { divly } from './divly';
import { linesOf, type Cell, type HistoryFormat } from './format';
import { koinly } from './koinly';
import { movementOf, type LeftOutReason } from './movement';
import { recap } from './recap';

export const FORMATS = {
	bittyTax,
	blockpit,
	coinTracker,
	coinTracking,
	divly,
	koinly,
	recap,
} as const satisfies Record<string, HistoryFormat>;

export type FormatName = keyof typeof FORMATS;

/** Rows that have no place in a file, for one reason. */
export interface LeftOut {
	readonly reason: LeftOutReason;
	readonly count: number;
	/** The IDs of the first ones. */
	readonly ids: readonly string[];
}

/** IDs that are listed for each reason. */
const MAX_IDS = 100;

/** Writes a history in a format, event by event, and keeps account of what the format cannot tell. */
export class FormatWriter {
	readonly format: HistoryFormat;
	private readonly reasons = new Map<LeftOutReason, { count: number; ids: string[] }>();

	constructor(format: HistoryFormat) {
		this.format = format;
	}

	/** The lines of the event: one, several, or none. */
	linesOf(event: LedgerEvent): Cell[][] {
		const movement = movementOf(event);
		if (typeof movement === 'string') return this.leaveOut(event, movement);
		return (
			linesOf(this.format, movement) ??
			this.leaveOut(event, `${this.format.name} has no word for it: ${movement.label}`)
		);
	}

	leftOut(): LeftOut[] {
		return [...this.reasons].map(([reason, { count, ids }]) => ({ reason, count, ids }));
	}

	private leaveOut({ id }: LedgerEvent, reason: LeftOutReason): [] {
		const known = this.reasons.get(reason) ?? { count: 0, ids: [] };
		this.reasons.set(reason, known);
		known.count += 1;
		if (known.ids.length < MAX_IDS) known.ids.push(id);
		return [];
	}
}
