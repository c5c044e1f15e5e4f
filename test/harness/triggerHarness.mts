/**
 * A workflow with the EXMO Trigger as n8n runs it: n8n-core's own poll functions and executor, its
 * static data, and n8n's habit of saving that data only when a poll starts the workflow and when the
 * workflow is activated. A restart begins with what was saved, and a fresh node.
 */
import 'reflect-metadata';
import { PollContext, PollTriggerExecutor, TriggersAndPollers } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWorkflowBase,
} from 'n8n-workflow';
import { ExmoApi } from '../../credentials/ExmoApi.credentials.ts';
import { ExmoTrigger } from '../../nodes/ExmoTrigger/ExmoTrigger.node.ts';
import { additionalData, type Credentials } from './harness.mts';

const TYPE = 'n8n-nodes-exmo.exmoTrigger';

/** Nothing is logged or traced. */
const silent = {
	scoped: () => silent,
	debug() {},
	error() {},
	pickWorkflowAttributes: () => ({}),
	pickNodeAttributes: () => ({}),
	startSpan: run,
	startNewTraceSpan: run,
};

async function run(_span: unknown, work: (span: { setStatus(): void }) => Promise<unknown>) {
	return await work({ setStatus() {} });
}

const executor = new PollTriggerExecutor(
	silent as never,
	new TriggersAndPollers(),
	silent as never,
	silent as never,
);

/** A run of n8n, from its start to its end. */
interface Instance {
	readonly workflow: Workflow;
	readonly poll: (isActivation?: boolean) => Promise<void>;
}

let workflows = 0;

export class PolledWorkflow {
	private readonly id = `workflow-${++workflows}`;
	/** What started the workflow, one entry a run. */
	readonly runs: IDataObject[][] = [];
	/** Polls that failed; the workflow stays active. */
	readonly errors: Array<Error & { description?: string | null }> = [];
	private readonly credentials: Credentials;
	private parameters: IDataObject;
	/** The static data as n8n's database has it. */
	private saved = '{}';
	private instance?: Instance;

	constructor(credentials: Credentials, parameters: IDataObject) {
		this.credentials = credentials;
		this.parameters = parameters;
	}

	/** All items that started the workflow, in their order. */
	get items(): IDataObject[] {
		return this.runs.flat();
	}

	/** Items since the last call. */
	take(): IDataObject[] {
		return this.runs.splice(0).flat();
	}

	/** The state that would survive a restart. */
	get savedState(): string {
		return this.saved;
	}

	/** n8n starts, or a person activates the workflow: the first poll comes at once, and its error is thrown. */
	async activate(parameters = this.parameters): Promise<void> {
		this.parameters = parameters;
		this.instance = this.start();
		await this.instance.poll(true);
		this.save();
	}

	/** n8n ends without a word, and starts again with what it has saved. */
	async restart(): Promise<void> {
		await this.activate();
	}

	/** The clock of n8n says that it is time. */
	async poll(): Promise<void> {
		if (!this.instance) throw new Error('The workflow is not active.');
		await this.instance.poll();
	}

	/** "Execute step" in the editor: what it shows. */
	async runManually(): Promise<IDataObject[]> {
		const { workflow, node, nodeType, data } = this.parts('manual');
		const context = new PollContext(workflow, node, data, 'manual', 'manual');
		const output = await nodeType.poll.call(context);
		return (output?.[0] ?? []).map(({ json }) => json);
	}

	private start(): Instance {
		const { workflow, node, data } = this.parts('trigger');
		const emit = ([items]: INodeExecutionData[][]) => {
			this.runs.push(items.map(({ json }) => structuredClone(json)));
			this.save();
		};
		const context = new PollContext(
			workflow,
			node,
			data,
			'trigger',
			'activate',
			emit,
			(error: Error) => void this.errors.push(error),
		);
		const isCurrent = () => this.instance?.workflow === workflow;
		return { workflow, poll: executor.create(workflow, node, context, isCurrent) };
	}

	private save(): void {
		this.saved = JSON.stringify(this.instance?.workflow.staticData ?? {});
	}

	private parts(mode: 'manual' | 'trigger') {
		const nodeType = new ExmoTrigger();
		const node = {
			id: 'trigger',
			name: 'EXMO Trigger',
			type: TYPE,
			typeVersion: 1,
			position: [0, 0],
			parameters: structuredClone(this.parameters),
			credentials: { exmoApi: { id: '1', name: 'EXMO' } },
		} as unknown as INode;
		const nodeTypes = {
			getByName: () => nodeType,
			getByNameAndVersion: () => nodeType,
			getKnownTypes: () => ({}),
		};
		const workflow = new Workflow({
			id: this.id,
			name: 'Test',
			nodes: [node],
			connections: {},
			active: mode === 'trigger',
			nodeTypes: nodeTypes as never,
			staticData: JSON.parse(this.saved),
			settings: { timezone: 'Europe/Warsaw' },
		});
		const workflowData = { id: this.id, name: 'Test', nodes: [node], connections: {} };
		const data = additionalData(
			workflowData as unknown as IWorkflowBase,
			'poll',
			new ExmoApi(),
			this.credentials,
		);
		return { workflow, node: workflow.nodes['EXMO Trigger'], nodeType, data };
	}
}

/** An active workflow, which has had its first poll: that one starts nothing. */
export async function active(
	account: { readonly credentials: Credentials },
	parameters: IDataObject,
): Promise<PolledWorkflow> {
	const workflow = new PolledWorkflow(account.credentials, parameters);
	await workflow.activate();
	expect(workflow.items).toEqual([]);
	return workflow;
}

/** What the next poll brings; it must not fail. */
export async function polled(workflow: PolledWorkflow): Promise<IDataObject[]> {
	await workflow.poll();
	expect(workflow.errors).toEqual([]);
	return workflow.take();
}
