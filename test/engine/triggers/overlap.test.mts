/** Polls that overlap, each with a copy of the static data of its own, as n8n's durable cursors have it. */
import 'reflect-metadata';
import { setTimeout as pause } from 'node:timers/promises';
import { PollContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type IWorkflowBase,
} from 'n8n-workflow';
import { ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { ExmoTrigger } from '../../../nodes/ExmoTrigger/ExmoTrigger.node.ts';
import { additionalData } from '../../harness/harness.mts';
import { PAIR, useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();
let workflows = 0;

/** Polls whose memory is saved a while after they are over, together with what they emitted. */
function durable(parameters: IDataObject, savingMs: number) {
	const nodeType = new ExmoTrigger();
	const node = {
		id: 'trigger',
		name: 'EXMO Trigger',
		type: 'n8n-nodes-exmo.exmoTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { exmoApi: { id: '1', name: 'EXMO' } },
	} as unknown as INode;
	const id = `durable-${++workflows}`;
	const workflowData = { id, nodes: [node], connections: {} } as unknown as IWorkflowBase;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id,
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes as never,
	});
	const data = additionalData(workflowData, 'poll', new ExmoApi(), market.credentials);
	let saved = '{}';
	return async (): Promise<unknown[]> => {
		const seed = saved;
		const staged = JSON.parse(seed) as IDataObject;
		const rest = [undefined, undefined, undefined, undefined, () => staged] as const;
		const context = new PollContext(workflow, node, data, 'trigger', 'update', ...rest);
		const output = await nodeType.poll.call(context);
		// n8n writes nothing down when nothing has changed
		const cursor = JSON.stringify(staged);
		if (cursor !== seed) void pause(savingMs).then(() => (saved = cursor));
		return (output?.[0] ?? []).map(({ json }: INodeExecutionData) => json.tradeId);
	};
}

const parameters = { triggerOn: 'ownTrade', pairs: PAIR, side: 'both' };

test.each([
	['while another is under way', 50],
	['when another has just emitted, and n8n has not saved it yet', 700],
])('a poll that begins %s does not emit its trades again', async (_, secondAfterMs) => {
	const poll = durable(parameters, 500);
	await poll();
	await pause(600);
	const ids = market.burst([PAIR], 3);
	market.sandbox.faults.add({ kind: 'latency', ms: 400, endpoints: ['user_trades'], times: 1 });
	const first = poll();
	await pause(secondAfterMs);
	const second = await poll();
	expect([...(await first), ...second]).toEqual(ids);
	// And nothing is lost by it
	await pause(600);
	const later = market.burst([PAIR], 2);
	expect(await poll()).toEqual(later);
});
