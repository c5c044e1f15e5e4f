import type { IDataObject } from 'n8n-workflow';
import { useFreshSandbox } from './sandboxAccount.mts';
import { ActiveTrigger, type ActiveOptions } from './streamTriggerHarness.mts';
import { Trader } from './streamTrader.mts';

/** Stream triggers on a sandbox of each test's own; what a test has activated, it need not deactivate. */
export function useStreamTriggers() {
	const active: ActiveTrigger[] = [];
	// Before the sandbox's own hooks: triggers end while there is still an exchange
	afterEach(async () => {
		for (const one of active.splice(0)) await one.deactivate();
	});
	const account = useFreshSandbox({ rateLimit: false, stream: { bookMs: 0, tickerMs: 0 } });
	const connections = () => account.sandbox.stream.list();
	return {
		account,
		trader: new Trader(account),
		active,
		activate: async (parameters: IDataObject, options?: ActiveOptions) => {
			const one = await ActiveTrigger.activate(account.credentials, parameters, options);
			active.push(one);
			return one;
		},
		connections,
		/** A close takes its way through both sockets. */
		allGone: async () => {
			while (connections().length > 0) await account.sandbox.stream.change();
		},
	};
}
