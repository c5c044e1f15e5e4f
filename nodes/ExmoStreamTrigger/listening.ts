/** From the start of the trigger to its end: whether there is a stream, and where its absence is reported. */
import type { ExecutionError, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { ExmoError } from '../../exmo/errors/errors';
import { Backoff } from '../../exmo/stream/connection/backoff';
import type { StreamEvent } from '../../exmo/stream/feeds/feed';
import { isPassing } from '../../exmo/stream/passing';
import { TOPICS } from '../../exmo/stream/topics';
import { clock } from '../shared/exchange/clock';
import { named, toNodeError } from '../shared/errors/nodeErrors';
import { Emitter } from './emitter';
import { noStream, toExmoError } from './errors';
import { Ended, Lifetime } from './lifetime';
import { TriggerLog } from './log';
import { Outage } from './outage';
import type { Settings } from './settings';
import { Startup } from './startup';
import { Stream, type StreamListener } from './stream';
import { TOPIC_OPTIONS } from './topicOptions';

/** How long publishing or testing the workflow waits for an error. */
const PATIENCE_MS = 30_000;

/** As the editor shows the node. */
export const NAME = 'EXMO Stream Trigger';

export class Listening implements StreamListener {
	private readonly context: ITriggerFunctions;
	private readonly settings: Settings;
	private readonly life: Lifetime;
	private readonly isManual: boolean;
	private readonly log: TriggerLog;
	private readonly emitter: Emitter;
	private readonly outage: Outage;
	private readonly startup: Startup;
	private stream?: Stream;
	private lastTrouble = 'no answer';

	/** @param life at its end everything ends, at whatever point it is */
	constructor(context: ITriggerFunctions, settings: Settings, life: Lifetime) {
		this.context = context;
		this.settings = settings;
		this.life = life;
		this.isManual = context.getMode() === 'manual';
		this.log = new TriggerLog(context);
		const { key, filter, backlog, keyBy } = settings;
		this.emitter = new Emitter({
			...{ topic: TOPIC_OPTIONS[key], filter, backlog, keyBy },
			signal: life.signal,
			emit: async (items) => await this.runWorkflow(items),
			onSkip: (error) => this.log.skipped(error, TOPICS[key].name),
		});
		this.outage = new Outage({
			now: clock.now,
			warn: (text) => this.log.warn(text),
			info: (text) => this.log.info(text),
			onLong: (reason) => this.showOutage(reason),
		});
		// When n8n itself starts, nobody is there to try again: the stream keeps trying by itself
		const insists = !['init', 'leadershipChange'].includes(context.getActivationMode());
		this.startup = new Startup(insists, life);
	}

	/**
	 * Resolves when everything that happens from now on will be seen; where nobody waits for it, also
	 * when the stream has to be waited for; and at the end.
	 * @throws ExmoError and the like
	 */
	async start(): Promise<void> {
		this.life.sleep(PATIENCE_MS).then(
			() => this.startup.timeOut(this.noStream(this.lastTrouble)),
			() => {},
		);
		void this.openStream();
		await this.startup.done;
		this.emitter.open();
	}

	events(events: StreamEvent[]): void {
		this.emitter.take(events);
	}

	caughtUp(): void {
		this.outage.back();
		this.startup.succeed();
	}

	lost(reason: string): void {
		this.onTrouble(reason);
		void this.followCredential();
	}

	stalled(error: ExmoError): void {
		this.onTrouble(`what was missed cannot be read (${error.details.title})`, error);
	}

	skipped(error: unknown, topic: string): void {
		this.log.skipped(error, topic);
	}

	failed(error: unknown): void {
		if (this.life.isOver) return;
		if (this.startup.isUnderWay) return this.startup.fail(error);
		this.life.end();
		this.context.emitError(toNodeError(this.context.getNode(), named(error, NAME), 0));
	}

	/** Opens a stream, and goes on trying where it cannot be opened for a reason that passes. */
	private async openStream(): Promise<void> {
		const backoff = new Backoff(Math.random);
		while (!this.life.isOver) {
			const life = new Lifetime(this.life);
			try {
				this.stream = await Stream.open(this.context, this.settings, life, this);
				return;
			} catch (error) {
				life.end();
				if (error instanceof Ended) return;
				const failure = toExmoError(error);
				if (!isPassing(failure)) return this.failed(error);
				this.onTrouble(failure.details.title, failure);
			}
			await this.life.sleep(backoff.pause()).catch(() => {});
		}
	}

	/** A credential that was changed meanwhile counts from the next connection on: a new stream is opened. */
	private async followCredential(): Promise<void> {
		const { stream } = this;
		if (!stream) return;
		try {
			if (await stream.isCurrent(this.context)) return;
		} catch (error) {
			if (!(error instanceof Ended)) this.skipped(error, 'the credential');
			return;
		}
		if (this.stream !== stream || stream.life.isOver) return;
		stream.life.end();
		this.log.info('the credential has changed: the stream begins anew.');
		await this.openStream();
	}

	/** No stream at the moment; it is tried again. @param error where REST refused, after retries of its own */
	private onTrouble(reason: string, error?: ExmoError): void {
		this.lastTrouble = reason;
		this.outage.lost(reason);
		const shown = error ?? this.noStream(reason);
		if (this.startup.isUnderWay) this.startup.tryFailed(shown, error !== undefined);
		else if (this.isManual && this.outage.lasts >= PATIENCE_MS) this.failed(this.noStream(reason));
	}

	private noStream(reason: string): ExmoError {
		return noStream(this.stream?.url, reason);
	}

	/** Settles when the run is over. */
	private async runWorkflow(items: INodeExecutionData[]): Promise<void> {
		const done = this.context.helpers.createDeferredPromise<IRun>();
		this.context.emit([items], undefined, done);
		await done.promise;
	}

	/** A long outage as a failed execution, which the Error Workflow hears of; n8n 1 has no such thing. */
	private showOutage(reason: string): void {
		if (this.isManual || typeof this.context.saveFailedExecution !== 'function') return;
		const error = toNodeError(this.context.getNode(), this.noStream(reason), 0);
		try {
			this.context.saveFailedExecution(error as ExecutionError);
		} catch (failure) {
			this.log.warn(`the outage could not be saved as a failed execution: ${String(failure)}`);
		}
	}
}
