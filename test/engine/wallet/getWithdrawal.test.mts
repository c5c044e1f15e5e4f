import { describeOperation, twoItems } from '../../harness/contract.mts';
import { useSandbox } from '../../harness/sandboxAccount.mts';
import { ADDRESS, walletOf } from '../../harness/wallet.mts';

const account = useSandbox({ rateLimit: false, withdrawalMs: 1500 });
const { wallet, withdraw } = walletOf(account);

describeOperation(() => account, {
	resource: 'wallet',
	operation: 'getWithdrawal',
	parameters: { taskId: '={{ $json.taskId }}', wait: false },
	async items() {
		const { json } = await withdraw({}, { items: [{ amount: '25' }, { amount: '40' }] });
		return twoItems(json.map(({ taskId }) => ({ taskId })));
	},
	bad: { item: { taskId: 'mine' }, sentence: 'Task ID "mine" is not a whole number.' },
	check([first], [second]) {
		expect(first).toMatchObject({
			sent: false,
			transactionId: '',
			status: 'processing',
			amount: '25',
			feeAmount: '2',
			provider: 'USDT (TRC20)',
			address: ADDRESS,
		});
		expect(second).toMatchObject({ amount: '40' });
	},
});

describe('Get Withdrawal', () => {
	test('waits until it is sent', async () => {
		const [{ taskId }] = (await withdraw()).json;
		const { json } = await wallet('getWithdrawal', { taskId, wait: true, longestWaitMinutes: 1 });
		expect(json).toEqual([
			expect.objectContaining({
				taskId,
				sent: true,
				status: 'paid',
				transactionId: expect.stringMatching(/^[0-9a-f]{64}$/),
			}),
		]);
	});

	test('the longest wait ends it with what is known', async () => {
		const [{ taskId }] = (await withdraw()).json;
		const { json } = await wallet('getWithdrawal', {
			taskId,
			wait: true,
			longestWaitMinutes: 0.001,
		});
		expect(json).toEqual([expect.objectContaining({ taskId, sent: false })]);
	});

	test('an unknown task: a sentence', async () => {
		const { error } = await wallet('getWithdrawal', { taskId: '1', wait: false });
		expect(error?.message).toBe('EXMO knows no withdrawal with this task ID');
	});
});
