/** One sandbox exchange with its faults, and the executions that run on its one key, some at once. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest } from '../../sandbox/record/requestLog.mts';
import { inventKey } from '../../sandbox/demo.mts';
import { money } from '../../sandbox/exchange/money.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runNode, type Credentials, type Subject } from '../harness/harness.mts';
import { agentWith } from '../harness/toolHarness.mts';
import { truthOf, type Truth } from '../harness/truth.mts';
import { credentialsOfKey } from '../harness/sandboxAccount.mts';
import { reportOfCall, reportsOf, reportsOfLoop, type Report } from './belief.mts';
import { countsRate, faultsOf, hasOtherProgram, type Trouble } from './faults.mts';
import { KINDS } from './kinds.mts';
import { startOtherProgram } from './otherProgram.mts';
import type { IntendedWrite, PlannedExecution, Way } from './plan.mts';
import { rightClock } from './wallClock.mts';

/** What was reported of one intended write, and of its cancellation if there was one. */
export interface Outcome {
	readonly write: IntendedWrite;
	readonly way: Way;
	readonly done: Report;
	readonly cancelled?: Report;
}

/** What one exchange was told, what it did, and what was reported of it. */
export interface Account {
	readonly outcomes: readonly Outcome[];
	readonly truth: Truth;
	readonly requests: readonly LoggedRequest[];
}

/** Executions that run at once on the key. */
const CONCURRENCY = 5;
const ANSWER_SECONDS = 2;

const timeouts = { responseTimeout: ANSWER_SECONDS };

const CANCEL: IDataObject = {
	resource: 'order',
	operation: 'cancel',
	orderId: { __rl: true, mode: 'id', value: '={{ $json.orderId }}' },
	options: timeouts,
};

/** A patient search takes a minute, twice in one try, and reads can be slow; only few need all of it. */
const maxDurationMs = ({ writes, settings }: PlannedExecution): number =>
	240_000 + 60_000 * writes.length * (settings.maxTries ?? 1);

/** What is not over by then is taken for stuck. */
async function endingWithin(ms: number, work: Promise<Report[]>, count: number): Promise<Report[]> {
	const over = new AbortController();
	const stuck = async (): Promise<Report[]> => {
		await sleep(ms, undefined, { signal: over.signal });
		const told = `not over after ${ms / 1000} s`;
		return Array.from({ length: count }, () => ({ kind: 'stuck', told }));
	};
	return await Promise.race([work, stuck()]).finally(() => over.abort());
}

const RICH = { USD: '10000000', USDT: '10000000', BTC: '1000' };
/** Older than any list lags: what there is at the start is in every list. */
const FOUNDED_BEFORE_MS = 120_000;

/** The position that margin is added to and removed from, and that is closed in parts. */
function openPosition({ exchange }: Sandbox): string {
	const [account] = exchange.accounts;
	const { margin, nowMs } = exchange;
	const rules = margin.ruleOf('BTC_USDT');
	const [quantity, leverage] = [money('100'), money('2')];
	const price = margin.top('BTC_USDT').ask;
	margin.positions.increase(account, rules, 'long', quantity, price, leverage, nowMs);
	return String(margin.positions.of(account)[0].id);
}

export class ChaosExchange {
	private readonly subject: Subject;
	private readonly sandbox: Sandbox;
	private readonly credentials: Credentials;
	private readonly positionId: string;
	private readonly endOthers: () => Promise<void>;
	private readonly outcomes: Outcome[] = [];

	private constructor(
		subject: Subject,
		sandbox: Sandbox,
		credentials: Credentials,
		positionId: string,
		endOthers: () => Promise<void>,
	) {
		this.subject = subject;
		this.sandbox = sandbox;
		this.credentials = credentials;
		this.positionId = positionId;
		this.endOthers = endOthers;
	}

