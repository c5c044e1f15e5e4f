/** One thing that happened, as accountants' programs tell it: what came in, what went out, and a fee. */
import { isNegative, isZero, negate, type Decimal } from '../../money/decimal';
import type { Entry, EntryKind, LedgerEvent } from '../ledger/event';

export type Label =
	| 'trade'
	| 'deposit'
	| 'withdrawal'
	| 'cashback'
	| 'referral'
	| 'giftCodeIn'
	| 'giftCodeOut'
	| 'marginGain'
	| 'marginLoss'
	| 'marginFee'
	/** A fee in a currency that is neither received nor sent, where a format wants it by itself. */
	| 'otherFee';

export interface Amount {
	readonly currency: string;
	/** Above zero. */
	readonly amount: Decimal;
}

export interface Movement {
	readonly id: string;
	/** Unix seconds. */
	readonly time: number;
	readonly label: Label;
	/** Before the fee. */
	readonly received?: Amount;
	/** Without the fee. */
	readonly sent?: Amount;
	readonly fee?: Amount;
	readonly description: string;
	readonly transactionId: string;
}

/** Why a row has no place in a file. */
export type LeftOutReason = string;

const REASONS = {
	nothing: 'It moved nothing: a cancelled order, or an operation that was cancelled',
	underWay: 'It is still under way: export again when it is done',
	unknown: 'What it means is not known',
	noTime: 'It has no time that can be read',
	ownWallets: "It moved between the account's own wallets",
};

const LABELS: Partial<Record<EntryKind, Label>> = {
	bought: 'trade',
	deposit: 'deposit',
	withdrawal: 'withdrawal',
	cashback: 'cashback',
	referral: 'referral',
	giftCodeIn: 'giftCodeIn',
	giftCodeOut: 'giftCodeOut',
	marginFee: 'marginFee',
};

const labelOf = ({ kind, amount }: Entry): Label =>
	LABELS[kind] ?? (isNegative(amount) ? 'marginLoss' : 'marginGain');

const amountIn = (entry: Entry | undefined): Amount | undefined =>
	entry && !isZero(entry.amount)
		? {
				currency: entry.currency,
				amount: isNegative(entry.amount) ? negate(entry.amount) : entry.amount,
			}
		: undefined;

/** The event as a movement, or the reason why it is none. */
export function movementOf(event: LedgerEvent): Movement | LeftOutReason {
	if (event.meaning !== 'done') return REASONS[event.meaning];
	if (event.time === 0) return REASONS.noTime;
	const main = event.entries.filter(({ kind }) => kind !== 'fee');
	if (main.some(({ kind }) => kind === 'marginIn' || kind === 'marginOut')) {
		return REASONS.ownWallets;
	}
	const { id, time, note, transactionId } = event;
	return {
		...{ id, time, transactionId, description: `${note} ${id}` },
		label: labelOf(main[0]),
		received: amountIn(main.find(({ amount }) => !isNegative(amount))),
		sent: amountIn(main.find(({ amount }) => isNegative(amount))),
		fee: amountIn(event.entries.find(({ kind }) => kind === 'fee')),
	};
}
