import { describeOperation, twoItems } from '../../harness/contract.mts';
import { ManualClock } from '../../../sandbox/exchange/clock.mts';
import { useFreshSandbox, useSandbox } from '../../harness/sandboxAccount.mts';
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

describe('a withdrawal that waits for long', () => {
	const clock = new ManualClock(Date.UTC(2026, 8, 23, 12));
	const slow = useFreshSandbox({ rateLimit: false, clock, withdrawalMs: 3_600_000 });
	const { wallet: ask, withdraw: send } = walletOf(slow);

	test("says after 15 minutes by EXMO's clock what may hold it up, and no longer once it is sent", async () => {
		const [{ taskId }] = (await send()).json;
		const hint = async () => (await ask('getWithdrawal', { taskId, wait: false })).json[0].hint;
		clock.advance(14 * 60_000);
		expect(await hint()).toBe('');
		clock.advance(3 * 60_000);
		expect(await hint()).toBe(
			'It has waited for 17 minutes. EXMO may be waiting for you to confirm it in an e-mail: withdrawals on the web site are known to need that; whether those by the API do is not known.',
		);
		clock.advance(3_600_000);
		expect(await hint()).toBe('');
	});
});
