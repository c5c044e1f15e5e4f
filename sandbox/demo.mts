import { createHash } from 'node:crypto';
import type { ApiKey, Permission } from './exchange/accounts.mts';
import type { AccountSeed } from './exchange/exchange.mts';
import type { MarketName } from './market/market.mts';
import { PastAccount } from './past/account.mts';

/** One digit forty times: plainly no real keys, and easy to type. */
const demoKey = (digit: string, ...permissions: Permission[]): ApiKey => ({
	key: `K-${digit.repeat(40)}`,
	secret: `S-${digit.repeat(40)}`,
	permissions,
});

/** The sandbox's own key pairs. They are the same in every sandbox. */
export const DEMO_KEYS = {
	/** Everything, also withdrawals and gift codes. */
	full: demoKey('1', 'read', 'trade', 'withdraw', 'excode'),
	/** May trade, but neither withdraw nor make gift codes. */
	trade: demoKey('2', 'read', 'trade'),
	readOnly: demoKey('3', 'read'),
	/** A key that may do nothing at all. */
	noAccess: demoKey('4'),
	/** Everything, on a second account. */
	other: demoKey('5', 'read', 'trade', 'withdraw', 'excode'),
	/** Everything, on the account with a past, which only the wind-down's market has. */
	past: demoKey('6', 'read', 'trade', 'withdraw', 'excode'),
} as const;

export type DemoKeyName = keyof typeof DEMO_KEYS;

const { full, trade, readOnly, noAccess, other, past } = DEMO_KEYS;

export const DEMO_ACCOUNTS: readonly AccountSeed[] = [
	{ name: 'demo', keys: { full, trade, readOnly, noAccess } },
	{ name: 'other', keys: { other } },
];

/** The accounts of a market. The past of the one that has one comes from the seed. */
export function demoAccounts(market: MarketName, seed: number): readonly AccountSeed[] {
	if (market !== 'winddown') return DEMO_ACCOUNTS;
	const withPast: AccountSeed = {
		name: 'past',
		keys: { past },
		balances: {},
		marginBalances: {},
		writePast: (exchange, account) => void new PastAccount(exchange, account, seed),
	};
	return [...DEMO_ACCOUNTS, withPast];
}

/** A key pair for an account that is opened while the sandbox runs: the same name, the same pair. */
export function inventKey(name: string, permissions: readonly Permission[]): ApiKey {
	const hex = (what: string) => createHash('sha1').update(`${what} of ${name}`).digest('hex');
	return { key: `K-${hex('key')}`, secret: `S-${hex('secret')}`, permissions };
}
