import fc from 'fast-check';
import type { HistoryGap } from '../../../../exmo/history/gaps.ts';
import { eventOf } from '../../../../exmo/history/ledger/index.ts';
import { prove, type Proof } from '../../../../exmo/history/replay/proof.ts';
import { Replay } from '../../../../exmo/history/replay/replay.ts';
import type { HistoryRow } from '../../../../exmo/history/rows.ts';
import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { addTo, histories, sumsOf, type Sums } from './histories.mts';

interface Around {
	gaps?: HistoryGap[];
	changed?: string[];
	margin?: Record<string, string>;
}

/** The proof of rows against balances. */
function proofsOf(
	rows: HistoryRow[],
	balances: Record<string, string> | Sums,
	around: Around = {},
) {
	const replay = new Replay();
	for (const row of rows) replay.add(eventOf(row));
	const held = balances instanceof Map ? [...balances] : Object.entries(balances);
	const holdings = new Map(
		held.map(([currency, amount]) => [
			currency,
			{
				free: parseDecimal(typeof amount === 'string' ? amount : amount.toFixed()),
				inOrders: parseDecimal('0'),
				margin: parseDecimal(around.margin?.[currency] ?? '0'),
			},
		]),
	);
	const actual = { holdings, changed: new Set(around.changed) };
	return prove(replay, actual, around.gaps ?? []);
}

const proofOf = (rows: HistoryRow[], currency: string, balance: string, around: Around = {}) =>
	proofsOf(rows, { [currency]: balance }, around).find((one) => one.currency === currency)!;

const differing = (proofs: Proof[]) =>
	proofs
		.filter(({ difference }) => difference.units !== 0n)
		.map(({ currency, difference }) => [currency, formatDecimal(difference)]);

let id = 0;
const wallet = (row: object): HistoryRow => ({
	source: 'wallet',
	row: {
		...{ operation_id: ++id, created: 1_700_000_000, type: 'deposit', currency: 'BTC' },
		...{ amount: '1', commission: '0', status: 'Paid', provider: 'BTC', extra: {} },
		...row,
	},
});
const trade = (row: object): HistoryRow => ({
	source: 'trade',
	row: {
		...{ trade_id: ++id, date: 1_700_000_000, type: 'buy', pair: 'BTC_USD', quantity: '0.002' },
		...{ amount: '60', commission_amount: '0.000006', commission_currency: 'BTC' },
		...row,
	},
});
const kindsOf = ({ hints }: Proof) => hints.map(({ kind, isExact }) => [kind, isExact]);
const texts = ({ hints }: Proof) => hints.map(({ text }) => text).join(' ');

describe('any history', () => {
	test('adds up exactly, whatever the order of the rows', () => {
		fc.assert(
			fc.property(histories, fc.boolean(), (rows, isReversed) => {
				const proofs = proofsOf(isReversed ? rows.toReversed() : rows, sumsOf(rows));
				expect(differing(proofs)).toEqual([]);
				for (const { explained, hints } of proofs) {
					expect([formatDecimal(explained), hints]).toEqual(['0', []]);
				}
			}),
		);
	});

	test('one row withheld: its currencies differ by what it did, to the last digit', () => {
		fc.assert(
			fc.property(
				histories.filter(({ length }) => length > 0),
				fc.nat(),
				(rows, pick) => {
					const withheld = rows[pick % rows.length];
					const proofs = proofsOf(
						rows.filter((row) => row !== withheld),
						sumsOf(rows),
					);
					const expected = [...sumsOf([withheld])]
						.filter(([, sum]) => !sum.isZero())
						.map(([currency, sum]) => [currency, sum.toFixed()])
						.sort();
					expect(differing(proofs)).toEqual(expected);
					expect(differing(proofs.slice(0, expected.length))).toEqual(expected);
				},
			),
		);
	});

	test('29.4 % of each balance on the day of the notice is taken for the swap, as a hint', () => {
		fc.assert(
			fc.property(histories, fc.constantFrom(0, 1), (rows, rounding) => {
				const day = Date.UTC(2026, 6, 14) / 1000;
				const before = sumsOf(rows.filter(({ row }) => Number(row.date ?? row.created) < day));
				const after = new Map(sumsOf(rows));
				const cut = [...before].filter(([, sum]) => sum.gte('0.001'));
				for (const [currency, sum] of cut) {
					addTo(
						after,
						currency,
						sum
							.times('0.294')
							.toDP(8, rounding as 0 | 1)
							.negated(),
					);
				}
				for (const proof of proofsOf(rows, after)) {
					if (!cut.some(([currency]) => currency === proof.currency)) continue;
					expect(kindsOf(proof)).toContainEqual(['claimTokenSwap', true]);
					expect(texts(proof)).toContain('That is a hint');
				}
			}),
		);
	});
});

