/** Wallet: Withdraw with Not Again Within: nothing that is just like a recent withdrawal leaves a second time. */
import { setTimeout } from 'node:timers/promises';
import { ManualClock } from '../../../sandbox/exchange/clock.mts';
import { byName } from '../../harness/locators.mts';
import { useFreshSandbox } from '../../harness/sandboxAccount.mts';
import { ADDRESS, walletOf } from '../../harness/wallet.mts';

const ON = { options: { notAgainWithin: 24 } };

const account = useFreshSandbox({ rateLimit: false });
const { withdraw, withdrawals, requests } = walletOf(account);
const SENT_ALREADY = new RegExp(
	`^The withdrawal of 25 USDT to ${ADDRESS} was sent already: task \\d+, status "processing", of .+Z\\. Not Again Within is 24 hours\\.$`,
);

describe('Not Again Within', () => {
	test('off, as it is by default, two that are alike both leave', async () => {
		await withdraw();
		expect((await withdraw()).error).toBeUndefined();
		expect(await withdrawals()).toHaveLength(2);
	});

	test('on, the second is refused with the ID of the first, and nothing is sent', async () => {
		const { json } = await withdraw(ON);
		const { error } = await withdraw({ ...ON, amount: '25.000' });
		expect(error?.message).toMatch(SENT_ALREADY);
		expect(error?.message).toContain(`task ${String(json[0].taskId)},`);
		expect(error?.description).toContain('Nothing was sent');
		expect(await requests()).toBe(1);
	});

	test('Dry Run tells, too', async () => {
		await withdraw();
		const { error } = await withdraw({ ...ON, dryRun: true });
		expect(error?.message).toMatch(SENT_ALREADY);
		expect((await withdraw({ dryRun: true })).error).toBeUndefined();
	});

	test('another amount or another tag is another withdrawal', async () => {
		await withdraw({ ...ON, tag: '4' });
		expect((await withdraw({ ...ON, tag: '4', amount: '25.00000001' })).error).toBeUndefined();
		expect((await withdraw({ ...ON, tag: '5' })).error).toBeUndefined();
		expect(await withdrawals()).toHaveLength(3);
	});

	test('a row without a tag may be one with any: EXMO need not list them', async () => {
		await withdraw(ON);
		expect((await withdraw({ ...ON, tag: '5' })).error?.message).toContain('was sent already');
	});

	test('of two items of one run that are alike, one leaves', async () => {
		const { json } = await withdraw(ON, {
			items: [{}, { amount: '30' }, {}],
			node: { onError: 'continueRegularOutput' },
		});
		expect(
			json.map(({ taskId, error }) => (taskId ? 'sent' : (error as { kind: string }).kind)),
		).toEqual(['sent', 'sent', 'invalidInput']);
		expect(await withdrawals()).toHaveLength(2);
	});

	test('of two executions at the same time, one sends', async () => {
		account.sandbox.faults.add({ kind: 'latency', ms: 200 });
		const runs = await Promise.all([withdraw(ON), withdraw(ON), withdraw(ON)]);
		expect(runs.filter(({ error }) => error === undefined)).toHaveLength(1);
		expect(await withdrawals()).toHaveLength(1);
	});

	test('a list that is late does not hide what this n8n has sent', async () => {
		account.sandbox.faults.add({ kind: 'lag', ms: 60_000, endpoints: ['wallet_operations'] });
		await withdraw(ON);
		const { error } = await withdraw(ON);
		expect(error?.message).toContain('was sent already: task ');
		expect(await withdrawals()).toHaveLength(1);
	});

	test('an answer that got lost, and the workflow started again: one withdrawal', async () => {
		account.sandbox.faults.add({ kind: 'lag', ms: 60_000, endpoints: ['wallet_operations'] });
		account.sandbox.faults.add({ kind: 'lost', endpoints: ['withdraw_crypt'], times: 1 });
		const lost = await withdraw(ON);
		expect(lost.error?.message).toContain('It is not known whether EXMO carried out');
		const again = await withdraw(ON);
		expect(again.error?.message).toContain('has sent it and its answer got lost');
		account.sandbox.faults.clear();
		expect((await withdraw(ON)).error?.message).toMatch(SENT_ALREADY);
		expect(await withdrawals()).toHaveLength(1);
	});

	test('what EXMO refused, or what never left, may be tried again', async () => {
		const tooMuch = await withdraw({ ...ON, amount: '50001' });
		expect(tooMuch.error).toBeDefined();
		expect((await withdraw({ ...ON, amount: '50001' })).error?.message).toBe(
			tooMuch.error?.message,
		);
		expect(await requests()).toBe(2);
	});

	test('Retry On Fail gives the result of the first try, and does not take it for an earlier one', async () => {
		account.sandbox.faults.add({ kind: 'lost', effect: 'before', endpoints: ['user_info'] });
		const { json, error } = await withdraw(ON, {
			items: [{ amount: '25' }, { amount: '1' }],
			node: { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 },
		});
		expect(json).toEqual([]);
		expect(error?.message).toContain('below the minimum'); // not: was sent already
		expect(await withdrawals()).toHaveLength(1);
	});

	test.each([
		['a lost answer', { kind: 'lost' }],
		['maintenance', { kind: 'maintenance' }],
		["a shield's page", { kind: 'html' }],
		['half an answer', { kind: 'cutBody', ends: 'cleanly' }],
		[
			'an answer without the list',
			{
				kind: 'custom',
				status: 200,
				headers: { 'content-type': 'application/json' },
				body: '{"result":true}',
			},
		],
	])('a list that cannot be read (%s) stops it, in Dry Run too', async (_what, fault) => {
		account.sandbox.faults.add({ ...fault, endpoints: ['wallet_operations'] } as never);
		const refused =
			/^Whether this withdrawal was sent already is not known, as the wallet operations could not be read: /;
		for (const dryRun of [false, true]) {
			const { error } = await withdraw({ ...ON, dryRun });
			expect(error?.message).toMatch(refused);
			expect(error?.description).toContain('Nothing was sent');
		}
		expect(await requests()).toBe(0);
	});

	test.each([['0'], ['-1'], ['0.5'], ['8761'], ['soon'], ['={{ $json.hours }}']])(
		'%s hours: refused before anything is asked',
		async (hours) => {
			const { error } = await withdraw({ options: { notAgainWithin: hours } });
			expect(error?.message).toMatch(/^Not Again Within (has to be|was added)/);
			expect(await requests()).toBe(0);
		},
	);

	test('the only network of a currency with a tag', async () => {
		const xrp = {
			...{ currency: byName('XRP'), network: byName(''), address: 'rInventedInvented' },
			...ON,
		};
		await withdraw({ ...xrp, tag: '1' });
		expect((await withdraw({ ...xrp, tag: '2' })).error).toBeUndefined();
		expect((await withdraw({ ...xrp, tag: '1' })).error?.message).toContain(
			'(tag 1) was sent already',
		);
	});
});

describe("it goes by EXMO's clock", () => {
	const clock = new ManualClock(Date.UTC(2026, 8, 23, 12));
	const other = useFreshSandbox({ rateLimit: false, clock });
	const { withdraw: send, withdrawals: left } = walletOf(other);

	test('whatever this machine takes for the time', async () => {
		// Sent by somebody else, or before n8n was killed: this process knows nothing of it
		const { exchange } = other.sandbox;
		const demo = exchange.account('demo')!;
		exchange.wallet.withdraw(demo, {
			...{ currency: 'USDT', address: ADDRESS, transport: 'TRC20' },
			amount: exchange.core.ledger.free(demo.spot, 'USDT').times(0).plus(25),
		});
		clock.advance(23.9 * 3_600_000);
		await setTimeout(5);
		expect((await send(ON)).error?.message).toContain('was sent already');
		clock.advance(0.3 * 3_600_000);
		expect((await send(ON)).error).toBeUndefined();
		expect(await left()).toHaveLength(2);
	});
});
