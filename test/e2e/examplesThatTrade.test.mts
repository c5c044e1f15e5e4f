// The examples that place orders, and the one that may not: what the exchange's record says of them.
import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { Decimal } from 'decimal.js';
import { startLanguageModel } from '../compat/languageModel.mts';
import { truthOf } from '../harness/truth.mts';
import { publish, unpublish } from './activeWorkflow.mts';
import { changed, shipped, succeed } from './exampleWorkflows.mts';
import { begin, pause, readExecution, settled, type Execution } from './execution.mts';
import { playground } from './playground.mts';

const { sandbox, rest } = playground;

/** What was ordered, in the order in which the exchange accepted it. */
const orders = async () =>
	(await truthOf(sandbox)).orders.map(({ pair, type }) => `${type} ${pair}`);

/** What the account's orders on a pair have spent or received, by side. */
function traded(pair: string, side: 'buy' | 'sell'): Decimal {
	const trades = [...sandbox.exchange.account('demo')!.trades.values()].flat();
	return trades
		.filter((trade) => trade.pair === pair && trade.side === side)
		.reduce((sum, { amount }) => sum.add(amount.toString()), new Decimal(0));
}

const near = (amount: Decimal, wanted: Decimal.Value, what: string) =>
	assert.ok(amount.sub(wanted).abs().lte('0.01'), `${what}: ${amount} is not ${wanted}`);

/** What the example answers to an alert. */
interface Answer {
	orderId?: string;
	reason?: string;
	mayHaveHadEffect?: boolean;
}

