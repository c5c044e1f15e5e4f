import { PolledWorkflow } from '../../harness/triggerHarness.mts';
import { useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();

const PAIRS = ['BTC_USD', 'ETH_USD', 'BTC_EUR'];

/** Bursts around EXMO's page of 100 rows; together 1,000 trades. */
const BURSTS = [1, 99, 100, 101, 199, 2, 201, 97, 150, 50];
/** After these bursts n8n ends, and starts again with the next one behind it. */
const RESTARTS = [2, 5, 8];
/** At these bursts a request in the middle of the poll is refused. */
const REFUSALS = [4, 6];

test('1,000 trades in bursts, with three restarts and two broken polls: 1,000 emitted, once each', async () => {
	const workflow = new PolledWorkflow(market.credentials, {
		triggerOn: 'ownTrade',
		pairs: PAIRS.join(', '),
		side: 'both',
	});
	market.burst(PAIRS, 30, '0.001'); // before the activation
	await workflow.activate();

	const ids: string[] = [];
	for (const [index, count] of BURSTS.entries()) {
		market.clock.advance(1000); // fresh quotes, so that an order makes one trade
		const pairs = index % 2 ? PAIRS : PAIRS.slice(0, 1);
		ids.push(...market.burst(pairs, count, '0.001'));
		if (REFUSALS.includes(index)) market.refuseOnce('user_trades', 1);
		if (RESTARTS.includes(index)) await workflow.restart();
		else await workflow.poll();
	}
	await workflow.poll();

	expect(ids).toHaveLength(1000);
	const emitted = workflow.items.map(({ tradeId }) => String(tradeId));
	expect(emitted).toEqual(ids);
	expect(workflow.errors).toHaveLength(REFUSALS.length);
	// As small as in the beginning
	expect(workflow.savedState.length).toBeLessThan(2000);
});
