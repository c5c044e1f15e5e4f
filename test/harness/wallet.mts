import type { IDataObject } from 'n8n-workflow';
import { resourceOf, type NodeSettings } from './engine.mts';
import { byName } from './locators.mts';
import type { SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

export const ADDRESS = 'TInventedInventedInventedInvented2';

/** A withdrawal that EXMO carries out. */
export const WITHDRAWAL = {
	currency: byName('USDT'),
	network: byName('TRC20'),
	address: ADDRESS,
	tag: '',
	amount: '={{ $json.amount ?? "25" }}',
	dryRun: false,
};

/** The wallet of an account through the node, and what the exchange knows of it. */
export function walletOf(account: SandboxAccount) {
	const wallet = resourceOf(account, 'wallet');
	return {
		wallet,
		withdraw: async (changes: IDataObject = {}, settings?: NodeSettings) =>
			await wallet('withdraw', { ...WITHDRAWAL, ...changes }, settings),
		/** The withdrawals that arrived. */
		withdrawals: async () => (await truthOf(account.sandbox)).withdrawals,
		/** How often a withdrawal was asked for. */
		requests: async () => (await truthOf(account.sandbox)).endpoints.withdraw_crypt ?? 0,
	};
}
