/**
 * n8n's own engine without n8n: real workflows through n8n-core's WorkflowExecute, over real HTTP to
 * whatever the credential names. Which node and which credential is for the caller to say: the
 * sources (engine.mts), or what was built from them (test/chaos, bench).
 */
import 'reflect-metadata';
import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	IRun,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	IWorkflowSettings,
} from 'n8n-workflow';
// Named by file: where this is an ES module, the bare name would be another copy than n8n-core's
import * as library from 'n8n-workflow/dist/cjs/index.js';

const n8nWorkflow = library as unknown as typeof import('n8n-workflow');
export const { createRunExecutionData } = n8nWorkflow;
const { Workflow } = n8nWorkflow;

/** A node that hands out the items that its parameter `items` holds, as a trigger would. */
class ItemSource implements INodeType {
	description = {
		displayName: 'Item Source',
		name: 'itemSource',
		group: ['trigger'],
		version: 1,
		description: 'Gives the items of its parameter',
		defaults: { name: 'Item Source' },
		inputs: [],
		outputs: ['main'],
		properties: [{ displayName: 'Items', name: 'items', type: 'json', default: '[]' }],
	} as unknown as INodeType['description'];

	async execute(this: { getNodeParameter(name: string, index: number): unknown }) {
		const items = JSON.parse(String(this.getNodeParameter('items', 0))) as IDataObject[];
		return [items.map((json) => ({ json }))];
	}
}

export const SOURCE = 'test.itemSource';
export const itemSource = new ItemSource() as unknown as INodeType;

/** Hands its items out one by one, as n8n's Loop Over Items does: again each time it is come back to. */
class Batches implements INodeType {
	description = {
		displayName: 'Batches',
		name: 'batches',
		group: ['organization'],
		version: 1,
		description: 'Gives one item after the other',
		defaults: { name: 'Loop' },
		inputs: ['main'],
		outputs: ['main', 'main'],
		properties: [],
	} as unknown as INodeType['description'];

	async execute(this: {
		getContext(type: 'node'): IDataObject;
		getInputData(): INodeExecutionData[];
	}) {
		const left = this.getContext('node');
		left.items ??= this.getInputData().map(({ json }) => json);
		const [next] = (left.items as IDataObject[]).splice(0, 1);
		return [[], next ? [{ json: next }] : []];
	}
}

const BATCHES = 'test.batches';
const batches = new Batches() as unknown as INodeType;

export type Credentials = ICredentialDataDecryptedObject;

/** What is to be run: a node, and the credential that signs for it. */
export interface Subject {
	/** The node's type, e.g. `n8n-nodes-exmo.exmo`. */
	readonly type: string;
	readonly version?: number;
	readonly node: INodeType;
	readonly credential: ICredentialType;
}

/** The node types that a workflow may be made of. */
export const nodeTypesOf = (known: Record<string, INodeType>) => ({
	getByName: (name: string) => known[name],
	getByNameAndVersion: (name: string) => known[name],
	getKnownTypes: () => ({}),
});

