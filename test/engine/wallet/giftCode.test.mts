import type { IDataObject } from 'n8n-workflow';
import { money } from '../../../sandbox/exchange/money.mts';
import { describeOperation, twoItems } from '../../harness/contract.mts';
import { runExmo, type NodeRun } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

// A new one each time: this process remembers the task IDs of its own codes
const account = useFreshSandbox({ rateLimit: false });

const CODE = /^EX-CODE_\d+_[A-Z]+\w+$/;
const giftCode = async (
	operation: string,
	parameters: IDataObject,
	settings: Parameters<typeof runExmo>[2] = {},
) =>
	await runExmo(account.credentials, { resource: 'giftCode', operation, ...parameters }, settings);
const GIFT = { currency: byName('USD'), amount: '={{ $json.amount ?? "10" }}', dryRun: false };
const create = async (changes: IDataObject = {}, settings: Parameters<typeof runExmo>[2] = {}) =>
	await giftCode('create', { ...GIFT, ...changes }, settings);
/** Codes that another user has made. */
const codesOfOther = (...amounts: string[]) => {
	const { exchange } = account.sandbox;
	return amounts.map(
		(amount) =>
			exchange.giftCodes.create(exchange.account('other')!, 'USD', money(amount)).gift.code,
	);
};
const free = () => {
	const { ledger } = account.sandbox.exchange.core;
	return ledger.free(account.sandbox.exchange.account('demo')!.spot, 'USD').toFixed();
};
/** Everything of a run that somebody could see, its input apart. */
const shownBy = ({ error, json, run }: NodeRun) =>
	JSON.stringify([
		json,
		run.data.resultData.runData.EXMO,
		error,
		error?.message,
		error?.description,
		error?.stack,
	]);
const lose = (path: string, effect: 'before' | 'after' = 'after') =>
	account.sandbox.faults.add({ kind: 'reset', effect, endpoints: [path], times: 1 });

describeOperation(() => account, {
	resource: 'giftCode',
	operation: 'create',
	parameters: GIFT,
	items: [{ amount: '10' }, { amount: 0.1 + 0.2 }],
	bad: { item: { amount: '-1' }, sentence: 'Amount is negative; it has to be above 0.' },
	async check([first], [second]) {
		expect(first).toEqual({
			code: expect.stringMatching(CODE),
			taskId: expect.stringMatching(/^\d+$/),
			currency: 'USD',
			amount: '10',
			feeAmount: '0',
			login: '',
			reconciled: false,
		});
		expect(second.amount).toBe('0.3');
		const { giftCodes } = await truthOf(account.sandbox);
		expect(giftCodes.map(({ amount }) => amount)).toEqual(['10', '0.3']);
	},
});

describe('Create', () => {
	test('Dry Run sends nothing', async () => {
		const { json } = await create({ dryRun: true, amount: '60000', options: { login: 'friend' } });
		expect(json).toEqual([
			{
				dryRun: true,
				currency: 'USD',
				amount: '60000',
				wouldSend: { currency: 'USD', amount: '60000', login: 'friend' },
				freeBalance: '50000',
				balanceSuffices: false,
			},
		]);
		expect((await truthOf(account.sandbox)).giftCodes).toEqual([]);
	});

	test.each<[string, IDataObject, string]>([
		[
			'a currency that EXMO does not list',
			{ currency: byName('NOPE') },
			'does not list the currency',
		],
		['more than Max Amount', { options: { maxAmount: '9' } }, 'more than the Max Amount of 9 USD'],
	])('%s is refused before anything is sent', async (_what, changes, sentence) => {
		const { error } = await create(changes);
		expect(error?.message).toContain(sentence);
		expect((await truthOf(account.sandbox)).endpoints.excode_create).toBeUndefined();
	});

	test('needs the Withdraw permission of the credential', async () => {
		const { error } = await runExmo(account.credentialsOf('full', 'readTrade'), {
			resource: 'giftCode',
			operation: 'create',
			...GIFT,
		});
		expect(error?.message).toContain('Gift Code: Create needs the permission "Withdraw"');
	});

	test('an answer that got lost: the code is found among the operations', async () => {
		const first = (await create()).json[0];
		lose('excode_create');
		const { json } = await create();
		expect(json[0]).toMatchObject({ code: expect.stringMatching(CODE), reconciled: true });
		expect(json[0].code).not.toBe(first.code);
		expect((await truthOf(account.sandbox)).giftCodes).toHaveLength(2);
	});

	test('one that was never made is reported with the balances, and not made by a retry', async () => {
		lose('excode_create', 'before');
		const { error } = await create(
			{},
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error?.message).toBe(
			'It is not known whether EXMO carried out the new gift code of 10 USD',
		);
		expect(error?.description).toContain('The free USD balance was 50000 before and is 50000 now.');
		expect((await truthOf(account.sandbox)).endpoints.excode_create).toBe(1);
	});
});

