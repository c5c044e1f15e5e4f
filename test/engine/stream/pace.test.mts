import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { trader, activate } = useStreamTriggers();

describe('at the pace of the workflow', () => {
	test('Runs at Once limits the runs, and waiting events that are dropped are counted', async () => {
		const parameters = {
			triggerOn: 'ownTrades',
			options: { runsAtOnce: 1, longestQueue: 3 },
		};
		const trigger = await activate(parameters, { slowRuns: true });
		const ids = Array.from({ length: 8 }, () => String(trader.buy('BTC_USD', '0.001').id));
		const last = await activate({ triggerOn: 'ownTrades' });
		const mark = trader.buy('BTC_USD', '0.001');
		await last.until(() => last.items.some(({ tradeId }) => tradeId === String(mark.id)));
		expect(trigger.items.map(({ tradeId }) => tradeId)).toEqual([ids[0]]);
		for (const count of [2, 3, 4]) {
			trigger.endRun();
			await trigger.first(count);
		}
		expect(trigger.items.map(({ tradeId }) => tradeId)).toEqual([
			ids[0],
			...[...ids, String(mark.id)].slice(-3),
		]);
		expect(trigger.items[1].dropped).toBe(5);
	});

	test('the latest balance replaces those that wait, and counts them', async () => {
		const parameters = { triggerOn: 'wallet', options: { runsAtOnce: 1 } };
		const trigger = await activate(parameters, { slowRuns: true });
		// Each fill changes two balances, and only one run ends for it: sooner or later they meet
		for (let runs = 1; !trigger.items.some(({ merged }) => Number(merged) > 0); runs++) {
			trader.buy('BTC_USD', '0.001');
			await trigger.first(runs);
			trigger.endRun();
		}
		expect(trigger.items.every(({ dropped }) => dropped === undefined)).toBe(true);
	});

	test('own trades are filtered by side, quantity and pairs', async () => {
		const trigger = await activate({
			triggerOn: 'ownTrades',
			pairs: ['BTC_USD'],
			options: { side: 'buy', minQuantity: '0.002' },
		});
		trader.buy('BTC_USD', '0.001');
		trader.buy('ETH_USD', '0.1');
		const wanted = trader.buy('BTC_USD', '0.002');
		expect((await trigger.first(1))[0].tradeId).toBe(String(wanted.id));
	});
});
