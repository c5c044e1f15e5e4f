/** The stream of one credential: session (socket, connection) -> subscription (feed, gap fill) -> listener. */
import type { ITriggerFunctions } from 'n8n-workflow';

import { checkPermission } from '../../exmo/api/authorization';
import { ENDPOINTS } from '../../exmo/api/endpoints';
import { streamUrl } from '../../exmo/api/hosts';
import { checkKey } from '../../exmo/api/signing';
import type { ExmoError } from '../../exmo/errors/errors';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { OutOfStep } from '../../exmo/stream/feeds/unreadable';
import { Subscription } from '../../exmo/stream/subscription';
import { SOCKETS, topicNames, TOPICS } from '../../exmo/stream/topics';
import { DEFAULT_WAITS, ExmoClient } from '../shared/exchange/client';
import { clock } from '../shared/exchange/clock';
import { toExmoError } from './errors';
import type { Lifetime } from './lifetime';
import { StreamSession } from './session';
import type { Settings } from './settings';

/** Called with what a stream brings, as long as it lasts. */
export interface StreamListener {
	events(events: StreamEvent[]): void;
	/** Everything up to now has been seen to; may come again and again. */
	caughtUp(): void;
	/** The connection is gone, or could not be made; it is retried. */
	lost(reason: string): void;
	/** REST could not be asked for what was missed; it will be again. */
	stalled(error: ExmoError): void;
	/** Something of a topic could not be read, and was left out. */
	skipped(error: unknown, topic: string): void;
	/** It is over, for a reason that a person has to see to. */
	failed(error: ExmoError): void;
}

/** The listener, which hears nothing more after the end. */
function whileAlive(listener: StreamListener, life: Lifetime): StreamListener {
	const ifAlive = (tell: () => void) => {
		if (!life.isOver) tell();
	};
	return {
		events: (events) => ifAlive(() => listener.events(events)),
		caughtUp: () => ifAlive(() => listener.caughtUp()),
		lost: (reason) => ifAlive(() => listener.lost(reason)),
		stalled: (error) => ifAlive(() => listener.stalled(error)),
		skipped: (error, topic) => ifAlive(() => listener.skipped(error, topic)),
		failed: (error) => ifAlive(() => listener.failed(error)),
	};
}

export class Stream {
	/** Address of the socket. */
	readonly url: string;
	readonly life: Lifetime;
	private readonly client: ExmoClient;

	private constructor(client: ExmoClient, url: string, life: Lifetime) {
		this.client = client;
		this.url = url;
		this.life = life;
	}

	/** Whether the credential still says the same. @throws Ended, and what reading it throws */
	async isCurrent(context: ITriggerFunctions): Promise<boolean> {
		const { account } = await this.life.step(async () => await ExmoClient.of(context));
		return JSON.stringify(account) === JSON.stringify(this.client.account);
	}

	/**
	 * Opens it: from now on the listener hears.
	 * @throws Ended; ExmoError and the like when it cannot even be tried
	 */
	static async open(
		context: ITriggerFunctions,
		{ key, pairs, book }: Settings,
		life: Lifetime,
		allListener: StreamListener,
	): Promise<Stream> {
		const listener = whileAlive(allListener, life);
		const topic = TOPICS[key];
		const { path, needsLogin } = SOCKETS[topic.socket];
		const client = await life.step(
			async () => await ExmoClient.of(context, DEFAULT_WAITS, life.signal),
		);
		const { account } = client;
		if (needsLogin) {
			// A login signs with the key: the credential has to allow at least reading
			checkPermission(account.permissions, ENDPOINTS.userInfo);
			checkKey(account);
		}
		const asksForAll = topic.pairs === 'inName' && pairs.length === 0;
		const chosen = asksForAll
			? [...(await life.step(async () => await client.pairs())).keys()]
			: pairs;
		const openedAt = clock.now();
		const { feed, gapFiller } = topic.setUp({
			call: async (endpoint, params) => await client.call(endpoint, params),
			clock,
			async serverSecondsAt(moment) {
				await client.learnServerClock();
				return client.serverSecondsAt(moment);
			},
			skip: (error) => listener.skipped(error, topic.name),
			book,
			notBefore: () => client.serverSecondsAt(openedAt) - 1,
		});
		// What lies before the start is told from what was missed by EXMO's clock
		if (gapFiller) await life.step(async () => await client.learnServerClock());

		const url = streamUrl(account.exchange, account.customUrl) + path;
		const session = new StreamSession({
			client,
			url,
			topics: topicNames(topic, chosen),
			otherName: topic.otherName,
			needsLogin,
			life,
		});
		const subscription = new Subscription({
			feed,
			gapFiller,
			signal: life.signal,
			clock,
			pause: async (ms) => await life.sleep(ms),
			asExmoError: toExmoError,
			onEvents: listener.events,
			onCaughtUp: listener.caughtUp,
			onStalled: listener.stalled,
			onSkip: (error, name) => {
				listener.skipped(error, name);
				if (error instanceof OutOfStep) session.renew('the order book was out of step');
			},
			onFail: listener.failed,
		});
		session.start({
			connecting: () => subscription.connecting(),
			live: (gapSince) => subscription.live(gapSince),
			frame: (frame) => subscription.frame(frame),
			lost: listener.lost,
			failed: listener.failed,
		});
		return new Stream(client, url, life);
	}
}
