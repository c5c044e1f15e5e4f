/** A clock of ours that is wrong: what was missed in a gap is told by EXMO's. */
import type { IDataObject } from 'n8n-workflow';
import type { Clock } from '../../../sandbox/exchange/clock.mts';
import { openSandbox } from '../../harness/sandboxAccount.mts';
import { ActiveTrigger } from '../../harness/streamTriggerHarness.mts';
import { Trader } from '../../harness/streamTrader.mts';

const HOUR = 3_600_000;

/** EXMO's clock, so far from ours. */
const clockAt = (aheadMs: number): Clock => ({ now: () => Date.now() + aheadMs });

describe.each([
	['an hour ahead of', -HOUR],
	['an hour behind', HOUR],
	['a year ahead of', -8760 * HOUR],
])("our clock is %s EXMO's", (_, aheadMs) => {
	test.each<[string, IDataObject, string]>([
		['own trades', { triggerOn: 'ownTrades' }, 'tradeId'],
		['orders', { triggerOn: 'orders' }, 'orderId'],
	])(
		'a gap fill brings the %s that were missed, and nothing older',
		async (_what, parameters, field) => {
			const account = await openSandbox({ rateLimit: false, clock: clockAt(aheadMs) });
			const trader = new Trader(account);
			trader.buy('BTC_USD', '0.001');
			trader.buy('ETH_USD', '0.01');
			await new Promise((resolve) => setTimeout(resolve, 1100)); // EXMO counts seconds
			const trigger = await ActiveTrigger.activate(account.credentials, parameters);
			try {
				account.sandbox.stream.hit({ kind: 'drop', forMs: 100 });
				const { id, orderId } = trader.buy('BTC_USD', '0.001');
				const [item] = await trigger.first(1);
				const wanted = field === 'tradeId' ? id : orderId;
				expect(item).toMatchObject({ [field]: String(wanted), recovered: true });
				const after = trader.buy('BTC_USD', '0.001');
				await trigger.until(() => {
					const wantedAfter = field === 'tradeId' ? after.id : after.orderId;
					return trigger.items.some((found) => found[field] === String(wantedAfter));
				});
				expect(trigger.items).toHaveLength(2);
			} finally {
				await trigger.deactivate();
				await account.sandbox.stop();
			}
		},
	);
});
