/** A failure of the tool is, after the tries that Retry On Fail allows, an answer with its sentence. */
import type { IDataObject } from 'n8n-workflow';
import { exmo, runExmo } from '../../harness/engine.mts';
import { runNode, type Credentials } from '../../harness/harness.mts';
import { byName } from '../../harness/locators.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { agentWith } from '../../harness/toolHarness.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useFreshSandbox({ rateLimit: false });

const ORDER = {
	...{ resource: 'order', operation: 'create', pair: byName('BTC_USD'), side: 'buy' },
	...{ orderType: 'limit', price: '30000' },
};
const ASKED = { ...ORDER, quantity: '={{ $fromAI("quantity") }}' };
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const tool = { ...exmo, type: `${exmo.type}Tool` };
const toolOf = (credentials: Credentials, parameters: IDataObject, node = {}) =>
	agentWith(tool, credentials, parameters, node)();

const answersOf = (text: string): IDataObject[] => JSON.parse(text);
const sent = async () => (await truthOf(account.sandbox)).endpoints.order_create ?? 0;

/** A tool as the engine runs it for an agent: a node like any other, but for its type. */
const runAsTool = async (parameters: IDataObject, node = {}) =>
	await runNode(tool, account.credentials, parameters, { node });

const FAULTS: Array<[what: string, cause: () => void, answer: IDataObject, deliveries: number]> = [
	[
		'a refusal',
		() =>
			account.sandbox.faults.add({
				...{ kind: 'custom', endpoints: ['order_create'], effect: 'before' },
				body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
			}),
		{
			failed: true,
			message: expect.stringMatching(/^The balance is not sufficient\. .*Compare with .+50052/),
			...{ kind: 'funds', code: '50052', mayHaveHadEffect: false },
		},
		RETRY.maxTries,
	],
	[
		'an order that never showed',
		() =>
			account.sandbox.faults.add({
				...{ kind: 'reset', endpoints: ['order_create'], effect: 'before' },
			}),
		{
			failed: true,
			message: expect.stringMatching(/^It is not known whether .+ It was not sent again\./),
			...{ kind: 'unknownOutcome', code: '', mayHaveHadEffect: true },
			clientOrderId: expect.stringMatching(/^\d+$/),
		},
		1,
	],
];

describe.each(FAULTS)('%s', (_what, cause, answer, deliveries) => {
	test('is an answer to the agent, after the tries of Retry On Fail', async () => {
		cause();
		const call = toolOf(account.credentials, ASKED, RETRY);
		expect(answersOf(await call({ quantity: '0.001' }))).toEqual([answer]);
		expect(await sent()).toBe(deliveries);
	});

	test('is an answer where the engine runs the tool, after the tries of Retry On Fail', async () => {
		cause();
		const { status, json, run } = await runAsTool({ ...ORDER, quantity: '0.001' }, RETRY);
		expect({ status, json }).toEqual({ status: 'success', json: [answer] });
		expect(run.data.resultData.runData.EXMO).toHaveLength(1);
		expect(await sent()).toBe(deliveries);
	});
});

test('what the model filled in wrongly is named, and the next call is its own', async () => {
	const call = toolOf(account.credentials, ASKED, RETRY);
	expect(answersOf(await call({ quantity: 'much' }))).toEqual([
		{
			failed: true,
			message: expect.stringMatching(/"much".+ Nothing was sent\.$/),
			...{ kind: 'invalidInput', code: '', mayHaveHadEffect: false },
		},
	]);
	expect(answersOf(await call({ quantity: '0.001' }))).toEqual([
		expect.objectContaining({ quantity: '0.001', orderId: expect.any(String) }),
	]);
	expect(await sent()).toBe(1);
});

test('what the credential does not permit is told to the model', async () => {
	const call = toolOf(account.credentialsOf('full', 'read'), ASKED);
	expect(answersOf(await call({ quantity: '0.001' }))).toEqual([
		expect.objectContaining({ failed: true, kind: 'permission', mayHaveHadEffect: false }),
	]);
});

test('the same node in a workflow still fails', async () => {
	const { status, error } = await runExmo(account.credentials, { ...ORDER, quantity: 'much' });
	expect(status).toBe('error');
	expect(error?.message).toContain('"much"');
});
