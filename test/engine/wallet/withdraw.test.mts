import type { IDataObject } from 'n8n-workflow';
import { describeOperation } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useFreshSandbox, useSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';
import { ADDRESS, walletOf, WITHDRAWAL } from '../../harness/wallet.mts';

const account = useSandbox({ rateLimit: false, withdrawalMs: 1500 });
const { wallet, withdraw, withdrawals, requests } = walletOf(account);

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'withdraw',
	parameters: WITHDRAWAL,
	items: [{ amount: '25.123456789' }, { amount: 40 }],
	bad: {
		item: { amount: '1' },
		sentence: 'The amount 1 USDT is below the minimum 10 USDT of USDT (TRC20).',
	},
	async check([first], [second]) {
		expect(first).toEqual({
			taskId: expect.stringMatching(/^\d+$/),
			reconciled: false,
			currency: 'USDT',
			provider: 'USDT (TRC20)',
			network: 'TRC20',
			address: ADDRESS,
			tag: '',
			amount: '25.12345678',
		});
		expect(await withdrawals()).toEqual([
			expect.objectContaining({ taskId: first.taskId, amount: '25.12345678', address: ADDRESS }),
			expect.objectContaining({ taskId: second.taskId, amount: '40' }),
		]);
	},
});

describe('Withdraw', () => {
	test('Dry Run says what would be sent and what it would cost, and sends nothing', async () => {
		const { json } = await withdraw({ dryRun: true });
		expect(json).toEqual([
			{
				dryRun: true,
				currency: 'USDT',
				provider: 'USDT (TRC20)',
				network: 'TRC20',
				address: ADDRESS,
				tag: '',
				amount: '25',
				wouldSend: { amount: '25', currency: 'USDT', address: ADDRESS, transport: 'TRC20' },
				feeText: '2 USDT',
				feeAmount: '2',
				amountAfterFee: '23',
				networkComment: '',
				freeBalance: '50000',
				balanceSuffices: true,
			},
		]);
		expect(await requests()).toBe(0);
	});

	test.each<[string, IDataObject, string]>([
		['no network where there are several', { network: byName('') }, 'Network is empty, and USDT'],
		['a network that there is not', { network: byName('SOL') }, 'USDT has no network "SOL"'],
		[
			'a network that is switched off',
			{ network: byName('USDT (ERC20)') },
			'EXMO has switched off withdrawals by USDT (ERC20). USDT has: USDT (TRC20)',
		],
		['a currency without networks', { currency: byName('USD') }, 'EXMO lists no network by which'],
		['a tag in the address', { address: 'rInvented,123' }, 'Address has a space or a comma in it'],
		[
			'more than Max Amount',
			{ options: { maxAmount: '24.9' } },
			'more than the Max Amount of 24.9',
		],
		['an empty address', { address: '={{ "" }}' }, 'Address is empty.'],
	])('%s is refused before anything is sent', async (_what, changes, sentence) => {
		const { error } = await withdraw(changes);
		expect(error?.message).toContain(sentence);
		expect(await requests()).toBe(0);
	});

	test('the only network of a currency needs no name; a tag goes along', async () => {
		const { json } = await withdraw({
			currency: byName('XRP'),
			network: byName(''),
			tag: '100200300',
			address: 'rInventedInvented',
		});
		expect(json[0]).toMatchObject({ provider: 'XRP', network: '', tag: '100200300' });
		const { json: operations } = await wallet('getManyOperations', {
			returnAll: true,
			type: 'withdrawal',
			simplify: true,
		});
		expect(operations).toEqual([expect.objectContaining({ tag: '100200300' })]);
	});

	test('without the permission in the credential nothing is sent', async () => {
		const { error } = await runExmo(account.credentialsOf('full', 'readTrade'), {
			resource: 'wallet',
			operation: 'withdraw',
			...WITHDRAWAL,
		});
		expect(error?.message).toContain('Wallet: Withdraw needs the permission "Withdraw"');
		expect(await requests()).toBe(0);
	});

	test('a key for which EXMO has not enabled it: a sentence', async () => {
		const { error } = await runExmo(account.credentialsOf('trade'), {
			resource: 'wallet',
			operation: 'withdraw',
			...WITHDRAWAL,
		});
		expect(error?.message).toBe('EXMO has not enabled this method for the account');
	});
});

describe('a withdrawal whose answer got lost', () => {
	// A sandbox of its own: a reset one gives task IDs out anew, and this process remembers its own
	const fresh = useFreshSandbox({ rateLimit: false });
	const { withdraw: send } = walletOf(fresh);

	test('is found among the operations, and never sent again', async () => {
		await send(); // just the same: must not be taken for the next one
		fresh.sandbox.faults.add({ kind: 'reset', endpoints: ['withdraw_crypt'], times: 1 });
		const { json } = await send();
		const { withdrawals: arrived } = await truthOf(fresh.sandbox);
		expect(arrived).toHaveLength(2);
		expect(json[0]).toMatchObject({ taskId: arrived[1].taskId, reconciled: true });
	});

	test('is reported when it never arrived, and not repeated, by Retry On Fail neither', async () => {
		fresh.sandbox.faults.add({
			kind: 'reset',
			effect: 'before',
			endpoints: ['withdraw_crypt'],
			times: 1,
		});
		const { error } = await send(
			{},
			{ node: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 } },
		);
		expect(error?.message).toBe(
			'It is not known whether EXMO carried out the withdrawal of 25 USDT by USDT (TRC20)',
		);
		expect(error?.description).toContain('It is not among the latest wallet operations.');
		const { endpoints, withdrawals: arrived } = await truthOf(fresh.sandbox);
		expect(endpoints.withdraw_crypt).toBe(1);
		expect(arrived).toEqual([]);
	});
});
