import { Noise } from '../../../sandbox/market/noise.mts';
import { openSandbox } from '../../harness/sandboxAccount.mts';
import { ActiveTrigger } from '../../harness/streamTriggerHarness.mts';
import { Trader } from '../../harness/streamTrader.mts';

const FILLS = 500;
const CUTS = 20;
const SEED = 5;

/** Lets frames travel. */
const turn = async () => await new Promise((resolve) => setImmediate(resolve));

test(`${FILLS} own fills come once each and in order while the connection is cut at random ${CUTS} times`, async () => {
	const account = await openSandbox();
	const { stream } = account.sandbox;
	const trader = new Trader(account);
	const noise = new Noise(SEED);
	const trigger = await ActiveTrigger.activate(account.credentials, { triggerOn: 'ownTrades' });
	try {
		const fills: string[] = [];
		const fill = () => {
			const pair = noise.uniform('pair', fills.length) < 0.7 ? 'BTC_USD' : 'XRP_USD';
			fills.push(String(trader.buy(pair, pair === 'BTC_USD' ? '0.0005' : '15').id));
		};
		const perCut = FILLS / CUTS;
		for (let cut = 0; cut < CUTS; cut++) {
			// Somewhere between two cuts the line breaks: before the next fill, or after it
			const at = Math.floor(noise.uniform('cut', cut) * perCut);
			for (let next = 0; next < perCut; next++) {
				fill();
				if (next === at) {
					const kinds = ['drop', 'maintenance'] as const;
					const kind = kinds[Math.floor(noise.uniform('kind', cut) * kinds.length)];
					stream.hit({ kind });
				}
				if (noise.uniform('pause', cut * perCut + next) < 0.3) await turn();
			}
			// Back in the game, in any of the stages of being so
			const stage = noise.uniform('stage', cut);
			while (stream.list().length === 0) await stream.change();
			if (stage < 0.5) while (stream.list()[0]?.topics.length === 0) await stream.change();
		}
		await trigger.until(() => trigger.items.length >= FILLS || trigger.errors.length > 0);
		const mark = trader.buy('BTC_USD', '0.0005');
		fills.push(String(mark.id));
		await trigger.until(() => trigger.items.length > FILLS || trigger.errors.length > 0);
		expect(trigger.errors).toEqual([]);
		expect(trigger.items.map(({ tradeId }) => tradeId)).toEqual(fills);
		expect(stream.opened).toBeGreaterThan(CUTS / 2);
		const recovered = trigger.items.filter((item) => item.recovered === true);
		expect(recovered.length).toBeGreaterThan(CUTS);
		expect(recovered.length).toBeLessThan(FILLS);
	} finally {
		await trigger.deactivate();
		await account.sandbox.stop();
	}
});
