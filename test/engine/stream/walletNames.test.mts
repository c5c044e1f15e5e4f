/** The margin wallet's two names: EXMO may acknowledge either (exmo-api/WEBSOCKET.md 4.8). */
import { openSandbox } from '../../harness/sandboxAccount.mts';
import { ActiveTrigger } from '../../harness/streamTriggerHarness.mts';
import { Trader } from '../../harness/streamTrader.mts';

test.each(['asked', 'margin/wallet', 'margin/wallets'] as const)(
	'the margin wallet acknowledged as %s is live, and stays so',
	async (marginWalletAck) => {
		const account = await openSandbox({ rateLimit: false, stream: { marginWalletAck } });
		const trigger = await ActiveTrigger.activate(account.credentials, {
			triggerOn: 'marginWallet',
		});
		try {
			const trader = new Trader(account);
			trader.long('BTC_USDT', '0.01');
			expect((await trigger.first(1))[0]).toMatchObject({ currency: 'USDT' });
			account.sandbox.stream.hit({ kind: 'drop', forMs: 50 });
			trader.long('BTC_USDT', '0.01');
			await trigger.until(() => trigger.items.some(({ recovered }) => recovered === true));
			expect(trigger.errors).toEqual([]);
		} finally {
			await trigger.deactivate();
			await account.sandbox.stop();
		}
	},
);
