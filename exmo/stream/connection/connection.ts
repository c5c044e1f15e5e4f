/**
 * A connection as a state machine: it is told what happens and what time it is, and answers
 * with what is to be done. It knows no socket, no timer and no key.
 *
 *   start -> connecting -> greeting -> [signing -> loggingIn] -> subscribing -> live
 *              ^                 any failure, close or silence |
 *              +------------------- waiting <------------------+      refused: failed; stop: over
 */
import type { ExmoError } from '../../errors/errors';
import type { Action } from './action';
import { Backoff } from './backoff';
import { loginCommand, readFrame, subscribeCommand, type ErrorFrame, type Login } from './frames';
import { CLOSED, type Phase } from './phase';
import {
	ALREADY_SUBSCRIBED,
	isForPerson,
	isPassingRefusal,
	isUnknownTopic,
	loginRefused,
	subscriptionRefused,
} from './refusals';
import {
	ANSWER_MS,
	LOGIN_MS,
	MAX_AGE_JITTER_MS,
	MAX_AGE_MS,
	QUIET_MS,
	SOON_MS,
	START_MS,
} from './times';
import { TopicList } from './topicList';

export interface ConnectionOptions {
	/** Full names. */
	readonly topics: readonly string[];
	/** Of the topic, where it is the only one and has two names. */
	readonly otherName?: string;
	readonly needsLogin: boolean;
	/** Numbers in [0, 1), for jitter. */
	readonly random: () => number;
}

export class StreamConnection {
	private readonly options: ConnectionOptions;
	private readonly backoff: Backoff;
	private readonly topics: TopicList;
	private phase: Phase = 'idle';
	private lastId = 0;
	private phaseSince = 0;
	private loginSince = 0;
	private lastHeard = 0;
	private askedAt: number | undefined;
	private endsAt = Infinity;
	private retryAt = Infinity;
	private wasLive = false;

	constructor(options: ConnectionOptions) {
		this.options = options;
		this.backoff = new Backoff(options.random);
		this.topics = new TopicList(options.topics, options.otherName);
	}

	get isLive(): boolean {
		return this.phase === 'live';
	}

	/** When `woke` has to be called, in milliseconds; Infinity: not before something else happens. */
	get wakeAt(): number {
		switch (this.phase) {
			case 'idle':
			case 'over':
				return Infinity;
			case 'waiting':
				return this.retryAt;
			case 'live':
				return Math.min(
					this.endsAt,
					this.askedAt === undefined ? this.lastHeard + QUIET_MS : this.askedAt + ANSWER_MS,
				);
			case 'loggingIn':
				return this.loginSince + LOGIN_MS;
			default:
				return this.phaseSince + START_MS;
		}
	}

	start(now: number): Action[] {
		return this.connect(now);
	}

	/** The socket is open; EXMO greets first. */
	opened(now: number): Action[] {
		if (this.phase === 'connecting') this.phase = 'greeting';
		this.lastHeard = now;
		return [];
	}

	/** The login that `sign` asked for. */
	signed(login: Login, now: number): Action[] {
		if (this.phase !== 'signing') return [{ do: 'releaseSlot' }];
		this.phase = 'loggingIn';
		this.loginSince = now;
		return [{ do: 'send', text: loginCommand(++this.lastId, login) }];
	}

	/** No slot, or nothing that could be signed. */
	notSigned(error: ExmoError, now: number): Action[] {
		if (this.phase !== 'signing') return [];
		return isPassingRefusal(error) ? this.retry(error.details.title, now) : this.fail(error);
	}

	received(text: string, now: number): Action[] {
		if (this.phase === 'over' || this.phase === 'waiting') return [];
		this.lastHeard = now;
		this.askedAt = undefined;
		const frame = readFrame(text);
		switch (frame.kind) {
			case 'greeting':
				return this.phase === 'greeting' || this.phase === 'connecting' ? this.greeted() : [];
			case 'maintenance':
				return this.retry('maintenance', now);
			case 'loggedIn':
				return this.phase === 'loggingIn' ? this.loggedIn() : [];
			case 'subscribed':
				return this.confirmed(frame.topic, now);
			case 'error':
				return this.refused(frame, now);
			case 'data':
				return [{ do: 'emit', frame }];
			default:
				return [];
		}
	}

