import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'node:test';
import { execute } from './execution.mts';
import { playground } from './playground.mts';

const id = () => playground.workflowIds['Watch EXMO'];
const tell = async (trigger: string) => {
	const execution = await execute(id(), trigger);
	assert.equal(execution.error, undefined);
	assert.equal(execution.status, 'success');
	return execution.all('Tell me').map(({ text }) => String(text));
};

describe('the example "Watch EXMO" in a real n8n', () => {
	beforeEach(() => playground.sandbox.reset());

	it('tells once a day how things stand', async () => {
		const [text, ...more] = await tell('Every day');
		assert.deepEqual(more, []);
		assert.match(text, /^EXMO answers\.\n/);
		assert.match(text, /^USDT \(TRC20\): open, minimum 10, fee 2 USDT$/m);
		assert.match(text, /^USDT \(ERC20\): CLOSED$/m);
	});

	it('says so when EXMO does not answer', async () => {
		playground.sandbox.faults.add({ kind: 'maintenance' });
		const [text] = await tell('Every day');
		assert.match(text, /^EXMO did not answer: /);
		playground.sandbox.faults.clear();
	});

	it('tells at once when EXMO stops answering, and when it answers again, and nothing in between', async () => {
		const trigger = 'Every ten minutes';
		await tell(trigger); // whatever it has told before
		assert.deepEqual(await tell(trigger), []);
		playground.sandbox.faults.add({ kind: 'maintenance' });
		assert.match((await tell(trigger)).join(), /^EXMO does not answer: /);
		assert.deepEqual(await tell(trigger), []);
		playground.sandbox.faults.clear();
		assert.deepEqual(await tell(trigger), ['EXMO answers.']);
		assert.deepEqual(await tell(trigger), []);
	});

	it('tells once of a withdrawal that has waited for an hour', async () => {
		const { exchange } = playground.sandbox;
		const account = exchange.account('demo')!;
		const now = exchange.nowMs;
		exchange.wallet.record({
			...{ account, type: 'withdraw', currency: 'USDT', provider: 'USDT (TRC20)' },
			amount: exchange.core.ledger.free(account.spot, 'USDT'),
			...{ createdMs: now - 7_200_000, paidMs: now + 7_200_000 },
		});
		const waits = (texts: string[]) => texts.filter((text) => text.includes('has waited since'));
		const [text, ...more] = waits(await tell('Every ten minutes'));
		assert.match(
			text,
			/^Withdrawal \d+ of 50000 USDT has waited since .+ \(processing\)\. EXMO may be/,
		);
		assert.deepEqual(more, []);
		assert.deepEqual(waits(await tell('Every ten minutes')), []);
	});

	it('tells what the trigger has found', async () => {
		const [text] = await tell('A network has changed');
		assert.match(text, / is (open|CLOSED)$/);
	});
});