const credentialsHelper = (credential: ICredentialType, credentials: Credentials) => ({
	getParentTypes: () => [],
	preAuthentication: async () => undefined,
	getDecrypted: async () => credentials,
	authenticate: async (
		decrypted: Credentials,
		_type: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> =>
		await (
			credential.authenticate as (
				c: Credentials,
				o: IHttpRequestOptions,
			) => Promise<IHttpRequestOptions>
		)(decrypted, options),
	isCredentialUsableByNode: async () => true,
	getCredentials: async () => ({}),
	getCredentialsProperties: () => credential.properties,
});

/** What n8n hands to every execution: here with one credential, and nothing that could be reached. */
export const additionalData = (
	workflowData: IWorkflowBase,
	executionId: string,
	credential: ICredentialType,
	credentials: Credentials,
): IWorkflowExecuteAdditionalData =>
	({
		executionId,
		hooks: new ExecutionLifecycleHooks('trigger', executionId, workflowData),
		credentialsHelper: credentialsHelper(credential, credentials),
		variables: {},
		setExecutionStatus: () => {},
		...Object.fromEntries(
			[
				'restApiUrl',
				'instanceBaseUrl',
				'webhookBaseUrl',
				'webhookWaitingBaseUrl',
				'webhookTestBaseUrl',
				'formWaitingBaseUrl',
			].map((name) => [name, 'http://127.0.0.1:5678/']),
		),
	}) as unknown as IWorkflowExecuteAdditionalData;

export interface NodeRun {
	readonly status: IRun['status'];
	/** What the node put out, all its outputs one after the other; the first is the main one. */
	readonly items: INodeExecutionData[];
	readonly json: IDataObject[];
	readonly error?: Error & { description?: string; context?: IDataObject };
	/** How often the engine ran the node. */
	readonly run: IRun;
}

export interface NodeSettings {
	/** One input item each; expressions in the parameters see them as `$json`. */
	readonly items?: IDataObject[];
	readonly node?: Partial<INode>;
	readonly executionId?: string;
	/** The node is in a loop and gets the items one by one, each in a run of its own. */
	readonly loop?: boolean;
	/** Aborts the execution, as n8n's stop button does. */
	readonly signal?: AbortSignal;
}

let executions = 0;

/** The node that is tested, as it stands in a workflow. */
export const exmoNode = (
	subject: Subject,
	parameters: IDataObject,
	changes: Partial<INode> = {},
): INode =>
	({
		id: 'exmo',
		name: 'EXMO',
		type: subject.type,
		typeVersion: subject.version ?? 1,
		position: [200, 0],
		parameters,
		credentials: { exmoApi: { id: '1', name: 'EXMO' } },
		...changes,
	}) as INode;

/** A workflow as n8n's engine and as n8n's database have it. */
export function workflowOf(
	nodes: INode[],
	connections: IConnections,
	nodeTypes: Parameters<typeof nodeTypesOf>[0],
	settings: IWorkflowSettings,
) {
	const common = { id: 'workflow', name: 'Test', nodes, connections, active: false };
	return {
		workflow: new Workflow({ ...common, nodeTypes: nodeTypesOf(nodeTypes) as never, settings }),
		workflowData: common as unknown as IWorkflowBase,
	};
}

/** Runs the subject's node in a workflow of its own, fed with items. */
export async function runNode(
	subject: Subject,
	credentials: Credentials,
	parameters: IDataObject,
	{
		items = [{}],
		node = {},
		executionId = `test-${++executions}`,
		loop = false,
		signal,
	}: NodeSettings = {},
): Promise<NodeRun> {
	const nodes = [
		{
			id: 'source',
			name: 'Source',
			type: SOURCE,
			typeVersion: 1,
			position: [0, 0],
			parameters: { items: JSON.stringify(items) },
		},
		{
			id: 'loop',
			name: 'Loop',
			type: BATCHES,
			typeVersion: 1,
			position: [100, 0],
			parameters: {},
		},
		exmoNode(subject, parameters, node),
	] as unknown as INode[];
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const connections: IConnections = loop
		? {
				Source: { main: [to('Loop')] },
				Loop: { main: [[], to('EXMO')] },
				EXMO: { main: [to('Loop'), to('Loop')] },
			}
		: { Source: { main: [to('EXMO')] } };
	const { workflow, workflowData } = workflowOf(
		nodes,
		connections,
		{ [SOURCE]: itemSource, [BATCHES]: batches, [subject.type]: subject.node },
		{ timezone: 'Europe/Warsaw' },
	);
	const execution = new WorkflowExecute(
		additionalData(workflowData, executionId, subject.credential, credentials),
		'trigger',
		createRunExecutionData({}),
	);
	const running = execution.run({ workflow, startNode: workflow.getNode('Source') as INode });
	signal?.addEventListener('abort', () => running.cancel());
	const run = await running;
	const task = run.data.resultData.runData.EXMO?.[0];
	const outputs = task?.data?.main ?? [];
	const found = outputs.flatMap((output) => output ?? []);
	return {
		status: run.status,
		items: found,
		json: found.map(({ json }) => json),
		error: (run.data.resultData.error ?? task?.error) as NodeRun['error'],
		run,
	};
}
