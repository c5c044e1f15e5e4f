import type { Clock, Moment } from '../../../../exmo/clock.ts';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';
import {
	reconcileWithdrawal,
	type SentWithdrawal,
} from '../../../../exmo/reconcile/withdrawals.ts';
import { fakeCall } from '../../fakeCall.mts';

const ADDRESS = 'TInventedInventedInventedInvented2';
const SENT: SentWithdrawal = {
	...{ currency: 'USDT', amount: parseDecimal('100'), address: ADDRESS, tag: '' },
	...{ notBefore: 1000, excluding: new Set(['7']) },
};
/** A row as exmo-api/REST.md 4.5 has it. */
const ROW = {
	...{ operation_id: '61234567890123456', created: 1500, type: 'withdraw', currency: 'USDT' },
	...{ status: 'Processing', amount: '100', commission: '1', account: `USDT: ${ADDRESS}` },
	...{ order_id: 71234567, extra: { txid: '', excode: '', invoice: '' }, error: '' },
};

/** A clock on which nobody waits. */
const clock = (): Clock => {
	let now = 0;
	return { now: () => now as Moment, sleep: async (ms) => void (now += ms) };
};
const search = async (rows: object[], sent: Partial<SentWithdrawal> = {}) =>
	await reconcileWithdrawal(
		fakeCall(() => ({ items: rows, count: rows.length })),
		clock(),
		{ ...SENT, ...sent },
		'usual',
	);

test.each([
	['as documented', {}],
	['with the type that was seen live', { type: 'withdrawal' }],
	['with a fee on top of the amount', { amount: '101' }],
	['with more decimals in another notation', { amount: '100.00' }],
	['with the address in the field that was seen live', { account: '', crypto_address: ADDRESS }],
])('is found %s', async (_what, changes) => {
	expect(await search([{ ...ROW, ...changes }])).toEqual({ answer: '71234567' });
});

test.each([
	['older', { created: 999 }],
	['of another currency', { currency: 'USDC' }],
	['of another amount', { amount: '99' }],
	['to another address', { account: 'USDT: TAnother' }],
	['to an address that begins alike', { account: `USDT: ${ADDRESS}x` }],
	['with another tag', { extra: { invoice: '42' } }],
	['known as that of another request', { order_id: 7 }],
	['a deposit', { type: 'deposit' }],
])('one that is %s is not taken for it', async (_what, changes) => {
	expect(await search([{ ...ROW, ...changes }])).toEqual({
		searched: 'It is not among the latest wallet operations.',
		isAbsent: true,
	});
});

test('it is looked for again, while it may still be on its way', async () => {
	let attempts = 0;
	const call = fakeCall(() => ({ items: ++attempts < 4 ? [] : [ROW] }));
	expect(await reconcileWithdrawal(call, clock(), SENT, 'usual')).toEqual({ answer: '71234567' });
	expect(attempts).toBe(4);
});

test('what cannot be read is no proof that it is not there', async () => {
	const call = fakeCall(() => {
		throw new Error('no connection');
	});
	expect(await reconcileWithdrawal(call, clock(), SENT, 'usual')).toEqual({
		searched: 'The wallet operations could not be read.',
		isAbsent: false,
	});
});
