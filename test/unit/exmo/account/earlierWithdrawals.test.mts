/** Which rows count as "the same withdrawal", and that a list that cannot be read whole never says "none". */
import { Decimal as Oracle } from 'decimal.js';
import fc from 'fast-check';
import { findEarlierWithdrawal, isLike } from '../../../../exmo/account/earlierWithdrawals.ts';
import type { Call } from '../../../../exmo/api/call.ts';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';

const NOW = 1_790_000_000;
const ADDRESS = 'TInventedInventedInventedInvented2';
const wanted = { currency: 'USDT', amount: parseDecimal('100'), address: ADDRESS, tag: '' };

const row = (changes: object = {}) => ({
	operation_id: '61234567890123456',
	created: NOW - 60,
	type: 'withdrawal',
	currency: 'USDT',
	status: 'Processing',
	amount: '100',
	commission: '1',
	account: `USDT: ${ADDRESS}`,
	order_id: '71234567',
	extra: { txid: '', excode: '', invoice: '' },
	...changes,
});

describe('a row is like the wanted withdrawal', () => {
	test.each<[string, object]>([
		['as it was sent', {}],
		['in the older word for its type', { type: 'withdraw' }],
		['with another way to write the amount', { amount: '100.00000000' }],
		['when the fee was taken off its amount', { amount: '99' }],
		['when the fee was put on its amount', { amount: '101' }],
		['when it is paid', { status: 'Paid' }],
		['with a status that nobody has seen', { status: 'On review' }],
		['without a status', { status: undefined }],
		['with its address in another field', { account: '', crypto_address: ADDRESS }],
		['with letters of the address in the other case', { account: ADDRESS.toUpperCase() }],
		['when it does not tell where it went', { account: '' }],
		['when its amount cannot be read', { amount: 'a lot' }],
		['without extra', { extra: undefined }],
	])('%s', (_what, changes) => expect(isLike(row(changes), wanted)).toBe(true));

	test.each<[string, object]>([
		['cancelled', { status: 'Cancelled' }],
		['cancelled, in American', { status: 'CANCELED' }],
		['failed', { status: 'Failed' }],
		['a deposit', { type: 'deposit' }],
		['of another currency', { currency: 'USDC' }],
		['of another amount', { amount: '100.00000001' }],
		['to another address', { account: 'USDT: TSomewhereElse0000000000000000000' }],
		['to another tag', { extra: { invoice: '5' } }],
		['a gift code', { account: '', extra: { excode: 'EX-CODE_1' } }],
	])('but not %s', (_what, changes) => expect(isLike(row(changes), wanted)).toBe(false));

	test('a tag counts wherever it stands', () => {
		const tagged = { ...wanted, currency: 'XRP', address: 'rInventedInvented', tag: '77' };
		const xrp = (changes: object) =>
			row({ currency: 'XRP', account: 'rInventedInvented', ...changes });
		expect(isLike(xrp({ extra: { invoice: '77' } }), tagged)).toBe(true);
		expect(isLike(xrp({ account: 'XRP: rInventedInvented,77' }), tagged)).toBe(true);
		expect(isLike(xrp({ account: 'XRP: rInventedInvented,78' }), tagged)).toBe(false);
		expect(isLike(xrp({ extra: { invoice: '78' } }), tagged)).toBe(false);
		expect(isLike(xrp({}), tagged)).toBe(true); // a tag that is not told may be this one
	});

	test('amounts are compared as decimals, to the last digit', () => {
		const units = fc.bigInt({ min: 1n, max: 10n ** 20n });
		fc.assert(
			fc.property(units, units, fc.integer({ min: 0, max: 6 }), (one, other, zeros) => {
				const text = (value: bigint) => new Oracle(String(value)).div(1e8).toFixed();
				const listed = text(other).includes('.') ? text(other) + '0'.repeat(zeros) : text(other);
				const found = isLike(row({ amount: listed, commission: '0' }), {
					...wanted,
					amount: parseDecimal(text(one)),
				});
				expect(found).toBe(new Oracle(text(one)).eq(listed));
				const itself = { ...wanted, amount: parseDecimal(text(other)) };
				expect(isLike(row({ amount: listed, commission: '0' }), itself)).toBe(true);
			}),
		);
	});
});

/** The list as EXMO pages it. */
const listing = (
	rows: object[],
	pageSize = 100,
	answer: (items: object[]) => unknown = (items) => ({ items }),
) =>
	(async (_endpoint: unknown, { offset }: { offset: number }) =>
		answer(rows.slice(offset, offset + pageSize))) as unknown as Call;

const find = async (call: Call, since = NOW - 3600) =>
	(await findEarlierWithdrawal(call, wanted, since)).found;

describe('the search', () => {
	test('finds it wherever it stands in the time asked about, and nowhere else', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 0, max: 700 }),
				fc.integer({ min: 0, max: 700 }),
				fc.integer({ min: 1, max: 100 }),
				fc.boolean(),
				async (count, place, pageSize, isCounted) => {
					// One row a second, newest first
					const rows = Array.from({ length: count }, (_, index) =>
						row({ operation_id: String(10 ** 6 - index), created: NOW - index, amount: '3' }),
					);
					if (place < count) rows[place] = { ...rows[place], amount: '100' };
					const call = listing(rows, pageSize, (items) =>
						isCounted ? { items, count } : { items },
					);
					const found = await find(call, NOW - 350);
					expect(found?.operation_id).toBe(
						place < count && place <= 350 ? String(10 ** 6 - place) : undefined,
					);
				},
			),
			{ numRuns: 60 },
		);
	});

	test('a row without a time counts as one of that time', async () => {
		expect(await find(listing([row({ created: undefined })]))).toBeDefined();
		expect(await find(listing([row({ created: 'yesterday' })]))).toBeDefined();
		expect(await find(listing([row({ created: NOW - 3601 })]))).toBeUndefined();
	});

	test.each<[string, Call]>([
		['no list', listing([], 100, () => ({}))],
		['no answer', listing([], 100, () => null)],
		['a list of something else', listing([], 100, () => ({ items: ['x'] }))],
		['an empty list that counts rows', listing([], 100, () => ({ items: [], count: 3 }))],
		[
			'a list that ends before its end',
			listing([row({ amount: '3' })], 100, (items) => ({ items, count: '9' })),
		],
		[
			'the same page for ever',
			listing([], 100, () => ({ items: [row({ amount: '3' })], count: 1000 })),
		],
	])('%s is an error, not "none"', async (_what, call) => {
		await expect(find(call)).rejects.toThrow(/^EXMO's list of wallet operations /);
	});
});
