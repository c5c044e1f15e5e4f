import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Item } from './execution.mts';
import { accountEvents } from './triggers/accountEvents.mts';
import { ActiveWorkflow, comparable } from './activeWorkflow.mts';
import { marketEvents } from './triggers/marketEvents.mts';
import { OwnExchange } from './ownExchange.mts';
import type { Scenario } from './triggers/scenario.mts';

const events = { ...accountEvents, ...marketEvents };

/** Nothing of this is paid before the tests say so. */
const WITHDRAWAL_MS = 86_400_000;

/** A scenario whose workflow is active. */
interface Watched extends Scenario {
	event: string;
	workflow: ActiveWorkflow;
	/** What has to have been emitted by now. */
	expected: Item[];
}

describe('the polling trigger in a real n8n', () => {
	let exchange: OwnExchange;
	let watched: Watched[] = [];

	/** Makes every event happen, and waits until each workflow has been started by it. */
	async function round(index: number): Promise<void> {
		for (const one of watched) one.expected.push(...((await one.rounds[index]?.()) ?? []));
		await Promise.all(
			watched.map(async ({ workflow, expected }) => workflow.untilStarted(expected.length)),
		);
	}

	before(async () => {
		// n8n and the tests come from one address, whose requests EXMO counts together: here they do not count
		exchange = await OwnExchange.open({
			market: 'winddown',
			withdrawalMs: WITHDRAWAL_MS,
			rateLimit: false,
		});
		const scenarios = Object.entries(events).map(([event, of]) => ({ event, ...of(exchange) }));
		for (const scenario of scenarios) await scenario.before?.();
		watched = await Promise.all(
			scenarios.map(async (scenario) => ({
				...scenario,
				workflow: await ActiveWorkflow.activate({
					name: scenario.event,
					node: 'exmoTrigger',
					parameters: scenario.parameters,
					credentialId: exchange.credentialId,
				}),
				expected: [],
			})),
		);
		await round(0);
		await round(1); // what the first round brought must not come again
	});
	after(async () => {
		await Promise.all(watched.map(({ workflow }) => workflow.deactivate()));
		await exchange?.sandbox.stop();
	});

	for (const event of Object.keys(events)) {
		it(`${event}: each event once, as the exchange has it, and nothing old`, async () => {
			const one = watched.find((scenario) => scenario.event === event);
			assert.ok(one);
			const { workflow, byClock } = one;
			const { items, errors } = await workflow.untilStarted(one.expected.length || 1);
			assert.deepEqual(errors, []);
			const expected = byClock ? await byClock(items) : one.expected;
			assert.ok(expected.length > 0);
			assert.deepEqual(comparable(items, expected), expected);
		});
	}
});