	/** Opens the exchange on a port of its own: for the node, another address with a limit of its own. */
	static async open(
		subject: Subject,
		seed: number,
		index: number,
		without: readonly Trouble[],
	): Promise<ChaosExchange> {
		const permissions = ['read', 'trade', 'withdraw'] as const;
		const key = inventKey(`chaos ${seed} ${index}`, [...permissions, 'excode']);
		let beforeMs = FOUNDED_BEFORE_MS;
		const sandbox = await startSandbox({
			seed,
			clock: { now: () => rightClock.now() - beforeMs },
			accounts: [{ name: 'chaos', keys: { key }, balances: RICH, marginBalances: RICH }],
			faults: faultsOf(seed, index, without),
			rateLimit: countsRate(index),
		});
		const positionId = openPosition(sandbox);
		beforeMs = 0;
		const credentials = credentialsOfKey(sandbox.url, key);
		const isShared = hasOtherProgram(index) && !without.includes('program');
		const endOthers = isShared ? startOtherProgram(sandbox, key, seed + index) : async () => {};
		return new ChaosExchange(subject, sandbox, credentials, positionId, endOthers);
	}

	/** Takes executions until there are no more. */
	async work(next: () => PlannedExecution | undefined): Promise<void> {
		const worker = async () => {
			for (let execution; (execution = next()); ) await this.execute(execution);
		};
		await Promise.all(Array.from({ length: CONCURRENCY }, worker));
	}

	private async execute(execution: PlannedExecution): Promise<void> {
		const { writes, way, settings } = execution;
		const done = await endingWithin(maxDurationMs(execution), this.write(execution), writes.length);
		const orderIds = done.map((report) =>
			report.kind === 'done' ? String(report.json.orderId) : undefined,
		);
		const toCancel = writes.flatMap(({ cancel }, index) =>
			cancel && orderIds[index] ? [index] : [],
		);
		const items = toCancel.map((index) => ({ orderId: orderIds[index] }));
		const cancelled =
			items.length > 0
				? await endingWithin(maxDurationMs(execution), this.cancel(settings, items), items.length)
				: [];
		writes.forEach((write, index) =>
			this.outcomes.push({
				...{ write, way, done: done[index] },
				cancelled: cancelled[toCancel.indexOf(index)],
			}),
		);
	}

	private async write({ kind, way, writes, settings }: PlannedExecution): Promise<Report[]> {
		const items = writes.map(({ values, amount }) => ({
			...values,
			...{ amount, positionId: this.positionId },
		}));
		const parameters = (field: (name: string) => string) => {
			const { options, ...chosen } = KINDS[kind].parameters(field);
			return { ...chosen, options: { ...(options as IDataObject), ...timeouts } };
		};
		const ofItem = parameters((name) => `={{ $json.${name} }}`);
		switch (way) {
			case 'run':
				return reportsOf(await this.run(ofItem, settings, items), items.length);
			case 'loop':
				return reportsOfLoop(await this.run(ofItem, settings, items, true), items.length);
			case 'tool': {
				const call = this.tool(parameters, settings);
				const reports: Report[] = [];
				for (const item of items) reports.push(await reportOfCall(call(item)));
				return reports;
			}
			case 'tool, at once': {
				const call = this.tool(parameters, settings);
				return await Promise.all(items.map(async (item) => await reportOfCall(call(item))));
			}
		}
	}

	private async cancel(
		settings: PlannedExecution['settings'],
		items: IDataObject[],
	): Promise<Report[]> {
		return reportsOf(await this.run(CANCEL, settings, items), items.length);
	}

	private async run(
		parameters: IDataObject,
		node: PlannedExecution['settings'],
		items: IDataObject[],
		loop = false,
	) {
		return await runNode(this.subject, this.credentials, parameters, { items, node, loop });
	}

	private tool(
		parameters: (field: (name: string) => string) => IDataObject,
		settings: PlannedExecution['settings'],
	) {
		const subject = { ...this.subject, type: `${this.subject.type}Tool` };
		const ofCall = parameters((name) => `={{ $fromAI("${name}") }}`);
		return agentWith(subject, this.credentials, ofCall, settings)();
	}

	/** Ends the exchange and gives its record. */
	async close(): Promise<Account> {
		await this.endOthers();
		const truth = await truthOf(this.sandbox);
		const { requests } = this.sandbox;
		await this.sandbox.stop();
		return { outcomes: this.outcomes, truth, requests };
	}
}
