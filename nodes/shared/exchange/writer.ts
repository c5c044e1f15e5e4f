/**
 * The only way to send what changes something at EXMO: sends it, reconciles it when no answer comes
 * back or a refusal may hide one (exmo/reconcile/writes.ts says how), and remembers it, so that a run
 * that is tried again returns what was done instead of doing it again.
 */
import { ExmoError, type ExmoErrorDetails } from '../../../exmo/errors/errors';
import type { Effort, Finding } from '../../../exmo/reconcile/attempts';
import {
	effortOf,
	isSuspicious,
	MAX_SENDINGS,
	RULES,
	troubleOf,
	type Trouble,
} from '../../../exmo/reconcile/writes';
import { ExmoClient } from './client';
import { clock } from './clock';
import type { WriteRecord } from './runMemory';
import { Transport, type NodeContext, type Waits } from './transport';
import type { CancelExtra, Sending, Write, Written } from './write';

export interface WriteOptions {
	/** Checks again what may have changed before it is sent once more. @throws what speaks against it */
	recheck?(): Promise<void>;
	/** Whether it goes before what waits, and after a stop as well: it undoes what is too much. */
	readonly isUrgent?: boolean;
}

export interface Connection {
	readonly client: ExmoClient;
	readonly writer: Writer;
}

/** A node's way to EXMO, for reading and for writing. @throws UnusableAddress */
export async function connect(context: NodeContext, waits: Waits): Promise<Connection> {
	const transport = await Transport.of(context, waits);
	const client = new ExmoClient(transport);
	return { client, writer: new Writer(client, transport) };
}

/** The right to write, for operations that do. */
export class Writer {
	private readonly client: ExmoClient;
	private readonly transport: Transport;

	/** It takes a transport, which no operation has: see `connect`. */
	constructor(client: ExmoClient, transport: Transport) {
		this.client = client;
		this.transport = transport;
	}

	/**
	 * Carries it out and gives its answer, or what a search found of it.
	 * @param record what is known of it: empty for a new one, the earlier run's for one that is tried again
	 * @throws ExmoError: a refusal as it is; `unknownOutcome` when nothing is known and nothing was found
	 */
	async carryOut<Plan, Noted, Answer>(
		record: WriteRecord<Plan, Noted, Answer>,
		write: Write<Plan, Noted, Answer>,
		plan: Plan,
		options: WriteOptions = {},
	): Promise<Written<Noted, Answer>> {
		if (record.done) return record.done;
		record.plan = plan;
		const takeBack = record.isUnknown ? undefined : await write.admit?.(this.client, plan);
		return (record.done = await this.send(record, write, plan, options).catch((error: unknown) => {
			if (!record.isUnknown) takeBack?.();
			throw error;
		}));
	}

	private async send<Plan, Noted, Answer>(
		record: WriteRecord<Plan, Noted, Answer>,
		write: Write<Plan, Noted, Answer>,
		plan: Plan,
		options: WriteOptions,
	): Promise<Written<Noted, Answer>> {
		const noted = (record.noted ??= await write.note(this.client, plan));
		const under = new UnderWay(this.client, this.transport, {
			...{ write, record, plan, noted, options },
			cancelExtra: this.cancelExtra,
		});
		return await under.finish();
	}

	/** Whatever comes back, the run goes on and says so. */
	private readonly cancelExtra: CancelExtra = async (cancellation, orderId) =>
		await this.carryOut({}, cancellation, orderId, { isUrgent: true }).then(
			() => true,
			() => false,
		);
}

interface Job<Plan, Noted, Answer> {
	readonly write: Write<Plan, Noted, Answer>;
	readonly record: WriteRecord<Plan, Noted, Answer>;
	readonly plan: Plan;
	readonly noted: Noted;
	readonly options: WriteOptions;
	readonly cancelExtra: CancelExtra;
}

interface Failure {
	readonly trouble: Trouble;
	readonly error: unknown;
	readonly details?: ExmoErrorDetails;
}

/** One write on its way. */
class UnderWay<Plan, Noted, Answer> {
	private readonly client: ExmoClient;
	private readonly transport: Transport;
	private readonly job: Job<Plan, Noted, Answer>;

	constructor(client: ExmoClient, transport: Transport, job: Job<Plan, Noted, Answer>) {
		this.client = client;
		this.transport = transport;
		this.job = job;
	}

	/** Sends and reconciles it, and says in record and log what became of it. */
	async finish(): Promise<Written<Noted, Answer>> {
		const { write, record, plan } = this.job;
		const what = write.what(this.sending);
		const written = await this.untilKnown().finally(() => {
			if (!this.client.isStopped || !record.isUnknown) return;
			this.client.log(`After the stop: it is not known whether EXMO carried out ${what}.`);
		});
		write.claim?.(this.client, plan, written);
		const done = write.whatWasDone?.(this.sending, written.answer) ?? what;
		record.what = [done, written.twin?.note.replace(/\.$/, '')].filter(Boolean).join('. ');
		if (this.client.isStopped) this.client.log(`After the stop: EXMO carried out ${record.what}.`);
		return written;
	}

	private get sending(): Sending<Plan, Noted> {
		const { plan, noted, record } = this.job;
		return { plan, noted, notBefore: this.client.notBefore(record.sentAt) };
	}

