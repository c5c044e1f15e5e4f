/**
 * What became of a change of a margin position whose answer got lost. Nothing but the position itself
 * tells, so it tells nothing when another change has come in between.
 */
import { marginPositions } from '../account/margin';
import type { Call } from '../api/call';
import type { Row } from '../api/rows';
import type { Clock } from '../clock';
import { amountOf } from '../money/amounts';
import { compare, formatDecimal, type Decimal } from '../money/decimal';
import { reconcile, type Done, type Effort, type Finding } from './attempts';

export const findPosition = async (call: Call, positionId: string): Promise<Row | undefined> =>
	(await marginPositions(call)).find((row) => String(row.position_id) === positionId);

interface SentChange {
	readonly positionId: string;
	/** Why the position does not tell, if this process has changed it since. */
	changedMeanwhile(): string | undefined;
}

const reconcileChange = async (
	call: Call,
	clock: Clock,
	{ positionId, changedMeanwhile }: SentChange,
	effort: Effort,
	read: (position: Row | undefined) => Finding<Done>,
): Promise<Finding<Done>> =>
	await reconcile(clock, effort, async () => {
		const searched = changedMeanwhile();
		if (searched !== undefined) return { searched };
		const position = await findPosition(call, positionId).catch(() => null);
		return position === null ? { searched: 'The positions could not be read.' } : read(position);
	});

/** @param left what the closing leaves of the position, in the base currency */
export const reconcileClosing = async (
	call: Call,
	clock: Clock,
	sent: SentChange & { readonly left: Decimal },
	effort: Effort,
): Promise<Finding<Done>> =>
	await reconcileChange(call, clock, sent, effort, (position) => {
		const remaining = amountOf(position?.quantity);
		return compare(remaining, sent.left) === 0
			? { answer: 'done' }
			: { searched: `The position has ${formatDecimal(remaining)} now.` };
	});

export interface SentMarginChange extends SentChange {
	readonly currency: string;
	/** The position's margin before and after. */
	readonly before: Decimal;
	readonly after: Decimal;
}

export const reconcileMarginChange = async (
	call: Call,
	clock: Clock,
	sent: SentMarginChange,
	effort: Effort,
): Promise<Finding<Done>> =>
	await reconcileChange(call, clock, sent, effort, (position) => {
		if (position === undefined) return { searched: 'The position is no longer open.' };
		const margin = amountOf(position.margin);
		return compare(margin, sent.after) === 0
			? { answer: 'done' }
			: {
					searched: `Its margin was ${formatDecimal(sent.before)} ${sent.currency} before and is ${formatDecimal(margin)} now.`,
				};
	});
