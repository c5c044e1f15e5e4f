/**
 * What a failed run has already done. n8n's Retry On Fail runs the whole node again, in the same
 * process, for all items: what was ordered, cancelled or withdrawn before the failure must then be
 * returned from here instead of being done again.
 *
 * The memory lives from a failed run to its retry and no longer. A loop that comes round again, or
 * an agent that calls the tool once more, is another run and has a memory of its own.
 */
import type { IExecuteFunctions, INode } from 'n8n-workflow';

import type { WriteEndpoint } from '../../../exmo/api/endpoints';
import type { Moment } from '../../../exmo/clock';
import type { Trouble } from '../../../exmo/reconcile/writes';
import { clock } from './clock';
import { isToolRun } from '../errors/failedItem';
import type { Write, Written } from './write';

/** One write of one item; see Write for what its types are. */
export interface WriteRecord<Plan, Noted, Answer> {
	/** For a person: "the order with client order ID 42". */
	what?: string;
	/** EXMO's answer, or what was found of it, once there was one. */
	done?: Written<Noted, Answer>;
	/** Whether it was sent and nothing is known of what became of it. */
	isUnknown?: boolean;
	/** How the latest sending ended that brought no answer, and in words. */
	trouble?: Trouble;
	lastRefusal?: string;
	/** Whether a refusal came that may hide an accepted first delivery. */
	isSuspected?: boolean;
	/** How often it has left. */
	sendings?: number;
	/** When it was first sent; `client.notBefore` tells when that was by EXMO's clock. */
	sentAt?: Moment;
	/** What was noted just before it was first sent; the retry uses the same. */
	noted?: Noted;
	/** What was worked out before it was sent; the world moves on, so a retry takes it from here. */
	plan?: Plan;
}

/** What a run has done: by item, endpoint and target. */
interface RunRecord {
	readonly writes: Map<string, WriteRecord<unknown, unknown, unknown>>;
	/** What an operation of several writes goes over. */
	readonly targets: Map<string, readonly unknown[]>;
}

/** Longer than the pauses between n8n's tries (5 s at most). */
const FORGET_AFTER_MS = 10 * 60_000;

interface FailedRun {
	readonly failedAt: Moment;
	/** How often the node has run, and failed, for it. */
	readonly tries: number;
	readonly record: RunRecord;
}

/** By execution and node, and by the run index, which is the same for every try of a run. */
const failedRuns = new Map<string, FailedRun>();

/**
 * Runs as a tool of an agent, by their input. n8n gives every try of such a run another run index, and
 * the same object as its input; another call of the agent's is another object, whatever is in it
 * (n8n-core's makeHandleToolInvocation; where the engine runs an agent's tools, its requests-response).
 */
const failedToolRuns = new WeakMap<object, Map<string, FailedRun>>();

/** Where the memory of a run is kept until its retry. */
interface Shelf {
	take(): FailedRun | undefined;
	put(run: FailedRun): void;
}

/** How often n8n runs a node with Retry On Fail, at most (n8n-core's makeHandleToolInvocation). */
const maxTriesOf = ({ maxTries }: INode): number => Math.min(5, Math.max(2, maxTries || 3));

const shelfIn = (runs: Map<string, FailedRun>, key: string): Shelf => ({
	take: () => {
		const run = runs.get(key);
		runs.delete(key);
		return run;
	},
	put: (run) => runs.set(key, run),
});

function shelfOf(context: IExecuteFunctions): Shelf | undefined {
	const node = context.getNode();
	if (!node.retryOnFail) return undefined;
	const input = context.getInputData()[0]?.json;
	const executionId = context.getExecutionId();
	const caller = [executionId, context.getWorkflow().id, node.id, node.name].join(' ');
	if (isToolRun(context) && input !== undefined) {
		const ofInput = failedToolRuns.get(input) ?? new Map<string, FailedRun>();
		failedToolRuns.set(input, ofInput);
		return shelfIn(ofInput, caller);
	}
	if (!executionId) return undefined;
	return shelfIn(failedRuns, `${caller} ${context.getWorkflowDataProxy(0).$runIndex}`);
}

