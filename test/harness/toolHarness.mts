/** The node as an AI agent's tool: called the way n8n-core calls a node for an agent. */
import * as connectionData from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data.js';
import * as supplyData from 'n8n-core/dist/execution-engine/node-execution-context/supply-data-context.js';
import { WorkflowExecute } from 'n8n-core';
import type {
	EngineRequest,
	EngineResponse,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';
import {
	additionalData,
	createRunExecutionData,
	exmoNode,
	itemSource,
	SOURCE,
	workflowOf,
	type Credentials,
	type Subject,
} from './harness.mts';

const AGENT = 'test.agent';

/** An agent that hands all of its tool calls to n8n's engine, as the newer ones do. */
class Agent implements INodeType {
	description = {
		displayName: 'Agent',
		name: 'agent',
		group: ['transform'],
		version: 1,
		description: 'Calls its tool',
		defaults: { name: 'Agent' },
		inputs: ['main', 'ai_tool'],
		outputs: ['main'],
		properties: [{ displayName: 'Calls', name: 'calls', type: 'json', default: '[]' }],
	} as unknown as INodeType['description'];

	async execute(
		this: { getNodeParameter(name: string, index: number): unknown },
		response?: EngineResponse,
	): Promise<EngineRequest | INodeExecutionData[][]> {
		if (response && response.actionResponses.length > 0) {
			const read = response.actionResponses.map(({ data }) => ({
				json: { read: JSON.stringify(data.error ?? data.data?.ai_tool?.[0]) },
			}));
			return [read];
		}
		const calls = JSON.parse(String(this.getNodeParameter('calls', 0))) as IDataObject[];
		return {
			actions: calls.map((input, index) => ({
				actionType: 'ExecutionNodeAction',
				nodeName: 'EXMO',
				input,
				type: 'ai_tool',
				id: `call_${index + 1}`,
				metadata: { itemIndex: 0 },
			})),
			metadata: {},
		};
	}
}

/** One call of the tool. @returns what the agent's model reads; @throws what n8n's agent catches */
export type ToolCall = (args: IDataObject) => Promise<string>;

let executions = 0;

/** A workflow of an agent with the node as its tool. */
function agentWorkflow(
	subject: Subject,
	credentials: Credentials,
	parameters: IDataObject,
	node: Partial<INode>,
	calls: IDataObject[] = [],
) {
	const at = { typeVersion: 1, position: [0, 0] };
	const nodes = [
		{ id: 'source', name: 'Source', type: SOURCE, ...at, parameters: { items: '[{}]' } },
		{
			id: 'agent',
			name: 'Agent',
			type: AGENT,
			...at,
			parameters: { calls: JSON.stringify(calls) },
		},
		exmoNode(subject, parameters, node),
	] as unknown as INode[];
	const connections = {
		Source: { main: [[{ node: 'Agent', type: 'main' as const, index: 0 }]] },
		EXMO: { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] },
	};
	const { workflow, workflowData } = workflowOf(
		nodes,
		connections,
		{
			[SOURCE]: itemSource,
			[AGENT]: new Agent() as unknown as INodeType,
			[subject.type]: subject.node,
		},
		{ executionOrder: 'v1' },
	);
	const data = additionalData(
		workflowData,
		`tool-${++executions}`,
		subject.credential,
		credentials,
	);
	return { workflow, data };
}

/**
 * One execution of an agent that calls the tool itself, with what the model fills in as
 * `$fromAI("...")` in the parameters.
 * @returns hands the agent its tool: once for each time that it runs
 */
export function agentWith(
	subject: Subject,
	credentials: Credentials,
	parameters: IDataObject,
	node: Partial<INode> = {},
): () => ToolCall {
	const { workflow, data } = agentWorkflow(subject, credentials, parameters, node);
	data.currentNodeExecutionIndex = 0;
	const runExecutionData = createRunExecutionData({});
	const [tool, agent] = ['EXMO', 'Agent'].map((name) => workflow.getNode(name) as INode);
	// As n8n-core's getInputConnectionData makes it
	const contextOf = (runIndex: number) =>
		new supplyData.SupplyDataContext(
			workflow,
			tool,
			data,
			'trigger',
			runExecutionData,
			runIndex,
			[],
			{},
			'ai_tool',
			{ node: agent, data: {}, source: null },
			[],
			undefined,
			agent,
		);
	return () => {
		const invoke = connectionData.makeHandleToolInvocation(
			contextOf,
			tool,
			subject.node,
			runExecutionData,
		);
		return async (args) => String(await invoke(args));
	};
}

/**
 * One execution of an agent that hands its tool calls to n8n's engine.
 * @returns what the model reads of each call
 */
export async function runAgent(
	subject: Subject,
	credentials: Credentials,
	parameters: IDataObject,
	calls: IDataObject[],
	node: Partial<INode> = {},
): Promise<string[]> {
	const { workflow, data } = agentWorkflow(subject, credentials, parameters, node, calls);
	const execution = new WorkflowExecute(data, 'trigger', createRunExecutionData({}));
	const run = await execution.run({ workflow, startNode: workflow.getNode('Source') as INode });
	const { runData, error } = run.data.resultData;
	if (error) throw error;
	const output = runData.Agent?.at(-1)?.data?.main?.[0] ?? [];
	return output.map(({ json }) => String(json.read));
}
