/**
 * The example "Leave EXMO" in an n8n and a sandbox of its own: carried through as a person does, and
 * killed on the way.
 */
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOwner, newAccount } from '../../playground/account.mts';
import {
	credentialName,
	putWorkflow,
	readExamples,
	type WorkflowFile,
} from '../../playground/examples.mts';
import { installN8n, type InstalledN8n } from '../../playground/install.mts';
import { startN8n, type RunningN8n } from '../../playground/n8n.mts';
import { installCheckout } from '../../playground/pack.mts';
import { anyPort } from '../../playground/ports.mts';
import { silent } from '../../playground/progress.mts';
import { restOf, type Rest } from '../../playground/rest.mts';
import type { FaultSpec } from '../../sandbox/faults/faultSpec.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';

const TRIGGER = 'When clicking Execute workflow';
const NAME = 'Leave EXMO';

/** Where the test's account sends to: nobody lives there. */
const DESTINATIONS = [
	{ currency: 'USDC', network: '', address: 'InventedUsdcAddress1', tag: '' },
	{ currency: 'BTC', network: '', address: 'InventedBtcAddress01', tag: '' },
	{ currency: 'ETH', network: '', address: 'InventedEthAddress01', tag: '' },
	{ currency: 'XRP', network: '', address: 'InventedXrpAddress01', tag: '100200300' },
];

/** Two coins to convert, GMT in two steps, four to withdraw, an order, a position with its margin. */
const BALANCES = {
	USDC: '150',
	BTC: '0.25',
	ETH: '1.2',
	XRP: '900',
	SOL: '3',
	DOGE: '2000',
	GMT: '50000',
};

/** What the exchange accepted, in words that do not depend on when it was. */
export interface Outcome {
	readonly orders: string[];
	readonly closed: string[];
	readonly withdrawals: string[];
}

/** The moment at which the exchange has been asked for something so often in a run. */
export interface KillPoint {
	readonly endpoint: string;
	readonly times: number;
	/** What goes wrong at the exchange until n8n is killed. */
	readonly faults?: readonly FaultSpec[];
}

export interface Exit {
	readonly sandbox: Sandbox;
	/** Runs the workflow from its beginning to its end, and approves when it is asked. */
	run(): Promise<Run>;
	/**
	 * Runs it, kills n8n at the point, and starts n8n again.
	 * @returns whether it got that far before the workflow ended
	 */
	runUntilKilled(point: KillPoint): Promise<boolean>;
	outcome(): Promise<Outcome>;
	stop(): Promise<void>;
}

export interface Run {
	readonly status: string;
	readonly error?: string;
	items(node: string): Array<Record<string, unknown>>;
}

type RunData = {
	resultData: {
		error?: { message: string; description?: string };
		runData: Record<string, Array<{ data?: { main: Array<Array<{ json: object }> | null> } }>>;
	};
};

const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));

/** An n8n with the package, as it is after its first start; it can be killed and started again. */
export class OwnN8n {
	readonly installed: InstalledN8n;
	private readonly userFolder: string;
	private readonly account = newAccount();
	private running?: RunningN8n;
	private session?: Rest;
	private readonly flatted: { parse(text: string): RunData };

	private constructor(installed: InstalledN8n, userFolder: string) {
		this.installed = installed;
		this.userFolder = userFolder;
		this.flatted = createRequire(join(installed.bin, '..', '..', 'package.json'))('flatted');
	}

	static async start(folder: string): Promise<OwnN8n> {
		const n8n = new OwnN8n(await installN8n(silent), join(folder, 'n8n'));
		await mkdir(n8n.userFolder, { recursive: true });
		await installCheckout(n8n.userFolder, join(folder, 'package'), silent);
		await n8n.again();
		await createOwner(n8n.rest, n8n.account);
		return n8n;
	}

	get rest(): Rest {
		if (!this.session) throw new Error('n8n is not running.');
		return this.session;
	}

	/** Starts it anew, in the folder that it has had before. */
	async again(): Promise<void> {
		this.running = await startN8n(this.installed, this.userFolder, await anyPort());
		this.session = restOf(this.running.url);
	}