	/** The socket has closed, or could not be opened. @param reason what the close frame said */
	closed(reason: string, now: number): Action[] {
		if (this.phase === 'over' || this.phase === 'waiting') return [];
		const isMaintenance = readFrame(reason).kind === 'maintenance';
		return this.retry(isMaintenance ? 'maintenance' : (CLOSED[this.phase] ?? 'closed'), now);
	}

	/** Time has passed. */
	woke(now: number): Action[] {
		if (now < this.wakeAt) return [];
		if (this.phase === 'waiting') return this.connect(now);
		if (this.phase !== 'live') return this.retry(`no answer while ${this.phase}`, now);
		if (now >= this.endsAt) {
			this.backoff.lived(now - this.phaseSince);
			return [{ do: 'lost', reason: 'renewed before the 24 hours end' }, ...this.connect(now)];
		}
		if (this.askedAt !== undefined) return this.retry('no answer when asked', now);
		// Protocol pings are not visible here: a second subscription has to be answered by 201016
		this.askedAt = now;
		return [{ do: 'send', text: subscribeCommand(++this.lastId, this.topics.all.slice(0, 1)) }];
	}

	/** What came can no longer be made sense of: only a new connection brings snapshots (WEBSOCKET.md 4.4). */
	renew(reason: string, now: number): Action[] {
		if (this.phase !== 'live' && this.phase !== 'subscribing') return [];
		// Soon out of step again: pauses grow, however well the connection itself was
		if (now - this.phaseSince < SOON_MS) this.phase = 'subscribing';
		return this.retry(reason, now);
	}

	stop(): Action[] {
		if (this.phase === 'over') return [];
		return this.end();
	}

	private connect(now: number): Action[] {
		const over = this.loginOver();
		this.phase = 'connecting';
		this.phaseSince = now;
		this.lastHeard = now;
		this.askedAt = undefined;
		return [...over, { do: 'connect' }];
	}

	private greeted(): Action[] {
		if (!this.options.needsLogin) return this.subscribe();
		this.phase = 'signing';
		return [{ do: 'sign' }];
	}

	private loggedIn(): Action[] {
		const over = this.loginOver();
		return [...over, ...this.subscribe()];
	}

	private subscribe(): Action[] {
		this.phase = 'subscribing';
		this.topics.begin();
		return [{ do: 'send', text: subscribeCommand(++this.lastId, this.topics.all) }];
	}

	private confirmed(topic: string, now: number): Action[] {
		if (this.phase !== 'subscribing' || !this.topics.confirm(topic)) return [];
		this.phase = 'live';
		this.phaseSince = now;
		this.endsAt = now + MAX_AGE_MS - MAX_AGE_JITTER_MS * this.options.random();
		const missed = this.wasLive;
		this.wasLive = true;
		return [{ do: 'live', missed }];
	}

	private refused(frame: ErrorFrame, now: number): Action[] {
		if (this.phase === 'loggingIn') {
			const error = loginRefused(frame);
			return isPassingRefusal(error)
				? this.retry(error.details.title, now, error)
				: this.fail(error);
		}
		if (this.phase !== 'subscribing') return []; // the answer to our question, or nothing of ours
		if (frame.code === ALREADY_SUBSCRIBED) {
			return this.topics.namedIn(frame.text).flatMap((topic) => this.confirmed(topic, now));
		}
		if (isUnknownTopic(frame) && this.topics.tryOtherName()) return this.subscribe();
		const error = subscriptionRefused(frame, this.topics.unconfirmed);
		return isForPerson(frame)
			? this.fail(error)
			: this.retry(`${error.details.title} (${frame.code}: ${frame.text.slice(0, 200)})`, now);
	}

	private retry(reason: string, now: number, error?: ExmoError): Action[] {
		const over = this.loginOver(error);
		if (this.phase === 'live') this.backoff.lived(now - this.phaseSince);
		this.phase = 'waiting';
		this.retryAt = now + this.backoff.pause();
		return [...over, { do: 'close' }, { do: 'lost', reason }];
	}

	private fail(error: ExmoError): Action[] {
		return [...this.end(error), { do: 'fail', error }];
	}

	private end(error?: ExmoError): Action[] {
		const over = this.loginOver(error);
		this.phase = 'over';
		return [...over, { do: 'close' }];
	}

	/** Called before the phase changes. */
	private loginOver(error?: ExmoError): Action[] {
		return this.phase === 'loggingIn' ? [{ do: 'releaseSlot', error }] : [];
	}
}
