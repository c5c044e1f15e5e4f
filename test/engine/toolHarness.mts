/** The node as a tool of an agent, through the function of n8n-core that agents call tools with. */
import type { IDataObject, INode, INodeType, IWorkflowBase } from 'n8n-workflow';
import { createRequire } from 'node:module';
import * as library from 'n8n-workflow/dist/cjs/index.js';
import { ExmoApi } from '../../credentials/ExmoApi.credentials.ts';
import { Exmo } from '../../nodes/Exmo/Exmo.node.ts';
import { additionalData, type Credentials } from './harness.mts';

const { createRunExecutionData, Workflow } = library as unknown as typeof import('n8n-workflow');

/** n8n-core exports neither by name. */
const inside = (file: string) =>
	createRequire(__filename)(`n8n-core/dist/execution-engine/node-execution-context/${file}`);
const { makeHandleToolInvocation } = inside('utils/get-input-connection-data.js');
const { SupplyDataContext } = inside('supply-data-context.js');

/** n8n's name for the tool that it makes of the node. */
export const TOOL_TYPE = 'n8n-nodes-exmo.exmoTool';

const agent = {
	description: { name: 'agent', properties: [], inputs: ['main'], outputs: ['main'] },
} as unknown as INodeType;

let executions = 0;

/** A tool that an agent has been given: what it calls, and what comes back as text for the model. */
export function toolOf(
	credentials: Credentials,
	parameters: IDataObject,
	node: Partial<INode> = {},
): (args: IDataObject) => Promise<string> {
	const exmo = new Exmo();
	const common = { typeVersion: 1, position: [0, 0] };
	const nodes = [
		{
			...{ id: 'exmo', name: 'EXMO', type: TOOL_TYPE, ...common, parameters },
			credentials: { exmoApi: { id: '1', name: 'EXMO' } },
			...node,
		},
		{ id: 'agent', name: 'Agent', type: 'test.agent', ...common, parameters: {} },
	] as unknown as INode[];
	const known: Record<string, INodeType> = { [TOOL_TYPE]: exmo, 'test.agent': agent };
	const nodeTypes = {
		getByName: (name: string) => known[name],
		getByNameAndVersion: (name: string) => known[name],
		getKnownTypes: () => ({}),
	};
	const workflowData = { id: 'workflow', name: 'Test', nodes, connections: {}, active: false };
	const workflow = new Workflow({ ...workflowData, nodeTypes, settings: {} } as never);
	const data = Object.assign(
		additionalData(
			workflowData as unknown as IWorkflowBase,
			`tool-${++executions}`,
			new ExmoApi(),
			credentials,
		),
		{ currentNodeExecutionIndex: 0 },
	);
	const runData = createRunExecutionData({});
	const [exmoNode, agentNode] = [workflow.getNode('EXMO'), workflow.getNode('Agent')];
	const contextOf = (runIndex: number) =>
		new SupplyDataContext(
			...[workflow, exmoNode, data, 'trigger', runData, runIndex, [], {}, 'ai_tool'],
			...[{ node: agentNode, data: {}, source: null }, [], undefined, agentNode],
		);
	return makeHandleToolInvocation(contextOf, exmoNode, exmo, runData);
}
