// One n8n of some version with the packed package in it, beside a sandbox, and workflows run by it.
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createOwner, newAccount } from '../../playground/account.mts';
import {
	credentialData,
	credentialName,
	putCredential,
	putWorkflow,
	type WorkflowFile,
} from '../../playground/examples.mts';
import type { InstalledN8n } from '../../playground/install.mts';
import { startN8n, type RunningN8n } from '../../playground/n8n.mts';
import { installCheckout } from '../../playground/pack.mts';
import { anyPort } from '../../playground/ports.mts';
import type { Progress } from '../../playground/progress.mts';
import { RestError, restOf, type Rest } from '../../playground/rest.mts';
import { startSandbox, type Sandbox } from '../../sandbox/server.mts';
import { truthOf, type Truth } from '../harness/truth.mts';

export type Item = Record<string, unknown>;

/** A run of a workflow, as n8n keeps it. */
export interface Execution {
	readonly status: string;
	/** n8n's message, when the run failed. */
	readonly error?: string;
	readonly seconds: number;
	/** The items of one of a node's outputs, of its latest run. */
	items(node: string, output?: number): Item[];
}

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, Array<{ data?: { main?: Array<Array<{ json: Item }> | null> } }>>;
	};
}

/** Only a run that hangs meets it. */
const PATIENCE_MS = 120_000;

export const NODE = 'EXMO';
const START = 'Start';

/** As the editor makes them; in the order "v0", agents go on before the engine has run their tools. */
export const NEW_WORKFLOWS = { executionOrder: 'v1' };

/** The action node behind a manual trigger and a node that hands out items. */
export function workflowOf(parameters: object, items: Item[], settings: object = {}): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] };
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name: 'Compatibility',
		nodes: [
			{ id: '1', name: START, type: 'n8n-nodes-base.manualTrigger', ...common, parameters: {} },
			{
				...{ id: '2', name: 'Items', type: 'n8n-nodes-base.code', ...common, typeVersion: 2 },
				parameters: { jsCode: `return ${JSON.stringify(items.map((json) => ({ json })))};` },
			},
			{
				...{ id: '3', name: NODE, type: 'n8n-nodes-exmo.exmo', ...common, parameters },
				credentials: { exmoApi: { id: null, name: credentialName } },
				...settings,
			},
		],
		connections: { [START]: to('Items'), Items: to(NODE) },
		settings: NEW_WORKFLOWS,
	};
}

/** The playground's settings name modules that other versions do not know, and refuse. */
const everything = { name: 'n8n', args: ['start'], env: { N8N_DISABLED_MODULES: '' } };

/** Older versions say that they are ready before their REST interface is there. */
async function untilServing(rest: Rest): Promise<void> {
	for (const giveUpAt = Date.now() + PATIENCE_MS; ; await setTimeout(200)) {
		try {
			return await rest.call('GET', '/settings');
		} catch (error) {
			if (!(error instanceof RestError) || error.status !== 404) throw error;
			if (Date.now() > giveUpAt) throw error;
		}
	}
}

/** @returns what was seen, in a few words. @throws what is wrong */
export type Check = (stage: Stage) => Promise<string>;

export class Stage {
	readonly installed: InstalledN8n;
	readonly n8n: RunningN8n;
	readonly rest: Rest;
	/** Of one check: IDs are never given out a second time. */
	sandbox: Sandbox;
	readonly credentialId: string;
	private readonly userFolder: string;
	private readonly parse: (text: string) => RunData | undefined;

	private constructor(
		fields: Pick<Stage, 'installed' | 'n8n' | 'rest' | 'sandbox' | 'credentialId'>,
		userFolder: string,
	) {
		this.installed = fields.installed;
		this.n8n = fields.n8n;
		this.rest = fields.rest;
		this.sandbox = fields.sandbox;
		this.credentialId = fields.credentialId;
		this.userFolder = userFolder;
		// n8n keeps a run's data in this format, so it is read with the library that it brings
		const ofN8n = createRequire(join(this.installed.bin, '..', '..', 'package.json'));
		this.parse = ofN8n('flatted').parse;
	}

	static async open(installed: InstalledN8n, folder: string, progress: Progress): Promise<Stage> {
		const userFolder = join(folder, 'n8n');
		await installCheckout(userFolder, join(folder, 'package'), progress);
		const sandbox = await startSandbox({ rateLimit: false });
		const port = await anyPort();
		const n8n = await progress(`Start n8n ${installed.version}`, () =>
			startN8n(installed, userFolder, port, everything),
		);
		const rest = restOf(n8n.url);
		await untilServing(rest);
		await createOwner(rest, newAccount());
		const credentialId = await putCredential(rest, sandbox);
		return new Stage({ installed, n8n, rest, sandbox, credentialId }, userFolder);
	}

