/** The withdrawals that this process has sent or is sending: EXMO's own list may be late. */
import type { Destination } from '../../../../exmo/account/earlierWithdrawals';
import type { Clock, Moment } from '../../../../exmo/clock';
import { isSameCode } from '../../../../exmo/market/codes';
import { compare } from '../../../../exmo/money/decimal';

export interface OwnWithdrawal {
	readonly to: Destination;
	readonly at: Moment;
	/** undefined while it is under way, and for good when its answer got lost. */
	taskId?: string;
}

/** EXMO's list shows older ones, whatever it is late by. */
const KEPT_MS = 24 * 3_600_000;
/** A limit on the memory that they take; the oldest go first. */
const MAX_KEPT = 10_000;

const isAlike = (a: Destination, b: Destination): boolean =>
	isSameCode(a.currency, b.currency) &&
	a.address.toLowerCase() === b.address.toLowerCase() &&
	a.tag === b.tag &&
	compare(a.amount, b.amount) === 0;

interface Within {
	readonly withinMs: number;
	readonly except: ReadonlySet<string>;
}

export class SentWithdrawals {
	private readonly clock: Clock;
	/** By account. */
	private readonly sent = new Map<string, OwnWithdrawal[]>();

	constructor(clock: Clock) {
		this.clock = clock;
	}

	/** The latest one like it that was begun in that time. @param except tasks that are no news */
	find(account: string, to: Destination, { withinMs, except }: Within): OwnWithdrawal | undefined {
		const earliest = this.clock.now() - withinMs;
		return this.of(account).findLast(
			({ at, to: own, taskId }) =>
				at >= earliest && isAlike(own, to) && !(taskId !== undefined && except.has(taskId)),
		);
	}

	/** Notes one that is about to be sent. @returns what forgets it again: nothing came of it */
	note(account: string, { currency, amount, address, tag }: Destination): () => void {
		const own = { to: { currency, amount, address, tag }, at: this.clock.now() };
		this.sent.set(account, [...this.of(account), own].slice(-MAX_KEPT));
		return () => {
			const others = this.of(account).filter((one) => one !== own);
			this.sent.set(account, others);
		};
	}

	/** Gives the latest one like it that has no task its task. */
	settle(account: string, to: Destination, taskId: string): void {
		const own = this.of(account).findLast((one) => one.taskId === undefined && isAlike(one.to, to));
		if (own) own.taskId = taskId;
	}

	private of(account: string): OwnWithdrawal[] {
		const kept = this.clock.now() - KEPT_MS;
		return (this.sent.get(account) ?? []).filter(({ at }) => at > kept);
	}
}
