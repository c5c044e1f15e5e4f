import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ManualClock } from '../../sandbox/exchange/clock.mts';
import { ActiveWorkflow, comparable } from './activeWorkflow.mts';
import type { Item } from './execution.mts';
import { OwnExchange } from './ownExchange.mts';
import { accountTopics, marginTopics, marketTopics, type Topic } from './triggers/streamTopics.mts';

const values = [
	...['ticker', 'bookSnapshots', 'bookUpdates', 'trades'],
	...['ownTrades', 'orders', 'wallet'],
	...['marginOrders', 'marginOwnTrades', 'marginPositions', 'marginWallet'],
];

describe('what the stream trigger starts workflows with in a real n8n', () => {
	let exchange: OwnExchange;
	let topics: Record<string, Topic>;
	let workflows: Record<string, ActiveWorkflow> = {};
	const first: Record<string, Item[]> = {};
	const counts: Record<string, number> = {};

	before(async () => {
		// The market stands still: what happens is what the tests do
		const clock = new ManualClock(Date.now());
		const stream = { bookMs: 0, tickerMs: 0 };
		exchange = await OwnExchange.open({ clock, rateLimit: false, stream });
		topics = { ...marketTopics(exchange), ...accountTopics(exchange), ...marginTopics(exchange) };
		assert.deepEqual(Object.keys(topics), values);
		for (const value of values) first[value] = (await topics[value].atFirst?.()) ?? [];
		const activated = values.map(async (triggerOn) => {
			const workflow = await ActiveWorkflow.activate({
				name: `Stream: ${triggerOn}`,
				node: 'exmoStreamTrigger',
				parameters: { triggerOn, ...topics[triggerOn].parameters },
				credentialId: exchange.credentialId,
			});
			return [triggerOn, workflow] as const;
		});
		workflows = Object.fromEntries(await Promise.all(activated));
	});
	after(async () => {
		await Promise.all(Object.values(workflows).map((workflow) => workflow.deactivate()));
		await exchange?.sandbox.stop();
	});

	for (const value of values) {
		it(`${value}: as the exchange has it`, async () => {
			const workflow = workflows[value];
			const { happen, isMeant } = topics[value];
			const atFirst = first[value];
			await workflow.untilStarted(atFirst.length);
			const expected = [...atFirst, ...(await happen())];
			counts[value] = expected.length;
			const started = await workflow.untilStarted(expected.length, isMeant);
			assert.deepEqual(started.errors, []);
			assert.deepEqual(comparable(started.items, expected), expected);
		});
	}

	it('each of them once: nothing has come afterwards', async () => {
		const seen: Record<string, number> = {};
		for (const value of values) {
			const { items } = await workflows[value].started();
			seen[value] = items.filter(topics[value].isMeant ?? (() => true)).length;
		}
		assert.deepEqual(seen, counts);
	});
});