	/** An exchange that nobody has traded on yet; the credential leads to it. */
	async renewSandbox(): Promise<void> {
		await this.sandbox.stop();
		this.sandbox = await startSandbox({ rateLimit: false });
		await putCredential(this.rest, this.sandbox, this.credentialId);
	}

	async close(): Promise<void> {
		await Promise.all([this.n8n.stop(), this.sandbox.stop()]);
	}

	truth = async (): Promise<Truth> => await truthOf(this.sandbox);

	/** A credential that leads somewhere else. @returns its id */
	async credentialFor(customUrl: string): Promise<string> {
		const data = { ...credentialData(this.sandbox), exchange: 'custom', customUrl };
		const credential = { name: credentialName, type: 'exmoApi', data };
		return (await this.rest.call<{ id: string }>('POST', '/credentials', credential)).id;
	}

	/** Puts a workflow into n8n and runs it as a click on "Execute workflow" does. */
	async run(workflow: WorkflowFile, credentialId = this.credentialId): Promise<Execution> {
		const id = await putWorkflow(this.rest, workflow, credentialId);
		const [start] = workflow.nodes.filter(({ type }) => type.endsWith('.manualTrigger'));
		const began = Date.now();
		const { executionId } = await this.rest.call<{ executionId: string }>(
			...(['POST', `/workflows/${id}/run`] as const),
			{
				workflowData: await this.rest.call('GET', `/workflows/${id}`), // 1.123 runs what it is sent
				triggerToStartFrom: { name: start.name },
			},
		);
		for (;;) {
			const execution = await this.read(executionId);
			if (execution) return execution;
			if (Date.now() > began + PATIENCE_MS) throw new Error('The run did not end in 2 minutes.');
			await setTimeout(100); // n8n offers no call that waits
		}
	}

	/** An execution as n8n keeps it; undefined while it is under way. */
	private async read(executionId: string): Promise<Execution | undefined> {
		const run = await this.rest.call<Record<'status' | 'startedAt' | 'stoppedAt' | 'data', string>>(
			'GET',
			`/executions/${executionId}`,
		);
		if (!run.stoppedAt) return undefined;
		// 1.123 notes the end of a run a moment before its data
		const { error, runData } = this.parse(run.data)?.resultData ?? {};
		if (!runData) return undefined;
		return {
			status: run.status,
			error: error?.message,
			seconds: (Date.parse(run.stoppedAt) - Date.parse(run.startedAt)) / 1000,
			items: (node, output = 0) =>
				(runData[node]?.at(-1)?.data?.main?.[output] ?? []).map(({ json }) => json),
		};
	}

	/** Switches a workflow on. @returns its id */
	async activate(workflow: WorkflowFile): Promise<string> {
		const id = await putWorkflow(this.rest, workflow, this.credentialId);
		const { versionId } = await this.rest.call<{ versionId: string }>('GET', `/workflows/${id}`);
		await this.rest.call('POST', `/workflows/${id}/activate`, { versionId });
		return id;
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.rest.call('POST', `/workflows/${workflowId}/deactivate`, {});
	}

	/** Waits until a workflow has been started with items. @param node whose items are given */
	async untilStarted(workflowId: string, node: string): Promise<Item[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		for (const giveUpAt = Date.now() + PATIENCE_MS; Date.now() < giveUpAt; ) {
			const { results } = await this.rest.call<{ results: Array<{ id: string }> }>(
				'GET',
				`/executions?limit=10&filter=${filter}`,
			);
			for (const { id } of results) {
				const execution = await this.read(id);
				if (execution?.error !== undefined) throw new Error(execution.error);
				if (execution) return execution.items(node);
			}
			await setTimeout(500); // n8n offers no call that waits
		}
		throw new Error('The workflow was not started within 2 minutes.');
	}

	/** Runs n8n's command line on the same user folder. @returns what it says */
	async command(args: string[]): Promise<string> {
		const { stdout, stderr } = await promisify(execFile)(
			this.installed.node,
			[this.installed.bin, ...args],
			{
				env: {
					...{ PATH: process.env.PATH, HOME: process.env.HOME },
					...{ N8N_USER_FOLDER: this.userFolder, N8N_DIAGNOSTICS_ENABLED: 'false' },
					N8N_RUNNERS_BROKER_PORT: String(await anyPort()),
				},
				cwd: this.userFolder,
			},
		);
		return stdout + stderr;
	}

	/** All that n8n has logged. */
	log = async (): Promise<string> => await readFile(this.n8n.logFile, 'utf8');
}
