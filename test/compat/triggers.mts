// Both triggers, in workflows that are switched on.
import assert from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import cryptoJs from 'crypto-js';
import { credentialName, type WorkflowFile } from '../../playground/examples.mts';
import { NEW_WORKFLOWS, type Check, type Stage } from './stage.mts';

const NODE = 'Trigger';

const triggered = (node: string, parameters: object): WorkflowFile => ({
	name: node,
	nodes: [
		{
			...{ id: '1', name: NODE, type: `n8n-nodes-exmo.${node}`, typeVersion: 1, position: [0, 0] },
			parameters,
			credentials: { exmoApi: { id: null, name: credentialName } },
		},
	],
	connections: {},
	settings: NEW_WORKFLOWS,
});

/** Buys with another program's hands: nothing of the package takes part. */
async function buy({ sandbox }: Stage, quantity: string): Promise<void> {
	const { key, secret } = sandbox.keys.trade;
	const body = new URLSearchParams({
		...{ pair: 'BTC_USD', type: 'market_buy', quantity, price: '0' },
		nonce: String(Date.now()),
	}).toString();
	const response = await fetch(`${sandbox.url}/v1.1/order_create`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Key: key,
			Sign: cryptoJs.HmacSHA512(body, secret).toString(cryptoJs.enc.Hex),
		},
		body,
	});
	assert.match(await response.text(), /"order_id"/);
}

/** Only a trigger that does not get to work meets it. */
const PATIENCE_MS = 30_000;

/** Each version says in a way of its own when a trigger is at work; the exchange sees it in all. */
async function untilAtWork(isAtWork: () => Promise<boolean>): Promise<void> {
	for (const giveUpAt = Date.now() + PATIENCE_MS; !(await isAtWork()); await setTimeout(100)) {
		if (Date.now() > giveUpAt) throw new Error('The trigger was not at work within 30 seconds.');
	}
	await setTimeout(1_000); // the exchange has answered, and n8n has yet to read it
}

const hasLooked = async (stage: Stage) => ((await stage.truth()).endpoints.user_trades ?? 0) > 0;
const hasSubscribed = async ({ sandbox }: Stage) =>
	sandbox.stream.list().some(({ account, topics }) => account !== undefined && topics.length > 0);

/** Switches the trigger on, makes the account trade, and looks at what the workflow was started with. */
async function ownTrade(
	stage: Stage,
	node: string,
	parameters: object,
	isAtWork: (stage: Stage) => Promise<boolean>,
): Promise<string> {
	const id = await stage.activate(triggered(node, parameters));
	try {
		await untilAtWork(() => isAtWork(stage));
		const began = Date.now();
		await buy(stage, '0.002');
		const [item] = await stage.untilStarted(id, NODE);
		assert.deepEqual([item.pair, item.side, item.quantity], ['BTC_USD', 'buy', '0.002']);
		return `started after ${((Date.now() - began) / 1000).toFixed(0)} s`;
	} finally {
		await stage.deactivate(id);
	}
}

export const triggerChecks: Record<string, Check> = {
	'polling trigger': async (stage) =>
		await ownTrade(stage, 'exmoTrigger', { triggerOn: 'ownTrade', pairs: 'BTC_USD' }, hasLooked),
	'stream trigger': async (stage) =>
		await ownTrade(
			stage,
			'exmoStreamTrigger',
			{ triggerOn: 'ownTrades', pairs: 'BTC_USD' },
			hasSubscribed,
		),
};
