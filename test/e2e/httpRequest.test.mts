import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialName, putWorkflow } from '../../playground/examples.mts';
import { askExchange } from './exchange.mts';
import { execute } from './execution.mts';
import { playground } from './playground.mts';

describe('the HTTP Request node with the EXMO credential', () => {
	it('posts user_info, signed, and gets the balances', async () => {
		const id = await putWorkflow(
			playground.rest,
			{
				name: 'user_info by HTTP Request',
				nodes: [
					{
						id: '1',
						name: 'Start',
						type: 'n8n-nodes-base.manualTrigger',
						typeVersion: 1,
						position: [0, 0],
						parameters: {},
					},
					{
						id: '2',
						name: 'Ask',
						type: 'n8n-nodes-base.httpRequest',
						typeVersion: 4.2,
						position: [220, 0],
						parameters: {
							method: 'POST',
							url: `${playground.sandbox.url}/v1.1/user_info`,
							authentication: 'predefinedCredentialType',
							nodeCredentialType: 'exmoApi',
							sendBody: true,
							contentType: 'form-urlencoded',
							bodyParameters: { parameters: [] },
						},
						credentials: { exmoApi: { id: null, name: credentialName } },
					},
				],
				connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
			},
			playground.credentialId,
		);

		const execution = await execute(id, 'Start');

		assert.equal(execution.error, undefined);
		assert.equal(execution.status, 'success');
		const truth = await askExchange('user_info');
		const [answer] = execution.items('Ask');
		assert.equal(answer.uid, truth.uid);
		assert.deepEqual(answer.balances, truth.balances);
		assert.ok(Object.keys(truth.balances).length > 0);
	});
});
