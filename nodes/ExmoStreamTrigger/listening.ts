/** From the start of the trigger to its end: whether there is a stream, and who is told when there is none. */
import type { ExecutionError, IRun, ITriggerFunctions } from 'n8n-workflow';

import type { ExmoError } from '../../exmo/errors/errors';
import { Backoff } from '../../exmo/stream/connection/backoff';
import { TOPICS } from '../../exmo/stream/topics';
import { clock } from '../shared/exchange/clock';
import { named, toNodeError } from '../shared/errors/nodeErrors';
import { TriggerParameters } from '../shared/fields/parameters';
import { CHOICES } from './topicOptions';
import { Complaints } from './log';
import { checkWebSocket, isPassing, noStream, toExmoError } from './errors';
import { properties } from './fields';
import { Ended, Lifetime } from './lifetime';
import { Outage } from './outage';
import { Outlet } from './emitter';
import { Round, type RoundEvents } from './stream';
import { readSettings, type Settings } from './settings';

/** How long somebody waits, who publishes the workflow or tests it, to be told that it does not work. */
const PATIENCE_MS = 30_000;
/** Tries that may fail before that: a single dropped connection is not worth an error. */
const PATIENCE_TRIES = 2;

/** As the editor shows the node. */
export const NAME = 'EXMO Stream Trigger';

/** Somebody, or n8n, waits to hear whether the stream is there. */
interface Start {
	/** Whether a person waits, who has to be told; otherwise the stream goes on trying by itself. */
	readonly insists: boolean;
	failed: number;
	resolve(): void;
	reject(error: unknown): void;
}

export class Listening {
	private readonly context: ITriggerFunctions;
	private readonly life = new Lifetime();
	private readonly outage: Outage;
	private readonly complaints: Complaints;
	private readonly isManual: boolean;
	private starting?: Start;
	private outlet?: Outlet;
	private isOpen = false;
	private round?: Round;
	private lastTrouble = 'no answer';

	constructor(context: ITriggerFunctions) {
		this.context = context;
		this.isManual = context.getMode() === 'manual';
		this.complaints = new Complaints((text) => this.log('warn', text), clock.now);
		this.outage = new Outage({
			now: clock.now,
			warn: (text) => this.log('warn', text),
			info: (text) => this.log('info', text),
			onLong: (reason) => this.showOutage(reason),
		});
	}

	/**
	 * Resolves when everything that happens from now on will be seen; where nobody waits for it, also
	 * when the stream has to be waited for; and at the end.
	 * @throws ExmoError, InvalidInput and the like; then nothing is left open
	 */
	async start(): Promise<void> {
		let isUp = false;
		try {
			checkWebSocket();
			const settings = readSettings(new TriggerParameters(this.context, properties));
			// When n8n itself starts, nobody is there to try again: the stream keeps trying by itself
			const insists = !['init', 'leadershipChange'].includes(this.context.getActivationMode());
			await this.firstRound(settings, insists);
			isUp = true;
		} finally {
			if (!isUp) this.stop();
		}
		this.isOpen = true;
		this.outlet?.open();
	}

	/** Ends everything, at whatever point it is; may be called more than once. */
	stop(): void {
		this.life.end();
	}

	private async firstRound(settings: Settings, insists: boolean): Promise<void> {
		const started = new Promise<void>((resolve, reject) => {
			this.starting = { insists, failed: 0, resolve, reject };
			this.life.onEnd(resolve);
		});
		this.life.sleep(PATIENCE_MS).then(
			() => this.giveUp(),
			() => {},
		);
		void this.begin(settings);
		await started.finally(() => (this.starting = undefined));
	}

	/** Begins a round, and goes on trying where it cannot be begun for a reason that passes. */
	private async begin(settings: Settings): Promise<void> {
		const backoff = new Backoff(Math.random);
		while (!this.life.isOver) {
			const life = new Lifetime(this.life);
			try {
				this.round = await Round.begin(this.context, settings, life, this.eventsOf(settings, life));
				return;
			} catch (error) {
				life.end();
				if (error instanceof Ended) return;
				const failure = toExmoError(error);
				if (!isPassing(failure)) return this.fail(error);
				this.onTrouble(failure.details.title, failure);
			}
			await this.life.sleep(backoff.pause()).catch(() => {});
		}
	}