describe('the examples that trade, in a real n8n', () => {
	beforeEach(() => sandbox.reset());

	it('dollar-cost averaging: buys for the amount, and no further than the limit', async () => {
		const id = shipped('Dollar-cost averaging with a spending limit');
		const spent: unknown[] = [];
		let last: Execution | undefined;
		for (let week = 1; week <= 5; week += 1) {
			last = await succeed(id, 'Every Monday at 9');
			spent.push(Math.round(Number(last.items('What was spent')[0].spent)));
		}
		assert.deepEqual(spent, [0, 25, 50, 75, 100]);
		assert.ok(last?.ran('Limit reached') && !last.ran('Buy for the amount'));
		assert.deepEqual(await orders(), Array(4).fill('market_buy_total BTC_USD'));
		near(traded('BTC_USD', 'buy'), 100, 'spent');
	});

	it('dollar-cost averaging: Max Order Value holds whatever the settings say', async () => {
		const id = await changed('Dollar-cost averaging with a spending limit', {
			Settings: { fields: { amount: 60, monthlyLimit: 1000 } },
		});
		const { status, error } = await settled(await begin(id, 'Every Monday at 9'));
		assert.equal(status, 'error');
		assert.match(error ?? '', /Max Order Value|worth 60/);
		assert.deepEqual(await orders(), []);
	});

	it('TradingView: an alert that passes every check is one order, and everything else none', async () => {
		const name = 'TradingView alert to an order, with checks';
		const send = async (body: unknown) => {
			const response = await fetch(`${playground.n8n.url}/webhook/exmo-tradingview`, {
				method: 'POST',
				headers: { 'Content-Type': 'application/json' },
				body: JSON.stringify(body),
			});
			return { status: response.status, ...((await response.json()) as Answer) };
		};
		const alert = { secret: '', id: 'BTCUSD 1', pair: 'BTC_USD', side: 'buy', total: '20' };
		const published = async (id: string, work: () => Promise<void>) => {
			await publish(id);
			try {
				await work();
			} finally {
				await unpublish(id);
			}
		};

		await published(shipped(name), async () => {
			assert.equal((await send(alert)).status, 401, 'an empty secret is none');
		});
		const secret = 'invented for this test';
		const good = { ...alert, secret };
		await published(await changed(name, { Settings: { fields: { secret } } }), async () => {
			assert.equal((await send({ ...good, secret: 'wrong' })).status, 401);
			assert.equal((await send('no object')).status, 401);
			const wrong = [
				{ pair: 'XRP_USD' },
				{ side: 'hold' },
				{ total: '50.01' },
				{ total: '0' },
				{ total: '1e1' },
				{ total: '-5' },
				{ id: '' },
			];
			for (const change of wrong) {
				assert.equal((await send({ ...good, ...change })).status, 422, JSON.stringify(change));
			}
			assert.equal(
				(await send({ ...good, total: '0.01' })).status,
				422,
				"below the pair's minimum",
			);
			assert.deepEqual(await orders(), []);

			const placed = await send(good);
			assert.equal(placed.status, 200);
			const [accepted, ...more] = (await truthOf(sandbox)).orders;
			assert.deepEqual(more, []);
			assert.equal(accepted.id, placed.orderId);
			near(traded('BTC_USD', 'buy'), 20, 'spent');

			assert.equal((await send(good)).status, 409, 'the same alert once more');
			assert.equal((await orders()).length, 1);
			sandbox.faults.add({
				...{ kind: 'custom', endpoints: ['order_create'], effect: 'before', times: 1 },
				body: '{"result":false,"error":"Error 50052: Insufficient funds"}',
			});
			const failed = await send({ ...good, id: 'BTCUSD 3' });
			assert.deepEqual([failed.status, failed.mayHaveHadEffect], [502, false]);
			assert.match(failed.reason ?? '', /50052/);
			assert.equal((await send({ ...good, id: 'BTCUSD 2', side: 'sell' })).status, 200);
			assert.deepEqual(await orders(), ['market_buy_total BTC_USD', 'market_sell_total BTC_USD']);
		});
	});

	const rebalance = 'Rebalance to target weights';

	/** Runs it up to the form, and answers that. */
	async function decide(decision: string) {
		const executionId = await begin(shipped(rebalance), 'When clicking Execute workflow');
		const waiting = await settled(executionId);
		assert.equal(waiting.error, undefined);
		assert.equal(waiting.status, 'waiting');
		assert.deepEqual(await orders(), [], 'nothing is sent before the approval');
		const form = new FormData();
		form.set('field-0', decision);
		const url = String(waiting.items('Show the plan')[0].form);
		assert.equal((await fetch(url, { method: 'POST', body: form })).status, 200);
		for (;;) {
			const execution = await readExecution(executionId);
			if (execution && execution.status !== 'waiting') {
				assert.deepEqual([execution.status, execution.error], ['success', undefined]);
				return execution;
			}
			await pause();
		}
	}

	it('rebalance: with approval the orders of the plan, sales first, each once', async () => {
		const execution = await decide('Place the orders');
		const plan = execution.items('Plan the orders');
		assert.deepEqual(
			plan.map(({ pair, side }) => `${side} ${pair}`),
			['sell BTC_USD', 'buy ETH_USD'],
		);
		assert.deepEqual(
			await orders(),
			plan.map(({ pair, side }) => `market_${side}_total ${pair}`),
		);
		for (const { pair, side, total } of plan) {
			near(traded(String(pair), side as 'buy'), String(total), String(pair));
		}
		const [{ holdings }] = execution.items('Value the portfolio');
		const values = Object.fromEntries(
			(holdings as Array<{ currency: string; value: string }>).map((one) => [
				one.currency,
				one.value,
			]),
		);
		const whole = Decimal.sum(values.BTC, values.ETH, values.USD);
		near(new Decimal(String(plan[0].total)), whole.mul('-0.5').add(values.BTC), 'the sale');
		near(new Decimal(String(plan[1].total)), whole.mul('0.3').sub(values.ETH), 'the purchase');
	});

	it('rebalance: without it, nothing', async () => {
		const execution = await decide('Do nothing');
		assert.ok(execution.ran('Nothing is sent') && !execution.ran('Place the orders'));
		assert.deepEqual(await orders(), []);
	});

	describe('the agent', () => {
		const name = 'Ask an agent that can only read';
		const order = { pair: 'BTC_USD', side: 'buy', quantity: '0.01', price: '80000' };

		/** Asks it something, with a model that calls these tools. */
		async function ask(
			calls: Parameters<typeof startLanguageModel>,
			changes: Parameters<typeof changed>[1] = {},
		) {
			const model = await startLanguageModel(...calls);
			try {
				const { id } = await rest.call<{ id: string }>('POST', '/credentials', {
					...{ name: 'Model of the tests', type: 'openAiApi' },
					data: { apiKey: 'none', url: model.url },
				});
				const workflow = await changed(name, {
					Model: { credentials: { openAiApi: { id, name: 'Model of the tests' } } },
					...changes,
				});
				const { heard, offered } = model;
				const question = { sessionId: 's', action: 'sendMessage', chatInput: 'What do I hold?' };
				const execution = await succeed(workflow, 'When chat message received', question);
				assert.equal(execution.items('Agent')[0].output, 'Done.');
				return { heard, offered };
			} finally {
				await model.stop();
			}
		}

		it('answers from what it reads, and prepares an order without placing it', async () => {
			const { heard, offered } = await ask([
				{ tool: 'Read_the_balances', args: {} },
				{ tool: 'Read_a_price', args: { pair: 'BTC_USD' } },
				{ tool: 'Read_the_latest_trades', args: { pairs: 'BTC_USD' } },
				{ tool: 'Read_the_open_orders', args: {} },
				{ tool: 'Prepare_an_order', args: { ...order, dryRun: false } },
			]);
			assert.equal(offered.length, 5);
			const [balances, price, , , prepared] = heard;
			assert.match(balances, /"currency":"BTC","free":"1\.5"/);
			assert.match(price, /"pair":"BTC_USD"/);
			const [answer] = [JSON.parse(prepared)].flat();
			assert.equal(answer.dryRun, true);
			assert.equal(answer.wouldSend.type, 'buy');
			assert.ok(new Decimal(answer.value).eq(800));
			assert.deepEqual((await truthOf(sandbox)).endpoints.order_create ?? 0, 0);
		});

		it('could not place one even without Dry Run: the credential may only read', async () => {
			const { heard } = await ask([{ tool: 'Prepare_an_order', args: order }], {
				'Prepare an order': { parameters: { dryRun: false } },
			});
			assert.match(heard[0], /"failed":true/);
			assert.match(heard[0], /permission/i);
			assert.deepEqual((await truthOf(sandbox)).endpoints.order_create ?? 0, 0);
		});
	});
});
