// The node as a tool of n8n's AI Agent: what of a failure reaches the model.
import assert from 'node:assert/strict';
import { credentialName, type WorkflowFile } from '../../playground/examples.mts';
import { startLanguageModel } from './languageModel.mts';
import { NEW_WORKFLOWS, type Check } from './stage.mts';

/** What Retry On Fail allows. */
const TRIES = 3;
const AGENT = 'Agent';

/** Agents up to 2.x call a tool themselves, from 3 on they have the engine run it. */
const AGENT_VERSIONS = [2.2, 3];

const tool = {
	...{ resource: 'order', operation: 'create', side: 'buy', orderType: 'limit', price: '30000' },
	pair: { __rl: true, mode: 'name', value: 'BTC_USD' },
	quantity: "={{ $fromAI('quantity', 'How much', 'string') }}",
};

function workflowWith(agentVersion: number, modelCredentialId: string): WorkflowFile {
	const common = { typeVersion: 1, position: [0, 0] };
	const to = (type: string) => ({ [type]: [[{ node: AGENT, type, index: 0 }]] });
	return {
		name: 'Agent',
		nodes: [
			{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', ...common, parameters: {} },
			{
				...{ id: '2', name: AGENT, type: '@n8n/n8n-nodes-langchain.agent', ...common },
				typeVersion: agentVersion,
				parameters: { promptType: 'define', text: 'Buy.', options: {} },
			},
			{
				...{ id: '3', name: 'Model', type: '@n8n/n8n-nodes-langchain.lmChatOpenAi', ...common },
				typeVersion: 1.2,
				parameters: { model: { __rl: true, mode: 'id', value: 'none' }, options: {} },
				credentials: { openAiApi: { id: modelCredentialId, name: 'Model' } },
			},
			{
				...{ id: '4', name: 'EXMO', type: 'n8n-nodes-exmo.exmoTool', ...common, parameters: tool },
				credentials: { exmoApi: { id: null, name: credentialName } },
				...{ retryOnFail: true, maxTries: TRIES, waitBetweenTries: 100 },
			},
		],
		connections: { Start: to('main'), Model: to('ai_languageModel'), EXMO: to('ai_tool') },
		settings: NEW_WORKFLOWS,
	} as WorkflowFile;
}

const answersOfTool =
	(agentVersion: number): Check =>
	async (stage) => {
		stage.sandbox.faults.add({
			...{ kind: 'custom', endpoints: ['order_create'], effect: 'before' },
			body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
		});
		const model = await startLanguageModel({ args: { quantity: '0.001' } });
		try {
			const { id } = await stage.rest.call<{ id: string }>('POST', '/credentials', {
				...{ name: 'Model', type: 'openAiApi', data: { apiKey: 'none', url: model.url } },
			});
			const { status, error } = await stage.run(workflowWith(agentVersion, id));
			assert.equal(status, 'success', error);
			const [heard, ...more] = model.heard;
			assert.deepEqual(more, []);
			const [answer] = JSON.parse(heard);
			assert.match(answer.message, /^The balance is not sufficient\. .+50052/);
			const { failed, kind, code, mayHaveHadEffect } = answer;
			assert.deepEqual([failed, kind, code, mayHaveHadEffect], [true, 'funds', '50052', false]);
			assert.equal((await stage.truth()).endpoints.order_create, TRIES); // refused for good each time
			return `the model gets the sentence, once, after ${TRIES} tries`;
		} finally {
			await model.stop();
		}
	};

export const agentChecks: Record<string, Check> = Object.fromEntries(
	AGENT_VERSIONS.map((version) => [`tool of agent ${version}`, answersOfTool(version)]),
);
