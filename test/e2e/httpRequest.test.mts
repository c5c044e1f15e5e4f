import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialName, putWorkflow } from '../../playground/examples.mts';
import { askExchange } from './exchange.mts';
import { execute } from './execution.mts';
import { playground } from './playground.mts';

/** Runs a workflow whose HTTP Request node posts a form to a method of the sandbox, signed. */
async function post(method: string, form: Record<string, string>, options: object = {}) {
	const id = await putWorkflow(
		playground.rest,
		{
			name: `${method} by HTTP Request`,
			nodes: [
				{
					...{ id: '1', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 },
					...{ position: [0, 0], parameters: {} },
				},
				{
					...{ id: '2', name: 'Ask', type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2 },
					position: [220, 0],
					parameters: {
						method: 'POST',
						url: `${playground.sandbox.url}/v1.1/${method}`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'exmoApi',
						sendBody: true,
						contentType: 'form-urlencoded',
						bodyParameters: {
							parameters: Object.entries(form).map(([name, value]) => ({ name, value })),
						},
						options,
					},
					credentials: { exmoApi: { id: null, name: credentialName } },
				},
			],
			connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
		},
		playground.credentialId,
	);
	return await execute(id, 'Start');
}

describe('the HTTP Request node with the EXMO credential', () => {
	it('posts user_info, signed, and gets the balances', async () => {
		const execution = await post('user_info', {});
		assert.equal(execution.error, undefined);
		assert.equal(execution.status, 'success');
		const truth = await askExchange('user_info');
		const [answer] = execution.items('Ask');
		assert.equal(answer.uid, truth.uid);
		assert.deepEqual(answer.balances, truth.balances);
		assert.ok(Object.keys(truth.balances).length > 0);
	});

	it("takes the method's own parameters and the node's harmless options", async () => {
		const options = {
			...{ timeout: 20_000, lowercaseHeaders: false },
			redirect: { redirect: { followRedirects: true, maxRedirects: 5 } },
			response: { response: { fullResponse: true, neverError: true } },
		};
		const execution = await post('user_cancelled_orders', { limit: '5' }, options);
		assert.equal(execution.error, undefined);
		assert.equal(execution.items('Ask')[0].statusCode, 200);
	});

	const refused = [
		[
			'the parameters of another method',
			{ amount: '1', currency: 'USDT', address: 'TOther' },
			{},
			/has no parameter "amount"/,
		],
		['a proxy', {}, { proxy: 'http://127.0.0.1:9' }, /signs none with the option proxy/],
	] as const;
	for (const [what, form, options, sentence] of refused) {
		it(`is refused ${what}, with a sentence`, async () => {
			const { error, status } = await post('user_info', form, options);
			assert.equal(status, 'error');
			assert.match(error ?? '', sentence);
		});
	}
});
