import { inventKey } from '../demo.mts';
import type { ApiKey, Permission } from '../exchange/accounts.mts';
import type { Exchange } from '../exchange/exchange.mts';
import { writeHistory, type HistoryPlan } from '../exchange/history.mts';

const PERMISSIONS: readonly string[] = ['read', 'trade', 'withdraw', 'excode'];
const DAY_MS = 86_400_000;

type Fields = Record<string, unknown>;

/** Reads a JSON object. Throws an Error with a plain sentence. */
export function parseBody(body: unknown): unknown {
	try {
		return JSON.parse(String(body));
	} catch {
		throw new Error('The body has to be JSON.');
	}
}

/** POST /_sandbox/accounts: an account with a key of its own. The same name gets the same key. */
export function openAccount(exchange: Exchange, asked: Fields): ApiKey & Fields {
	const { name, permissions = PERMISSIONS } = asked;
	if (typeof name !== 'string' || name === '') throw new Error('"name" has to be a text.');
	if (exchange.account(name)) throw new Error(`There is an account "${name}" already.`);
	if (!Array.isArray(permissions) || !permissions.every((one) => PERMISSIONS.includes(one))) {
		throw new Error(`"permissions" has to be a list of ${PERMISSIONS.join(', ')}.`);
	}
	const key = inventKey(name, permissions as Permission[]);
	const { uid } = exchange.addAccount({
		name,
		keys: { [name]: key },
		balances: amounts(asked, 'balances'),
		marginBalances: amounts(asked, 'marginBalances'),
	});
	return { name, uid, ...key };
}

/** POST /_sandbox/history: a new account with a past of so many trades and wallet operations. */
export function openAccountWithHistory(exchange: Exchange, asked: Fields): ApiKey & Fields {
	const count = (field: string, otherwise: number): number => {
		const value = asked[field] ?? otherwise;
		if (!Number.isInteger(value) || Number(value) < 0 || Number(value) > 250_000) {
			throw new Error(`"${field}" has to be a whole number up to 250000.`);
		}
		return Number(value);
	};
	const toMs = exchange.nowMs;
	const plan: HistoryPlan = {
		trades: count('trades', 500),
		pairs: Math.max(1, count('pairs', 5)),
		operations: count('operations', 50),
		cancelled: count('cancelled', 20),
		seed: count('seed', 1),
		toMs,
		fromMs: toMs - count('days', 365) * DAY_MS,
	};
	const name = asked.name ?? 'history';
	const account = openAccount(exchange, { ...asked, name, balances: {} });
	return { ...account, ...writeHistory(exchange, exchange.account(String(name))!, plan) };
}

function amounts(asked: Fields, field: string): Record<string, string> | undefined {
	const value = asked[field];
	if (value === undefined) return undefined;
	if (typeof value !== 'object' || value === null)
		throw new Error(`"${field}" has to be an object.`);
	for (const [currency, amount] of Object.entries(value)) {
		if (typeof amount !== 'string' || !/^\d+(\.\d{1,8})?$/.test(amount)) {
			throw new Error(`"${field}.${currency}" has to be a decimal text, e.g. "1.5".`);
		}
	}
	return value as Record<string, string>;
}
