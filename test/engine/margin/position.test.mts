import type { IDataObject } from 'n8n-workflow';
import { describeOperation, twoItems, type TwoItems } from '../../harness/contract.mts';
import type { NodeSettings } from '../../harness/engine.mts';
import { byId, byName } from '../../harness/locators.mts';
import { marginOf } from '../../harness/margin.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

const account = useSandbox({ rateLimit: false });
const { margin, position, lose } = marginOf(account);
const openPositions = async () =>
	(await position('getMany', { returnAll: true, simplify: true, pairFilter: '' })).json;

/** A long position in bitcoin and a short one in ether, as items. */
async function twoPositions(): Promise<TwoItems> {
	const { error } = await margin(
		'create',
		{
			orderType: 'market',
			leverage: '2',
			pair: byName('={{ $json.pair }}'),
			side: '={{ $json.side }}',
			quantity: '={{ $json.quantity }}',
		},
		{
			items: [
				{ pair: 'BTC_USDT', side: 'buy', quantity: '0.01' },
				{ pair: 'ETH_USDT', side: 'sell', quantity: '0.5' },
			],
		},
	);
	expect(error).toBeUndefined();
	return twoItems((await openPositions()).map(({ positionId }) => ({ positionId })));
}

const DECIMAL = /^-?\d+(\.\d+)?$/;
const POSITION = byId('={{ $json.positionId }}');

describeOperation(() => account, {
	resource: 'marginPosition',
	operation: 'getMany',
	parameters: {
		returnAll: true,
		simplify: '={{ $json.simplify }}',
		pairFilter: '={{ $json.pair }}',
	},
	items: async () => {
		await twoPositions();
		return [
			{ simplify: true, pair: '' },
			{ simplify: false, pair: 'ETH-USDT' },
		];
	},
	bad: { item: { pair: 'ETH' }, sentence: '"ETH" is not a pair.' },
	check(all, ether) {
		expect(all).toHaveLength(2);
		expect(all[0]).toEqual({
			positionId: expect.stringMatching(/^\d{18}$/),
			...{ pair: 'BTC_USDT', side: 'long', status: 'open', quantity: '0.01', leverage: '2' },
			realizedPnl: '0',
			entryPrice: expect.stringMatching(DECIMAL),
			liquidationPrice: expect.stringMatching(DECIMAL),
			margin: expect.stringMatching(DECIMAL),
			marginCurrency: 'USDT',
			unrealizedPnl: expect.stringMatching(DECIMAL),
			pnlCurrency: 'USDT',
			isMarginCall: false,
			created: expect.stringMatching(/^\d{19}$/),
			createdAt: expect.stringMatching(/^20.*Z$/),
		});
		expect(ether).toEqual([
			expect.objectContaining({ type: 'short', base_price: all[1].entryPrice }),
		]);
	},
});

describeOperation(() => account, {
	resource: 'marginPosition',
	operation: 'close',
	parameters: {
		positionId: POSITION,
		dryRun: false,
		options: { quantity: '={{ $json.quantity }}' },
	},
	items: async () => {
		const [long, short] = await twoPositions();
		return [
			{ ...long, quantity: '0.01' },
			{ ...short, quantity: '0.2' },
		];
	},
	bad: {
		item: { positionId: '1', quantity: '1' },
		sentence: 'There is no open margin position 1',
	},
	async check([whole], [part]) {
		expect(whole).toEqual({
			positionId: expect.stringMatching(/^\d{18}$/),
			...{ pair: 'BTC_USDT', side: 'long', quantity: '0.01', price: '' },
			...{ reconciled: false, reply: {} },
		});
		expect(part).toMatchObject({ side: 'short', quantity: '0.2' });
		expect((await openPositions()).map(({ pair, quantity }) => [pair, quantity])).toEqual([
			['ETH_USDT', '0.3'],
		]);
	},
});