describeOperation(() => account, {
	resource: 'giftCode',
	operation: 'redeem',
	parameters: { code: '={{ $json.code }}' },
	items: async () => twoItems(codesOfOther('5', '7').map((code) => ({ code }))),
	bad: { item: { code: 'EX-CODE_1 2' }, sentence: 'Code has a space or a line break inside.' },
	check([first], [second]) {
		expect(first).toEqual({
			taskId: expect.stringMatching(/^\d+$/),
			currency: 'USD',
			amount: '5',
			underReview: false,
			reconciled: false,
		});
		expect(second.amount).toBe('7');
		expect(free()).toBe('50012');
	},
});

describe('Redeem', () => {
	test('a code that was used: EXMO’s words, without the code', async () => {
		const [code] = codesOfOther('5');
		await giftCode('redeem', { code });
		const again = await giftCode('redeem', { code: '={{ $json.code }}' }, { items: [{ code }] });
		expect(again.error?.message).toContain('EXMO refused: ');
		expect(shownBy(again)).not.toContain(code);
	});

	test('a code that EXMO quotes in its refusal does not show', async () => {
		const [code] = codesOfOther('5');
		account.sandbox.faults.add({
			kind: 'custom',
			endpoints: ['excode_load'],
			body: JSON.stringify({ result: false, error: `Error 12345: code ${code} is not good` }),
			effect: 'before',
		});
		const refused = await giftCode('redeem', { code: '={{ $json.code }}' }, { items: [{ code }] });
		expect(refused.error?.message).toBe('EXMO refused: code EX-CODE_… is not good');
		expect(shownBy(refused)).not.toContain(code);
	});

	test('an answer that got lost: the deposit is found', async () => {
		const [code] = codesOfOther('5');
		lose('excode_load');
		const { json } = await giftCode('redeem', { code });
		expect(json[0]).toMatchObject({ amount: '5', currency: 'USD', reconciled: true });
		expect(free()).toBe('50005');
	});

	test('one that never arrived is reported, without the code', async () => {
		const [code] = codesOfOther('5');
		lose('excode_load', 'before');
		const lost = await giftCode('redeem', { code: '={{ $json.code }}' }, { items: [{ code }] });
		expect(lost.error?.message).toBe(
			'It is not known whether EXMO carried out the redeeming of the gift code',
		);
		expect(lost.error?.description).toContain('EXMO says that the code is not used.');
		expect(shownBy(lost)).not.toContain(code);
		expect((await truthOf(account.sandbox)).endpoints.excode_load).toBe(1);
	});
});

describeOperation(() => account, {
	resource: 'giftCode',
	operation: 'check',
	parameters: { code: '={{ $json.code }}' },
	async items() {
		const [used, unused] = codesOfOther('5', '7');
		await giftCode('redeem', { code: used });
		return [{ code: used }, { code: unused }];
	},
	bad: { item: { code: '' }, sentence: 'Code is empty.' },
	check(used, unused) {
		const times = { created: expect.any(Number), createdAt: expect.stringMatching(/^20.*Z$/) };
		expect(used).toEqual([
			{
				...{ valid: false, used: true, currency: 'USD', amount: '5', ...times },
				usedAt: expect.stringMatching(/^20.*Z$/),
			},
		]);
		expect(unused).toEqual([
			{ valid: true, used: false, currency: 'USD', amount: '7', ...times, usedAt: '' },
		]);
	},
});
