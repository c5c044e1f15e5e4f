/** The trigger: session -> follower -> outlet -> n8n. */
import type { IRun, ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import { checkPermission } from '../../exmo/authorization';
import { ENDPOINTS } from '../../exmo/endpoints';
import type { ExmoError } from '../../exmo/errors';
import { streamUrl } from '../../exmo/hosts';
import { checkKey } from '../../exmo/signing';
import { SOCKET_PATHS, topicNames, TOPICS } from '../../exmo/stream/topics';
import { ExmoClient } from '../shared/client';
import { named, toNodeError } from '../shared/nodeErrors';
import { TriggerParameters } from '../shared/parameters';
import { CHOICES } from './choices';
import { checkWebSocket, notConnected } from './errors';
import { properties } from './fields';
import { Follower } from './follower';
import { Outlet } from './outlet';
import { StreamSession } from './session';
import { readSettings } from './settings';

/** How long somebody who activates the workflow waits to be told that it does not work. */
const FIRST_CONNECTION_MS = 30_000;

class Listening {
	private readonly context: ITriggerFunctions;
	private session?: StreamSession;
	private isStopped = false;
	/** Tells the start that it has failed; later on, n8n is told. */
	private failStart?: (error: ExmoError) => void;

	constructor(context: ITriggerFunctions) {
		this.context = context;
	}

	/**
	 * Resolves when everything that happens from now on will be seen.
	 * @param insists whether to give up when the connection does not come about in time
	 */
	async start(insists: boolean): Promise<void> {
		checkWebSocket();
		const settings = readSettings(new TriggerParameters(this.context, properties));
		const client = await ExmoClient.of(this.context);
		const { socket } = TOPICS[settings.key];
		const needsLogin = socket !== 'public';
		if (needsLogin) {
			// A login signs with the key: the credential has to allow at least looking
			checkPermission(client.account.permissions, ENDPOINTS.userInfo);
			checkKey(client.account);
		}
		const listed =
			needsLogin || settings.pairs.length > 0 ? settings.pairs : [...(await client.pairs()).keys()];
		const choice = CHOICES[settings.key];
		const { feed, recoverer } = choice.make({
			client,
			book: settings.book,
			startedAt: client.serverSeconds() - 1,
		});

		const { account } = client;
		const url = streamUrl(account.exchange, account.customUrl) + SOCKET_PATHS[socket];
		const started = new Promise<void>((resolve, reject) => {
			this.failStart = reject;
			const onFail = (error: ExmoError) => this.fail(error);
			const session = new StreamSession({
				client,
				url,
				topics: topicNames(settings.key, listed),
				needsLogin,
				onLive: (gapSince) => follower.live(gapSince),
				onFrame: (frame) => follower.frame(frame),
				onFail,
			});
			const { signal } = session;
			signal.addEventListener('abort', () => resolve(), { once: true });
			const latestWins = feed.isState || settings.latestOfPair;
			const outlet = new Outlet({
				choice,
				filter: settings.filter,
				backlog: { ...settings.backlog, latestWins },
				keyBy: feed.isState ? 'key' : 'pair',
				signal,
				emit: async (items) => {
					const done = this.context.helpers.createDeferredPromise<IRun>();
					this.context.emit([items], undefined, done);
					await done.promise;
				},
			});
			this.openOutlet = () => outlet.open();
			const follower = new Follower({
				feed,
				recoverer,
				signal,
				onEvents: (events) => outlet.take(events),
				onReady: resolve,
				onFail,
			});
			this.session = session;
			session.start();
			sleep(FIRST_CONNECTION_MS, signal).then(
				() => (insists ? reject(notConnected(url, session.lastLoss)) : resolve()),
				() => {},
			);
		});
		started.catch(() => this.stop());
		await started.finally(() => (this.failStart = undefined));
	}

	/** Events may leave from now on. */
	openOutlet = (): void => {};

	/** Ends everything; may be called more than once. */
	stop(): void {
		this.isStopped = true;
		this.session?.stop();
	}

	private fail(error: ExmoError): void {
		if (this.isStopped) return;
		if (this.failStart) return this.failStart(error);
		this.stop();
		this.context.emitError(toNodeError(this.context.getNode(), error, 0));
	}
}

/** The node's `trigger`. */
export async function listen(this: ITriggerFunctions): Promise<ITriggerResponse> {
	const listening = new Listening(this);
	const start = async () => {
		try {
			// When n8n itself starts, nobody is there to try again: the stream keeps trying by itself
			const insists = !['init', 'leadershipChange'].includes(this.getActivationMode());
			await listening.start(insists);
		} catch (error) {
			throw toNodeError(this.getNode(), named(error, 'EXMO Stream Trigger'), 0);
		}
		listening.openOutlet();
	};
	const closeFunction = async () => listening.stop();
	// In the editor n8n can take events only after this function has returned
	if (this.getMode() === 'manual') return { closeFunction, manualTriggerFunction: start };
	await start();
	return { closeFunction };
}
