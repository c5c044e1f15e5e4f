/** One sandbox exchange with its faults, and the executions that run on its one key, some at once. */
import type { IDataObject } from 'n8n-workflow';
import type { LoggedRequest } from '../../sandbox/control/requestLog.mts';
import { inventKey } from '../../sandbox/demo.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { runNode, type Credentials, type Subject } from '../engine/harness.mts';
import { truthOf, type AcceptedOrder } from '../engine/truth.mts';
import { reportsOf, type Report } from './belief.mts';
import { countsRate, faultsOf } from './faults.mts';
import type { IntendedOrder, PlannedExecution } from './plan.mts';

/** What was reported of one intended order, and of its cancellation if there was one. */
export interface Outcome {
	readonly order: IntendedOrder;
	readonly placed: Report;
	readonly cancelled?: Report;
}

/** What one exchange was told, what it did, and what was reported of it. */
export interface Account {
	readonly outcomes: readonly Outcome[];
	readonly accepted: readonly AcceptedOrder[];
	readonly requests: readonly LoggedRequest[];
	readonly highestPerSecond: number;
}

/** Executions that run at once on the key. */
const AT_ONCE = 5;
const ANSWER_SECONDS = 2;

const timeouts = { responseTimeout: ANSWER_SECONDS };

const CREATE: IDataObject = {
	resource: 'order',
	operation: 'create',
	pair: { __rl: true, mode: 'name', value: '={{ $json.pair }}' },
	side: '={{ $json.side }}',
	orderType: '={{ $json.orderType }}',
	quantity: '={{ $json.quantity }}',
	price: '={{ $json.price }}',
	total: '={{ $json.price }}', // of no order type here, but n8n cannot know that of an expression
	options: { timeInForce: '={{ $json.timeInForce }}', ...timeouts },
};

const CANCEL: IDataObject = {
	resource: 'order',
	operation: 'cancel',
	orderId: { __rl: true, mode: 'id', value: '={{ $json.orderId }}' },
	options: timeouts,
};

const RICH = { USD: '10000000', BTC: '1000' };

export class ChaosExchange {
	private readonly subject: Subject;
	private readonly sandbox: Sandbox;
	private readonly credentials: Credentials;
	private readonly outcomes: Outcome[] = [];

	private constructor(subject: Subject, sandbox: Sandbox, credentials: Credentials) {
		this.subject = subject;
		this.sandbox = sandbox;
		this.credentials = credentials;
	}

	/** Opens the exchange on a port of its own: for the node, another address with a limit of its own. */
	static async open(subject: Subject, seed: number, index: number): Promise<ChaosExchange> {
		const key = inventKey(`chaos ${seed} ${index}`, ['read', 'trade']);
		const sandbox = await startSandbox({
			seed,
			accounts: [{ name: 'chaos', keys: { key }, balances: RICH }],
			faults: faultsOf(seed, index),
			rateLimit: countsRate(index),
		});
		return new ChaosExchange(subject, sandbox, {
			apiKey: key.key,
			apiSecret: key.secret,
			exchange: 'custom',
			customUrl: sandbox.url,
			permissions: 'readTrade',
		});
	}

	/** Takes executions until there are no more. */
	async work(next: () => PlannedExecution | undefined): Promise<void> {
		const lane = async () => {
			for (let execution; (execution = next()); ) await this.execute(execution);
		};
		await Promise.all(Array.from({ length: AT_ONCE }, lane));
	}

	private async execute({ orders, settings }: PlannedExecution): Promise<void> {
		const placed = await this.run(CREATE, settings, orders as unknown as IDataObject[]);
		const orderIds = placed.map((report) =>
			report.kind === 'done' ? String(report.json.orderId) : undefined,
		);
		const toCancel = orders.flatMap((order, index) =>
			order.cancel && orderIds[index] ? [index] : [],
		);
		const items = toCancel.map((index) => ({ orderId: orderIds[index] }));
		const cancelled = items.length > 0 ? await this.run(CANCEL, settings, items) : [];
		orders.forEach((order, index) =>
			this.outcomes.push({
				order,
				placed: placed[index],
				cancelled: cancelled[toCancel.indexOf(index)],
			}),
		);
	}

	private async run(
		parameters: IDataObject,
		settings: PlannedExecution['settings'],
		items: IDataObject[],
	): Promise<Report[]> {
		const run = await runNode(this.subject, this.credentials, parameters, {
			items,
			node: settings,
		});
		return reportsOf(run, items.length);
	}

	/** Ends the exchange and gives its record. */
	async close(): Promise<Account> {
		const { orders, keys } = await truthOf(this.sandbox);
		const { requests } = this.sandbox;
		await this.sandbox.stop();
		return {
			outcomes: this.outcomes,
			accepted: orders,
			requests,
			highestPerSecond: Math.max(...Object.values(keys).map(({ perSecond }) => perSecond)),
		};
	}
}