	private eventsOf(settings: Settings, life: Lifetime): RoundEvents {
		const ifCurrent =
			<Args extends unknown[]>(act: (...args: Args) => void) =>
			(...args: Args) => {
				if (!life.isOver) act(...args);
			};
		return {
			onEvents: ifCurrent((events, isState) => {
				this.outlet ??= this.newOutlet(settings, isState);
				this.outlet.take(events);
			}),
			onCaughtUp: ifCurrent(() => {
				this.outage.back();
				this.starting?.resolve();
			}),
			onLost: ifCurrent((reason) => {
				this.onTrouble(reason);
				void this.followCredential(settings);
			}),
			onStalled: ifCurrent((error) =>
				this.onTrouble(`what was missed cannot be read (${error.details.title})`, error),
			),
			onSkip: ifCurrent((error, topic) => this.onSkip(error, topic)),
			onFail: ifCurrent((error) => this.fail(error)),
		};
	}

	/** No stream at the moment; it is tried again. */
	private onTrouble(reason: string, error?: ExmoError): void {
		this.lastTrouble = reason;
		this.outage.lost(reason);
		const { starting } = this;
		if (starting) {
			starting.failed += 1;
			// A REST request has been tried again by itself
			const isEnough = error !== undefined || starting.failed >= PATIENCE_TRIES;
			if (!starting.insists) starting.resolve();
			else if (isEnough) starting.reject(error ?? this.noStream(reason));
		} else if (this.isManual && this.outage.lasts >= PATIENCE_MS) {
			this.fail(this.noStream(reason));
		}
	}

	private giveUp(): void {
		if (this.starting?.insists) this.starting.reject(this.noStream(this.lastTrouble));
		else this.starting?.resolve();
	}

	private noStream(reason: string): ExmoError {
		return noStream(this.round?.url, reason);
	}

	/** A credential that was changed meanwhile counts from the next connection on: the watch begins anew. */
	private async followCredential(settings: Settings): Promise<void> {
		const { round } = this;
		if (!round) return;
		try {
			if (await round.isCurrent(this.context)) return;
		} catch (error) {
			if (!(error instanceof Ended)) this.onSkip(error, 'the credential');
			return;
		}
		if (this.round !== round || round.life.isOver) return;
		round.life.end();
		this.log('info', 'the credential has changed: the stream begins anew.');
		await this.begin(settings);
	}

	/** @param isState whether only the latest event of a key is of interest to somebody who is late */
	private newOutlet({ key, filter, backlog, latestOfPair }: Settings, isState: boolean): Outlet {
		const outlet = new Outlet({
			choice: CHOICES[key],
			filter,
			backlog: { ...backlog, latestWins: isState || latestOfPair },
			keyBy: isState ? 'key' : 'pair',
			signal: this.life.signal,
			emit: async (items) => {
				const done = this.context.helpers.createDeferredPromise<IRun>();
				this.context.emit([items], undefined, done);
				await done.promise;
			},
			onSkip: (error) => this.onSkip(error, TOPICS[key].name),
		});
		if (this.isOpen) outlet.open();
		return outlet;
	}

	private onSkip(error: unknown, topic: string): void {
		const reason = error instanceof Error ? error.message : String(error);
		this.complaints.say(`${topic}: something could not be read and was left out: ${reason}`);
	}

	private fail(error: unknown): void {
		if (this.life.isOver) return;
		if (this.starting) return this.starting.reject(error);
		this.stop();
		this.context.emitError(toNodeError(this.context.getNode(), named(error, NAME), 0));
	}

	/** A long outage as a failed execution, which the Error Workflow hears of; n8n 1 has no such thing. */
	private showOutage(reason: string): void {
		if (this.isManual || typeof this.context.saveFailedExecution !== 'function') return;
		const error = toNodeError(this.context.getNode(), this.noStream(reason), 0);
		try {
			this.context.saveFailedExecution(error as ExecutionError);
		} catch (failure) {
			this.log('warn', `the outage could not be saved as a failed execution: ${String(failure)}`);
		}
	}

	private log(level: 'info' | 'warn', text: string): void {
		const { id, name } = this.context.getWorkflow();
		const node = this.context.getNode().name;
		this.context.logger[level](`${node} (workflow "${name ?? id}"): ${text}`, {
			workflowId: id,
			nodeName: node,
		});
	}
}
