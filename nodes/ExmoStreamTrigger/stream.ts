/** One reading of the credential, and the stream that comes of it: client -> session -> follower. */
import type { ITriggerFunctions } from 'n8n-workflow';

import { checkPermission } from '../../exmo/api/authorization';
import { ENDPOINTS } from '../../exmo/api/endpoints';
import type { ExmoError } from '../../exmo/errors/errors';
import { streamUrl } from '../../exmo/api/hosts';
import { checkKey } from '../../exmo/api/signing';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { SOCKET_PATHS, topicNames, TOPICS } from '../../exmo/stream/topics';
import { OutOfStep } from '../../exmo/stream/feeds/unreadable';
import { DEFAULT_WAITS, ExmoClient } from '../shared/exchange/client';
import { clock } from '../shared/exchange/clock';
import { CHOICES } from './topicOptions';
import { Follower } from '../../exmo/stream/subscription';
import type { Lifetime } from './lifetime';
import { StreamSession } from './session';
import type { Settings } from './settings';

/** What a round tells. */
export interface RoundEvents {
	/** @param isState whether only the latest event of a key is of interest to somebody who is late */
	onEvents(events: StreamEvent[], isState: boolean): void;
	/** Everything up to now has been seen to; may come again and again. */
	onCaughtUp(): void;
	/** The connection is gone, or did not come about; the next try comes by itself. */
	onLost(reason: string): void;
	/** REST could not be asked for what was missed; it will be again. */
	onStalled(error: ExmoError): void;
	onSkip(error: unknown, topic: string): void;
	/** It is over, for a reason that a person has to see to. */
	onFail(error: ExmoError): void;
}

export class Round {
	readonly client: ExmoClient;
	/** Address of the socket. */
	readonly url: string;
	readonly life: Lifetime;

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
	 * Begins: from now on the events tell.
	 * @throws Ended; ExmoError and the like when it cannot even be tried
	 */
	static async begin(
		context: ITriggerFunctions,
		settings: Settings,
		life: Lifetime,
		events: RoundEvents,
	): Promise<Round> {
		const { signal } = life;
		const client = await life.step(async () => await ExmoClient.of(context, DEFAULT_WAITS, signal));
		const { account } = client;
		const { socket, name } = TOPICS[settings.key];
		const needsLogin = socket !== 'public';
		if (needsLogin) {
			// A login signs with the key: the credential has to allow at least looking
			checkPermission(account.permissions, ENDPOINTS.userInfo);
			checkKey(account);
		}
		const areNamed = needsLogin || settings.pairs.length > 0;
		const listed = areNamed
			? settings.pairs
			: [...(await life.step(async () => await client.pairs())).keys()];
		const startedAt = clock.now();
		const { feed, recoverer } = CHOICES[settings.key].make({
			client,
			book: settings.book,
			startedAt: () => client.serverSecondsAt(startedAt) - 1,
			skip: (error) => events.onSkip(error, name),
		});
		// What lies before the start is told from what was missed by EXMO's clock
		if (recoverer) await life.step(async () => await client.learnServerClock());

		const url = streamUrl(account.exchange, account.customUrl) + SOCKET_PATHS[socket];
		const follower = new Follower({
			feed,
			recoverer,
			signal,
			...events,
			onEvents: (found) => events.onEvents(found, feed.isState),
			onSkip: (error, topic) => {
				events.onSkip(error, topic);
				if (error instanceof OutOfStep) session.renew('the order book was out of step');
			},
		});
		const session = new StreamSession({
			client,
			url,
			topics: topicNames(settings.key, listed),
			needsLogin,
			life,
			onConnecting: () => follower.connecting(),
			onLive: (gapSince) => follower.live(gapSince),
			onFrame: (frame) => follower.frame(frame),
			onLost: events.onLost,
			onFail: events.onFail,
		});
		session.start();
		return new Round(client, url, life);
	}
}
