import type { Action } from '../../../../exmo/stream/connection/action.ts';
import { StreamConnection } from '../../../../exmo/stream/connection/connection.ts';
import { ExmoError } from '../../../../exmo/errors/errors.ts';

const LOGIN = { apiKey: 'K-1', sign: 'c2lnbg==', nonce: 1_700_000_000_000_000_001n };

export const TOPICS = ['spot/trades:BTC_USD', 'spot/trades:ETH_USD'];
export const SECOND = 1000;

/** Either way round: which of the two EXMO takes is not known. */
const OTHER_NAMES = new Map([
	['margin/wallet', 'margin/wallets'],
	['margin/wallets', 'margin/wallet'],
]);

const frame = (event: string, more: object = {}): string =>
	JSON.stringify({ ts: 1_760_000_000_000, event, ...more });

/** A machine with a clock of its own, told of what happens in the words of the wire. */
export class Machine {
	now = 1000;
	readonly connection: StreamConnection;
	/** Everything that the machine has wanted so far. */
	readonly log: Action[] = [];
	private readonly topics: string[];

	constructor(topics: string[], needsLogin = false, random: () => number = () => 0.5) {
		this.topics = topics;
		const otherName = OTHER_NAMES.get(topics[0]);
		this.connection = new StreamConnection({ topics, otherName, needsLogin, random });
	}

	start = () => this.note(this.connection.start(this.now));
	open = () => this.note(this.connection.opened(this.now));
	close = (reason = '') => this.note(this.connection.closed(reason, this.now));
	say = (event: string, more?: object) =>
		this.note(this.connection.received(frame(event, more), this.now));
	raw = (text: string) => this.note(this.connection.received(text, this.now));
	greet = () => this.say('info', { code: 1, message: 'connection established' });
	sign = () => this.note(this.connection.signed(LOGIN, this.now));
	notSign = (kind: 'rateLimit' | 'credential') =>
		this.note(
			this.connection.notSigned(
				new ExmoError({ title: 'no', advice: '', kind, effect: 'none' }),
				this.now,
			),
		);
	refuse = (code: number, message: string) => this.say('error', { id: 1, code, message });
	stop = () => this.note(this.connection.stop());

	/** Lets time pass up to the moment at which the machine wants to be woken. */
	sleep(): Action[] {
		this.now = this.connection.wakeAt;
		return this.note(this.connection.woke(this.now));
	}

	/** Wakes the machine now, whether it wants that or not. */
	wake = () => this.note(this.connection.woke(this.now));

	/** All the way to being live. */
	goLive(): Action[] {
		this.open();
		const greeted = this.greet();
		if (greeted.some((action) => action.do === 'sign')) {
			this.sign();
			this.say('logged_in', { id: 1 });
		}
		return this.topics.flatMap((topic) => this.say('subscribed', { id: 1, topic }));
	}

	private note(actions: Action[]): Action[] {
		this.log.push(...actions);
		return actions;
	}
}

/** A connection that is live on all topics. */
export const live = (): Machine => {
	const machine = new Machine(TOPICS);
	machine.start();
	machine.goLive();
	return machine;
};

export const names = (actions: readonly Action[]): string[] => actions.map((action) => action.do);
export const sent = (actions: readonly Action[]): unknown[] =>
	actions.flatMap((action) => (action.do === 'send' ? [JSON.parse(action.text)] : []));
export const failure = (actions: readonly Action[]): string =>
	actions.flatMap((action) => (action.do === 'fail' ? [action.error.details.title] : [])).join();