describe('what a difference may be', () => {
	test('a withdrawal under way counts as gone; when it has not left yet, the row explains it', () => {
		const rows = [
			wallet({ amount: '5' }),
			wallet({ type: 'withdraw', amount: '2', status: 'Processing' }),
		];
		expect(formatDecimal(proofOf(rows, 'BTC', '3').difference)).toBe('0');
		const proof = proofOf(rows, 'BTC', '5');
		expect([proof.difference, proof.explained].map(formatDecimal)).toEqual(['2', '2']);
		expect(kindsOf(proof)).toEqual([['underWay', true]]);
	});

	test('a deposit under way does not count; when EXMO has booked it, the row explains it', () => {
		const rows = [wallet({ amount: '5', status: 'Verifying' })];
		expect(formatDecimal(proofOf(rows, 'BTC', '0').difference)).toBe('0');
		expect(kindsOf(proofOf(rows, 'BTC', '5'))).toEqual([['underWay', true]]);
	});

	test('a cancelled operation and a cancelled order move nothing', () => {
		const rows: HistoryRow[] = [
			wallet({ status: 'Cancelled' }),
			{ source: 'order', row: { order_id: '1', created: '1700000000', pair: 'BTC_USD' } },
		];
		expect(proofsOf(rows, {})).toEqual([]);
	});

	test.each<[string, object]>([
		['an operation of an unknown type', { type: 'swap', amount: '2' }],
		['one of an unknown status', { status: 'Rejected', amount: '2' }],
	])('%s is not counted, shown, and explains what it would make', (_what, row) => {
		const rows = [wallet({ amount: '5' }), wallet(row)];
		const ids = [`wallet-${id}`];
		expect(proofOf(rows, 'BTC', '5')).toMatchObject({ hints: [], unknownRows: ids });
		for (const balance of ['7', '3']) {
			const proof = proofOf(rows, 'BTC', balance);
			expect(kindsOf(proof)).toEqual([['unknownRows', true]]);
			expect(proof.explained).toEqual(proof.difference);
		}
	});

	test.each<[string, HistoryRow]>([
		['a trade without a side', trade({ type: 'swap' })],
		['a trade whose amount is missing', trade({ amount: '' })],
		['a trade whose amount is no number', trade({ amount: {} })],
		['an operation without a currency', wallet({ currency: '' })],
		['an operation with a sign', wallet({ amount: '-1' })],
		['a margin trade', { source: 'marginTrade', row: { trade_id: '7', pair: 'BTC_USD' } }],
		[
			'a margin movement of an unknown type',
			{ source: 'marginWallet', row: { id: '7', type: 'x' } },
		],
	])('%s is shown in every currency', (_what, row) => {
		const proof = proofOf([wallet({}), row], 'BTC', '4');
		expect(formatDecimal(proof.difference)).toBe('3');
		expect(proof.unknownRows).toHaveLength(1);
		expect(kindsOf(proof)).toEqual([['unknownRows', false]]);
	});

	test('fees of withdrawals on top of the amount, fees of deposits taken off it', () => {
		const out = [
			wallet({ amount: '9' }),
			wallet({ type: 'withdraw', amount: '2', commission: '0.5' }),
		];
		expect(formatDecimal(proofOf(out, 'BTC', '7').difference)).toBe('0');
		expect(kindsOf(proofOf(out, 'BTC', '6.5'))).toEqual([['withdrawalFees', true]]);
		const into = [wallet({ amount: '9', commission: '0.25' })];
		expect(kindsOf(proofOf(into, 'BTC', '8.75'))).toEqual([['depositFees', true]]);
	});

	test('a trade that does not tell its fee', () => {
		const rows = [trade({ commission_amount: '', commission_currency: '' })];
		expect(formatDecimal(proofOf(rows, 'BTC', '0.002').difference)).toBe('0');
		expect(kindsOf(proofOf(rows, 'BTC', '0.001998'))).toEqual([['feeNotTold', false]]);
	});

	test('gaps: of the pairs that have the currency, and of lists', () => {
		const gaps: HistoryGap[] = [
			{ kind: 'pairRefused', name: 'BTC_UAH' },
			{ kind: 'pairLeftOut', name: 'ETH_BTC' },
			{ kind: 'pairLeftOut', name: 'ETH_USD' },
			{ kind: 'listCut', name: 'wallet operations' },
		];
		const proof = proofOf([wallet({})], 'BTC', '4', { gaps });
		expect(kindsOf(proof)).toEqual([
			['pairLeftOut', false],
			['pairRefused', false],
			['listCut', false],
		]);
		expect(texts(proof)).toMatch(/: ETH_BTC\..*: BTC_UAH\./);
		expect(proof.explained.units).toBe(0n);
	});

	test('claim tokens that no row tells of', () => {
		const proof = proofOf([], 'USDRec', '12');
		expect(kindsOf(proof)).toEqual([['claimToken', false]]);
		expect(formatDecimal(proof.explained)).toBe('0');
	});

	test('the margin wallet, a change meanwhile, and nothing at all', () => {
		const margin = proofOf([], 'USD', '1', { margin: { USD: '5' } });
		expect(formatDecimal(margin.actual)).toBe('6');
		expect(kindsOf(margin)).toEqual([['margin', false]]);
		expect(kindsOf(proofOf([], 'USD', '1', { changed: ['USD'] }))).toEqual([
			['changedMeanwhile', false],
		]);
		expect(kindsOf(proofOf([], 'USD', '1'))).toEqual([['nothingFits', false]]);
	});

	test('margin movements in plain words count, and moves between the wallets cancel out', () => {
		const moved = (row: object): HistoryRow => ({
			source: 'marginWallet',
			row: { id: String(++id), created: '1760000350600000000', currency: 'USD', ...row },
		});
		const rows = [
			wallet({ currency: 'USD', amount: '100' }),
			moved({ type: 'transfer_in', amount: '40' }),
			moved({ type: 'trade', amount: '-7.5' }),
			moved({ type: 'fee', amount: '0.5' }),
			moved({ type: 'funding', amount: '-0.25' }),
		];
		expect(formatDecimal(proofOf(rows, 'USD', '60', { margin: { USD: '31.75' } }).difference)).toBe(
			'0',
		);
	});
});

test('a gift code is told by its code, which no note shows', () => {
	const event = eventOf(
		wallet({
			type: 'withdraw',
			provider: 'EX-CODE_1_BTCinvented',
			extra: { excode: 'EX-CODE_1_BTCinvented' },
		}),
	);
	expect(event.entries[0].kind).toBe('giftCodeOut');
	expect(
		JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? `${value}` : value)),
	).not.toContain('invented');
});

test('amounts of a trade are before the fee, which is taken from what is received', () => {
	const entries = (row: object) =>
		eventOf(trade(row)).entries.map(({ kind, currency, amount }) => [
			kind,
			currency,
			formatDecimal(amount),
		]);
	expect(entries({})).toEqual([
		['bought', 'BTC', '0.002'],
		['sold', 'USD', '-60'],
		['fee', 'BTC', '-0.000006'],
	]);
	expect(entries({ type: 'sell', commission_amount: '0.18', commission_currency: '' })).toEqual([
		['bought', 'USD', '60'],
		['sold', 'BTC', '-0.002'],
		['fee', 'USD', '-0.18'],
	]);
});