	private async untilKnown(): Promise<Written<Noted, Answer>> {
		const { write, record, options } = this.job;
		const kind = write.endpoint.writes;
		const deadline = clock.now() + this.client.waits.queueMs;
		/** Sent by the run that failed before: how that ended is in the record. */
		let failure: Failure | undefined = record.isUnknown
			? { trouble: record.trouble ?? 'lost', error: undefined }
			: undefined;
		for (;;) {
			if (!failure) {
				const sent = await this.sendOnce();
				if ('answer' in sent) return await this.settled(sent.answer, true);
				failure = sent;
			}
			const { trouble, details } = failure;
			const rule = RULES[trouble][kind];
			const isOver =
				this.client.isStopped ||
				(record.sendings ?? 0) >= MAX_SENDINGS ||
				clock.now() + (details?.retryAfterMs ?? 0) > deadline;
			const isLast = rule.otherwise !== 'sendAgain' || isOver;
			const { isSuspected = false, sendings = 0 } = record;
			const effort = effortOf(rule.reconcile, { kind, isSuspected, isLast, sendings });
			const finding = effort === 'none' ? undefined : await this.reconcile(effort);
			if (finding && 'answer' in finding) {
				record.isUnknown = false;
				return { ...(await this.settled(finding.answer, false)), reconciled: true };
			}
			const searched = finding?.searched ?? '';
			if (rule.otherwise === 'refusal' && !record.isSuspected) {
				record.isUnknown = false;
				throw failure.error;
			}
			if (isLast || (finding && !finding.isAbsent)) throw this.unknownOutcome(searched);
			await options.recheck?.().catch((error: unknown) => {
				const reason = error instanceof Error ? error.message : String(error);
				throw this.unknownOutcome(`${searched} It would not be sent now: ${reason}`);
			});
			failure = undefined;
		}
	}

	/** Sends it and notes in the record what is known of it. */
	private async sendOnce(): Promise<{ readonly answer: Answer } | Failure> {
		const { write, record } = this.job;
		// What may not be sent again must not fail because another program has raised the nonce before
		if (write.endpoint.writes === 'transfer') await this.transport.learnNonce();
		record.sentAt ??= clock.now();
		record.what = write.what(this.sending);
		record.isUnknown = true; // until the answer says otherwise
		const sent = await this.send();
		if ('answer' in sent) {
			record.isUnknown = false;
			record.sendings = (record.sendings ?? 0) + 1;
			return sent;
		}
		const { trouble, details } = sent;
		if (trouble === 'notSent') {
			record.isUnknown = record.isSuspected ?? false;
			return sent;
		}
		record.sendings = (record.sendings ?? 0) + 1;
		record.lastRefusal = details?.title;
		if (isSuspicious(trouble)) record.isSuspected = true;
		// A plain refusal does not do away with what an earlier one may hide
		if (trouble !== 'refused' || !record.isSuspected) record.trouble = trouble;
		return sent;
	}

	/** What sending the request once has brought. */
	private async send(): Promise<{ readonly answer: Answer } | Failure> {
		const { write, options } = this.job;
		const { sending } = this;
		const params = write.params(sending);
		let data: unknown;
		try {
			data = await this.transport.request(write.endpoint, params, options.isUrgent);
		} catch (error) {
			if (error instanceof ExmoError) {
				return { trouble: troubleOf(error.details), error, details: error.details };
			}
			return { trouble: 'lost', error }; // of an unforeseen error nothing can be said
		}
		try {
			const answer = write.readAnswer(data, sending);
			return answer === undefined ? { trouble: 'lost', error: undefined } : { answer };
		} catch (error) {
			return { trouble: 'lost', error }; // EXMO has answered, so it was sent, whatever the error says
		}
	}

	/** After a stop the search is short. */
	private effortNow(effort: Effort): Effort {
		return this.client.isStopped && effort === 'patient' ? 'usual' : effort;
	}

	private async reconcile(effort: Effort): Promise<Finding<Answer>> {
		return await this.job.write.reconcile(this.client, this.sending, this.effortNow(effort));
	}

	/** The answer, and what there is of a twin when the request was sent more than once. */
	private async settled(answer: Answer, isLatest: boolean): Promise<Written<Noted, Answer>> {
		const { write, record, noted, cancelExtra } = this.job;
		const { isSuspected, sendings = 1 } = record;
		if (!write.settleTwin || !isSuspected || sendings < 2) {
			return { answer, noted, reconciled: false };
		}
		const settled = await write.settleTwin(this.client, this.sending, {
			...{ answer, isLatest, cancelExtra },
			effort: this.effortNow('patient'),
		});
		return { ...settled, noted, reconciled: false };
	}

	private unknownOutcome(searched: string): ExmoError {
		const { write, noted, record } = this.job;
		const { lastRefusal, sendings = 1 } = record;
		const reason = lastRefusal === undefined ? 'The answer got lost.' : `${lastRefusal}.`;
		const again = sendings > 1 ? '' : 'It was not sent again. ';
		const howToCheck = write.howToCheck(this.sending);
		return new ExmoError({
			title: `It is not known whether EXMO carried out ${write.what(this.sending)}`,
			advice: `${reason} ${searched} ${again}${howToCheck}`.trim(),
			kind: 'unknownOutcome',
			effect: 'unknown',
			clientOrderId: write.clientOrderId?.(noted),
		});
	}
}
