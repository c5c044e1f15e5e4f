// What has to work in every version of n8n that the README promises, each for real.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { credentialData, credentialName, readExamples } from '../../playground/examples.mts';
import { anyPort } from '../../playground/ports.mts';
import { checkout } from '../../playground/paths.mts';
import { agentChecks } from './agent.mts';
import { NODE, workflowOf, type Check, type Item, type Stage } from './stage.mts';
import { triggerChecks } from './triggers.mts';

const ORDER = {
	...{ resource: 'order', operation: 'create', side: 'buy', orderType: 'limit', price: '30000' },
	pair: { __rl: true, mode: 'name', value: 'BTC_USD' },
	quantity: '={{ $json.quantity }}',
	options: { responseTimeout: 2 },
};
const GOOD = { quantity: '0.001' };
const CONTINUE = { onError: 'continueErrorOutput' };
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100 };
const INSUFFICIENT = '{"result":false,"error":"Error 50052: Insufficient funds"}';

const errorOf = (item: Item | undefined) => (item?.error ?? {}) as Record<string, unknown>;

async function credentialTest({ rest, sandbox, credentialId }: Stage): Promise<string> {
	const press = (changes: object) =>
		rest.call<{ status: string; message: string }>('POST', '/credentials/test', {
			credentials: {
				...{ id: credentialId, name: credentialName, type: 'exmoApi' },
				data: { ...credentialData(sandbox), ...changes },
			},
		});
	assert.equal((await press({})).status, 'OK');
	const wrong = await press({ apiSecret: sandbox.keys.other.secret });
	assert.equal(wrong.status, 'Error');
	assert.match(wrong.message, /secret/i);
	return 'green; red with a wrong secret';
}

async function order(stage: Stage): Promise<string> {
	const { status, error, items } = await stage.run(workflowOf(ORDER, [GOOD]));
	assert.equal(status, 'success', error);
	const { orders } = await stage.truth();
	assert.deepEqual(
		items(NODE).map(({ orderId }) => orderId),
		orders.map(({ id }) => id),
	);
	assert.equal(orders.length, 1);
	return 'placed once';
}

async function errorOutput(stage: Stage): Promise<string> {
	const items = [GOOD, { quantity: 'much', note: 'mine' }, GOOD];
	const run = await stage.run(workflowOf(ORDER, items, CONTINUE));
	assert.equal(run.status, 'success', run.error);
	assert.equal(run.items(NODE).length, 2);
	const [failed, ...more] = run.items(NODE, 1);
	assert.deepEqual(more, []);
	const { kind, code, mayHaveHadEffect } = errorOf(failed);
	assert.deepEqual([kind, code, mayHaveHadEffect], ['invalidInput', '', false]);
	assert.equal(failed.note, 'mine', 'together with its input');
	assert.match(String(failed.message), /"much".+Nothing was sent\.$/);
	return 'down the error branch, with kind';
}

async function regularOutput(stage: Stage): Promise<string> {
	const run = await stage.run(
		workflowOf(ORDER, [GOOD, { quantity: 'much' }], { onError: 'continueRegularOutput' }),
	);
	assert.equal(run.status, 'success', run.error);
	const [good, failed] = run.items(NODE);
	assert.ok(good.orderId);
	assert.equal(errorOf(failed).kind, 'invalidInput');
	return 'in its place, with kind';
}

async function closedPort(stage: Stage): Promise<string> {
	const credentialId = await stage.credentialFor(`http://127.0.0.1:${await anyPort()}`);
	const cancel = {
		...{ resource: 'order', operation: 'cancel' },
		orderId: { __rl: true, mode: 'id', value: '1' },
	};
	const run = await stage.run(workflowOf(cancel, [GOOD], CONTINUE), credentialId);
	const { kind, code, mayHaveHadEffect, title } = errorOf(run.items(NODE, 1)[0]);
	assert.deepEqual([kind, code, mayHaveHadEffect], ['network', 'ECONNREFUSED', false]);
	assert.match(String(title), /nothing listens there$/);
	assert.ok(run.seconds < 5, `${run.seconds} s`);
	return `network, false, ${run.seconds.toFixed(1)} s`;
}

async function timeOut(stage: Stage): Promise<string> {
	stage.sandbox.faults.add({ kind: 'hang', endpoints: ['order_create'], times: 1 });
	const { status, error, items, seconds } = await stage.run(workflowOf(ORDER, [GOOD]));
	assert.equal(status, 'success', error);
	assert.equal(items(NODE)[0].reconciled, true);
	const { orders, endpoints } = await stage.truth();
	assert.deepEqual([orders.length, endpoints.order_create], [1, 1]);
	return `found, not sent again, ${seconds.toFixed(1)} s`;
}

async function lostOrder(stage: Stage): Promise<string> {
	stage.sandbox.faults.add({
		...{ kind: 'reset', endpoints: ['order_create'], times: 1, effect: 'before' },
	});
	const run = await stage.run(workflowOf(ORDER, [GOOD], CONTINUE));
	const { kind, mayHaveHadEffect, clientOrderId } = errorOf(run.items(NODE, 1)[0]);
	assert.deepEqual([kind, mayHaveHadEffect], ['unknownOutcome', true]);
	assert.match(String(clientOrderId), /^\d+$/);
	assert.equal((await stage.truth()).endpoints.order_create, 1);
	return `unknownOutcome, true, ${run.seconds.toFixed(1)} s`;
}

async function retryOnFail(stage: Stage): Promise<string> {
	stage.sandbox.faults.add({
		...{ kind: 'custom', endpoints: ['order_create'], skip: 1, times: 1, effect: 'before' },
		body: INSUFFICIENT,
	});
	const items = [GOOD, { quantity: '0.002' }];
	const { status, error, items: outputs } = await stage.run(workflowOf(ORDER, items, RETRY));
	assert.equal(status, 'success', error);
	const { orders, endpoints } = await stage.truth();
	assert.deepEqual(
		outputs(NODE).map(({ orderId }) => orderId),
		orders.map(({ id }) => id),
	);
	assert.deepEqual([orders.length, endpoints.order_create], [2, 3]);
	return '2 orders, 3 deliveries';
}

async function examples(stage: Stage): Promise<string> {
	const said = await stage.command([
		...['import:workflow', '--separate', `--input=${join(checkout, 'examples')}`],
	]);
	const { length } = await readExamples();
	assert.match(said, new RegExp(`Successfully imported ${length} workflow`), said);
	return `${length} imported by command line`;
}

async function secrets(stage: Stage): Promise<string> {
	const log = await stage.log();
	for (const { key, secret } of Object.values(stage.sandbox.keys)) {
		assert.ok(!log.includes(key) && !log.includes(secret), 'a key or a secret is in the log');
	}
	return 'no key or secret in the log';
}

export const checks: Record<string, Check> = {
	'credential test': credentialTest,
	order,
	'error output': errorOutput,
	'continue, regular output': regularOutput,
	'closed port': closedPort,
	'time-out, answer lost': timeOut,
	'order lost on its way': lostOrder,
	'Retry On Fail': retryOnFail,
	...triggerChecks,
	...agentChecks,
	'example workflows': examples,
	"n8n's log": secrets,
};
