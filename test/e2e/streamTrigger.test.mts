import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Trader } from '../harness/streamTrader.mts';
import { ActiveWorkflow } from './activeWorkflow.mts';
import { OwnExchange } from './ownExchange.mts';

describe('connections of the stream trigger in a real n8n', () => {
	let exchange: OwnExchange;
	let trader: Trader;
	before(async () => {
		exchange = await OwnExchange.open({ rateLimit: false });
		trader = new Trader(exchange);
	});
	after(async () => await exchange.sandbox.stop());

	const listening = async (
		triggerOn: string,
		work: (workflow: ActiveWorkflow) => Promise<void>,
		parameters: object = {},
	) => {
		const workflow = await ActiveWorkflow.activate({
			name: `Stream: ${triggerOn}`,
			node: 'exmoStreamTrigger',
			parameters: { triggerOn, ...parameters },
			credentialId: exchange.credentialId,
		});
		try {
			await work(workflow);
		} finally {
			await workflow.deactivate();
		}
		while (exchange.sandbox.stream.list().length > 0) await exchange.sandbox.stream.change();
	};

	it('own trades: each once and in order, also those of a gap', async () => {
		await listening('ownTrades', async (workflow) => {
			const fill = () => String(trader.buy('ETH_USD', '0.01').id);
			const ids = [fill(), fill()];
			await workflow.untilStarted(2);
			exchange.sandbox.stream.hit({ kind: 'drop', forMs: 500 });
			ids.push(fill(), fill());
			await workflow.untilStarted(4);
			ids.push(fill());
			const { items, errors } = await workflow.untilStarted(5);
			assert.deepEqual(errors, []);
			assert.deepEqual(
				items.map(({ tradeId, recovered }) => [tradeId, recovered]),
				ids.map((id, index) => [id, index === 2 || index === 3 ? true : undefined]),
			);
		});
	});

	it('a subscription that is refused stops the activation with a sentence', async () => {
		await assert.rejects(
			listening('trades', async () => {}, { pairs: 'NOPE_USD' }),
			/EXMO refused the subscription to spot\/trades:NOPE_USD/,
		);
	});

	it('an exchange that cannot be reached stops the activation within seconds, and says why', async () => {
		exchange.sandbox.stream.hit({ kind: 'refuseConnection' });
		const began = performance.now();
		await assert.rejects(
			listening('ticker', async () => {}, { pairs: 'BTC_USD' }),
			/No stream from 127\.0\.0\.1:\d+: the connection could not be opened/,
		);
		exchange.sandbox.stream.faults.clear();
		// n8n tries five times, 15 s in all; each try would take 30 s if it waited for an answer
		assert.ok(performance.now() - began < 100_000);
	});
});
