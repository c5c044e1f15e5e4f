/** `npm run test:leave`: the example "Leave EXMO" in a real n8n, killed on its way and started again. */
import { after, before, describe, it } from 'node:test';
import {
	killAndCompare,
	ownN8n,
	undisturbed,
	type KillPoint,
	type Outcome,
	type OwnN8n,
} from '../e2e/leave.mts';

/** From the first read to the last. */
const POINTS: Readonly<Record<string, KillPoint>> = {
	'while the history is saved': { endpoint: 'wallet_operations', times: 1 },
	'when the margin position is being closed': { endpoint: 'margin/user/position/close', times: 1 },
	'while it plans': { endpoint: 'payments/providers/crypto/list', times: 1 },
	'in the first conversion': { endpoint: 'order_create', times: 1 },
	'in a conversion whose answer never comes': {
		endpoint: 'order_create',
		times: 2,
		faults: [{ kind: 'hang', endpoints: ['order_create'], skip: 1, times: 1 } as never],
	},
	'in the last conversion': { endpoint: 'order_create', times: 3 },
	'in the second withdrawal': { endpoint: 'withdraw_crypt', times: 2 },
	'when the answer to a withdrawal never comes': {
		endpoint: 'withdraw_crypt',
		times: 1,
		faults: [{ kind: 'hang', endpoints: ['withdraw_crypt'], times: 1 } as never],
	},
	'in the last withdrawal': { endpoint: 'withdraw_crypt', times: 4 },
	'while it follows the withdrawals': { endpoint: 'withdraw_get_txid', times: 1 },
};

describe('"Leave EXMO", killed and started again, does nothing twice', () => {
	let n8n: OwnN8n;
	let end: () => Promise<void>;
	let expected: Outcome;
	before(async () => {
		({ n8n, end } = await ownN8n());
		expected = await undisturbed(n8n);
	});
	after(async () => await end());

	for (const [when, point] of Object.entries(POINTS)) {
		it(`killed ${when}`, async () => await killAndCompare(n8n, point, expected));
	}
});