	async signIn(): Promise<void> {
		const { email, password } = this.account;
		await this.rest.call('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** SIGKILL, as a power cut: nothing is written any more. */
	async kill(): Promise<void> {
		this.running?.kill();
		await this.running?.ended;
		this.session = undefined;
	}

	async stop(): Promise<void> {
		await this.running?.stop();
	}

	async startWorkflow(id: string): Promise<string> {
		const path = `/workflows/${id}/run`;
		const started = await this.rest.call<{ executionId: string }>('POST', path, {
			triggerToStartFrom: { name: TRIGGER },
		});
		return started.executionId;
	}

	/** The run when it is over; approves on the way. */
	async finish(executionId: string): Promise<Run> {
		let isApproved = false;
		for (;;) {
			const { status, stoppedAt, data } = await this.rest.call<{
				status: string;
				stoppedAt?: string;
				data: string;
			}>('GET', `/executions/${executionId}`);
			if (status === 'waiting' && !isApproved) {
				await this.approve(executionId);
				isApproved = true;
			} else if (stoppedAt && !['waiting', 'running', 'new'].includes(status)) {
				return this.read(status, data);
			}
			await wait(100); // n8n offers no call that waits
		}
	}

	private read(status: string, data: string): Run {
		const { error, runData } = this.flatted.parse(data).resultData;
		return {
			status,
			error: error && `${error.message} ${error.description ?? ''}`,
			items: (node) =>
				(runData[node]?.at(-1)?.data?.main.flatMap((items) => items ?? []) ?? []).map(
					({ json }) => json as Record<string, unknown>,
				),
		};
	}

	/** Fills in the form that the workflow waits at, and sends it. */
	private async approve(executionId: string): Promise<void> {
		const path = `/executions/${executionId}`;
		const { data } = await this.rest.call<{ data: string }>('GET', path);
		const [{ approveHere }] = this.read('waiting', data).items('Link to approve');
		const form = new FormData();
		form.set('field-0', 'Yes, as planned');
		const response = await fetch(String(approveHere), { method: 'POST', body: form });
		if (!response.ok) throw new Error(`The form answered ${response.status}.`);
	}
}

/** Opens the account of the test; the same on every sandbox of the seed. */
async function openAccount({ url }: Sandbox): Promise<{ key: string; secret: string }> {
	const response = await fetch(`${url}/_sandbox/accounts`, {
		method: 'POST',
		body: JSON.stringify({ name: 'leaving', balances: BALANCES }),
	});
	return (await response.json()) as { key: string; secret: string };
}

/** The example as a person sets it up: destinations, and the switch. */
function settled(example: WorkflowFile, dryRun: boolean): WorkflowFile {
	const workflow = structuredClone(example);
	for (const node of workflow.nodes) {
		if (node.name === 'Plan the exit') {
			Object.assign(node.parameters, { destinations: { destination: DESTINATIONS } });
		}
		if (node.name !== 'Settings') continue;
		const { assignments } = (node.parameters as { assignments: { assignments: Assignment[] } })
			.assignments;
		assignments.find(({ name }) => name === 'dryRun')!.value = dryRun;
	}
	return workflow;
}
type Assignment = { name: string; value: unknown };

/** A sandbox with the account in it, and the workflow in n8n. */
export async function openExit(n8n: OwnN8n, { dryRun = false } = {}): Promise<Exit> {
	const sandbox = await startSandbox({
		...{ market: 'winddown', seed: 7, indirectPair: true, withdrawalMs: 1500, stepMs: 86_400_000 },
	});
	const { key, secret } = await openAccount(sandbox);
	const credential = await n8n.rest.call<{ id: string }>('POST', '/credentials', {
		...{ name: credentialName, type: 'exmoApi' },
		data: {
			...{ apiKey: key, apiSecret: secret, exchange: 'custom', customUrl: sandbox.url },
			permissions: 'readTradeWithdraw',
		},
	});
	const example = (await readExamples()).find(({ workflow }) => workflow.name === NAME);
	if (!example) throw new Error(`There is no example "${NAME}".`);
	const id = await putWorkflow(n8n.rest, settled(example.workflow, dryRun), credential.id);

	const asked = (endpoint: string) => sandbox.traffic.report().endpoints[endpoint as never] ?? 0;
	return {
		sandbox,
		run: async () => await n8n.finish(await n8n.startWorkflow(id)),
		async runUntilKilled({ endpoint, times, faults = [] }) {
			let isOver = false;
			for (const fault of faults) sandbox.faults.add(fault);
			const before = asked(endpoint);
			const run = n8n.finish(await n8n.startWorkflow(id)).then(
				() => (isOver = true),
				() => undefined, // n8n is gone
			);
			while (asked(endpoint) < before + times && !isOver) await wait(1);
			const inTime = !isOver;
			await n8n.kill();
			await run;
			sandbox.faults.clear();
			await n8n.again();
			await n8n.signIn();
			return inTime;
		},
		async outcome() {
			const record = (await (await fetch(`${sandbox.url}/_sandbox/record`)).json()) as Record<
				string,
				Array<Record<string, string>>
			>;
			const mine = (list: string) => record[list].filter((one) => one.account === 'leaving');
			return {
				orders: mine('orders')
					.map((one) => `${one.type} ${one.quantity} ${one.pair}`)
					.sort(),
				closed: mine('marginOrders')
					.map((one) => `${one.type} ${one.quantity} ${one.pair}`)
					.sort(),
				withdrawals: mine('withdrawals')
					.map((one) => `${one.amount} ${one.currency} to ${one.address}`)
					.sort(),
			};
		},
		stop: async () => await sandbox.stop(),
	};
}

/**
 * An exit that is killed at the point and started again from its beginning.
 * @throws unless the exchange got what it gets undisturbed: every order and withdrawal once
 */
export async function killAndCompare(
	n8n: OwnN8n,
	point: KillPoint,
	expected: Outcome,
): Promise<void> {
	const exit = await openExit(n8n);
	try {
		assert.ok(await exit.runUntilKilled(point), 'the workflow gets as far as the point');
		const { status, error } = await exit.run();
		assert.equal(error, undefined);
		assert.equal(status, 'success');
		assert.deepEqual(await exit.outcome(), expected);
	} finally {
		await exit.stop();
	}
}

/** What the exit brings when nothing disturbs it. */
export async function undisturbed(n8n: OwnN8n): Promise<Outcome> {
	const exit = await openExit(n8n);
	try {
		const { status, error } = await exit.run();
		assert.equal(error, undefined);
		assert.equal(status, 'success');
		return await exit.outcome();
	} finally {
		await exit.stop();
	}
}

/** For tests: an n8n of their own, and what ends it. */
export async function ownN8n(): Promise<{ n8n: OwnN8n; end: () => Promise<void> }> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-leave-'));
	const remove = async () => await rm(folder, { recursive: true, force: true });
	const n8n = await OwnN8n.start(folder).catch(async (error: unknown) => {
		await remove();
		throw error;
	});
	const end = async () => {
		await n8n.stop();
		await remove();
	};
	return { n8n, end };
}