function forgetOld(now: Moment): void {
	for (const [key, { failedAt }] of failedRuns) {
		if (now - failedAt > FORGET_AFTER_MS) failedRuns.delete(key);
	}
}

/** The writes of one item, in their order. */
export class ItemMemory {
	private readonly record: RunRecord;
	private readonly itemIndex: number;
	private writes = 0;

	constructor(record: RunRecord, itemIndex: number) {
		this.record = record;
		this.itemIndex = itemIndex;
	}

	/**
	 * The record of this item's next write; empty unless the failed run got that far.
	 * @param target what is written to, for operations whose number of writes may differ from run to run
	 */
	next<Plan, Noted, Answer>(
		write: Write<Plan, Noted, Answer>,
		target: string | number = this.writes++,
	): WriteRecord<Plan, Noted, Answer> {
		const known = this.find(write, target);
		if (known) return known;
		const record: WriteRecord<Plan, Noted, Answer> = {};
		this.record.writes.set(this.keyOf(write, target), record);
		return record;
	}

	/**
	 * What the failed run sent as this item's next write, without going on to it: it has been
	 * checked and priced then, and must not be refused now.
	 */
	alreadySent<Plan, Noted, Answer>(
		write: Write<Plan, Noted, Answer>,
	): WriteRecord<Plan, Noted, Answer> | undefined {
		const record = this.find(write, this.writes);
		return record?.done !== undefined || record?.isUnknown ? record : undefined;
	}

	/** What this item's writes go over; a retry goes on with what there was at first. */
	async targets<Target>(read: () => Promise<readonly Target[]>): Promise<readonly Target[]> {
		const key = String(this.itemIndex);
		const known = this.record.targets.get(key) as readonly Target[] | undefined; // the same operation's
		if (known) return known;
		const targets = await read();
		this.record.targets.set(key, targets);
		return targets;
	}

	private keyOf(
		{ endpoint }: { readonly endpoint: WriteEndpoint },
		target: string | number,
	): string {
		return `${this.itemIndex} ${endpoint.path} ${target}`;
	}

	/** All runs that share a memory are of one operation, which has one kind of write for an endpoint. */
	private find<Plan, Noted, Answer>(
		write: Write<Plan, Noted, Answer>,
		target: string | number,
	): WriteRecord<Plan, Noted, Answer> | undefined {
		const record = this.record.writes.get(this.keyOf(write, target));
		return record as WriteRecord<Plan, Noted, Answer> | undefined;
	}
}

/** The memory of one run of the node. */
export class RunMemory {
	private readonly shelf: Shelf | undefined;
	private readonly record: RunRecord;
	private readonly tries: number;
	/** Whether n8n runs the node once more, with this memory, if it fails now. */
	readonly isTriedAgain: boolean;

	private constructor(shelf: Shelf | undefined, node: INode) {
		const failed = shelf?.take();
		this.shelf = shelf;
		this.record = failed?.record ?? { writes: new Map(), targets: new Map() };
		this.tries = (failed?.tries ?? 0) + 1;
		this.isTriedAgain = shelf !== undefined && this.tries < maxTriesOf(node);
	}

	/** A run begins: with what the failed run before it has done, if this is a retry. */
	static begin(context: IExecuteFunctions): RunMemory {
		return new RunMemory(shelfOf(context), context.getNode());
	}

	item(itemIndex: number): ItemMemory {
		return new ItemMemory(this.record, itemIndex);
	}

	/** What has been done at EXMO, in its order: by this run and by the failed one it tries again. */
	carriedOut(itemIndex?: number): string[] {
		return [...this.record.writes]
			.filter(([key]) => itemIndex === undefined || key.startsWith(`${itemIndex} `))
			.flatMap(([, { done, what }]) => (done && what !== undefined ? [what] : []));
	}

	/** The run ends; only a failed one is remembered. */
	end(failed: boolean, now = clock.now()): void {
		forgetOld(now);
		if (failed) this.shelf?.put({ failedAt: now, tries: this.tries, record: this.record });
	}
}