describe('Close', () => {
	const close = async (positionId: unknown, changes: IDataObject = {}, settings?: NodeSettings) =>
		await position('close', { positionId: byId(positionId), dryRun: false, ...changes }, settings);

	test('Dry Run says what would be sent, and sends nothing', async () => {
		const [{ positionId }] = await twoPositions();
		const { json } = await close(positionId, { dryRun: true, options: { quantity: '0.004' } });
		expect(json).toEqual([
			expect.objectContaining({
				dryRun: true,
				wouldSend: { position_id: positionId, quantity: '0.004' },
				value: expect.stringMatching(DECIMAL),
				valueCurrency: 'USDT',
			}),
		]);
		expect(await openPositions()).toHaveLength(2);
	});

	test('more than there is, and more than Max Order Value, are refused', async () => {
		const [{ positionId }] = await twoPositions();
		const tooMuch = await close(positionId, { options: { quantity: '0.02' } });
		expect(tooMuch.error?.message).toBe(
			'The quantity 0.02 BTC is more than the position has: 0.01 BTC.',
		);
		const tooDear = await close(positionId, { options: { maxOrderValue: '10' } });
		expect(tooDear.error?.message).toContain('more than the Max Order Value of 10 USDT');
		const { endpoints } = await truthOf(account.sandbox);
		expect(endpoints['margin/user/position/close']).toBeUndefined();
	});

	test('an answer that got lost: the position shows it, in Retry On Fail, too', async () => {
		const [{ positionId }] = await twoPositions();
		lose('margin/user/position/close');
		const { json } = await close(positionId);
		expect(json[0]).toMatchObject({ reconciled: true, quantity: '0.01' });
		const [{ positionId: other }] = await openPositions();
		lose('margin/user/position/close', 'before');
		const { error } = await close(
			other,
			{},
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error?.description).toContain('The position has 0.5 now.');
		const { endpoints } = await truthOf(account.sandbox);
		expect(endpoints['margin/user/position/close']).toBe(2);
	});
});

describe.each([
	['addMargin', 'margin/user/position/margin_add', 1],
	['removeMargin', 'margin/user/position/margin_remove', -1],
] as const)('%s', (operation, path, sign) => {
	describeOperation(() => account, {
		resource: 'marginPosition',
		operation,
		parameters: { positionId: POSITION, amount: '={{ $json.amount }}', dryRun: false },
		items: async () => {
			const [long, short] = await twoPositions();
			if (operation === 'removeMargin') await topUp(long, short);
			return [
				{ ...long, amount: '20' },
				{ ...short, amount: '10.123456789' },
			];
		},
		bad: { item: { positionId: '7', amount: '-1' }, sentence: 'Amount is negative' },
		check([first], [second]) {
			expect(first).toEqual({
				positionId: expect.stringMatching(/^\d{18}$/),
				...{ pair: 'BTC_USDT', amount: '20', currency: 'USDT', reconciled: false },
			});
			expect(second).toMatchObject({ pair: 'ETH_USDT', amount: '10.12345678' });
		},
	});

	const topUp = async (...positions: IDataObject[]) =>
		await position(
			'addMargin',
			{ positionId: POSITION, amount: '100', dryRun: false },
			{ items: positions },
		);

	test('Dry Run and Max Amount send nothing; a lost answer is seen at the position', async () => {
		const [{ positionId }] = await twoPositions();
		await topUp({ positionId });
		const change = async (changes: IDataObject) =>
			await position(operation, {
				...{ positionId: byId(positionId), amount: '20', dryRun: false, ...changes },
			});
		const marginOf = async () => Number((await openPositions())[0].margin);
		const before = await marginOf();
		const { json } = await change({ dryRun: true });
		expect(json[0]).toMatchObject({ wouldSend: { position_id: positionId, quantity: '20' } });
		expect(Number(json[0].marginAfter)).toBeCloseTo(before + sign * 20);
		const refused = await change({ options: { maxAmount: '19' } });
		expect(refused.error?.message).toContain('more than the Max Amount of 19 USDT');
		expect(await marginOf()).toBe(before);

		lose(path);
		expect((await change({})).json[0]).toMatchObject({ reconciled: true });
		expect(await marginOf()).toBeCloseTo(before + sign * 20);
		lose(path, 'before');
		expect((await change({})).error?.description).toMatch(/Its margin was \S+ USDT before and is/);
	});
});

describe.each(['getAddMarginInfo', 'getRemoveMarginInfo'])('%s', (operation) => {
	describeOperation(() => account, {
		resource: 'marginPosition',
		operation,
		parameters: { positionId: POSITION },
		items: twoPositions,
		bad: { item: { positionId: 'x' }, sentence: 'Position "x" is not a position ID' },
		check(first, second) {
			// The sandbox's own form: EXMO's is not known
			for (const outputs of [first, second]) {
				expect(outputs).toEqual([{ reply: { max_quantity: expect.stringMatching(DECIMAL) } }]);
			}
		},
	});
});
