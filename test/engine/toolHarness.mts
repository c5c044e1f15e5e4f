/** The node as an AI agent's tool: called the way n8n-core calls a node for an agent. */
import * as connectionData from 'n8n-core/dist/execution-engine/node-execution-context/utils/get-input-connection-data.js';
import * as supplyData from 'n8n-core/dist/execution-engine/node-execution-context/supply-data-context.js';
import type { IDataObject, INode, INodeType, IWorkflowBase } from 'n8n-workflow';
import {
	additionalData,
	createRunExecutionData,
	nodeTypesOf,
	Workflow,
	type Credentials,
	type Subject,
} from './harness.mts';

const AGENT = 'test.agent';
const agentType = {
	description: { name: 'agent', properties: [], inputs: ['main'], outputs: ['main'] },
} as unknown as INodeType;

/** One call of the tool. @returns what the agent's model reads; @throws what n8n's agent catches */
export type ToolCall = (args: IDataObject) => Promise<string>;

let executions = 0;

/**
 * One execution of an agent that has the node as its tool, with what the model fills in as
 * `$fromAI("...")` in the parameters.
 * @returns hands the agent its tool: once for each time that it runs
 */
export function agentWith(
	subject: Subject,
	credentials: Credentials,
	parameters: IDataObject,
	node: Partial<INode> = {},
): () => ToolCall {
	const nodes = [
		{
			id: 'exmo',
			name: 'EXMO',
			type: subject.type,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { exmoApi: { id: '1', name: 'EXMO' } },
			...node,
		},
		{ id: 'agent', name: 'Agent', type: AGENT, typeVersion: 1, position: [0, 0], parameters: {} },
	] as unknown as INode[];
	const connections = {
		EXMO: { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] },
	};
	const workflow = new Workflow({
		id: 'workflow',
		nodes,
		connections,
		active: false,
		nodeTypes: nodeTypesOf({ [subject.type]: subject.node, [AGENT]: agentType }) as never,
		settings: {},
	});
	const workflowData = { id: 'workflow', name: 'Test', nodes, connections, active: false };
	const data = additionalData(
		workflowData as unknown as IWorkflowBase,
		`tool-${++executions}`,
		subject.credential,
		credentials,
	);
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
