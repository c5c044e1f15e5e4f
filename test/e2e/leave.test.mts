import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
	killAndCompare,
	openExit,
	ownN8n,
	undisturbed,
	type Outcome,
	type OwnN8n,
} from './leave.mts';

/** All ten points: `npm run test:leave`. */
describe('the example "Leave EXMO" in a real n8n', () => {
	let n8n: OwnN8n;
	let end: () => Promise<void>;
	let expected: Outcome;
	before(async () => ({ n8n, end } = await ownN8n()));
	after(async () => await end());

	it('as it is imported, it is a dry run: it changes nothing at the exchange', async () => {
		const exit = await openExit(n8n, { dryRun: true });
		const run = await exit.run();
		assert.equal(run.status, 'success');
		const [report] = run.items('Report');
		assert.equal(report.dryRun, true);
		assert.equal((report.withdrawn as unknown[]).length, 4);
		assert.equal(run.items('Try the conversions').length, 3);
		assert.deepEqual(await exit.outcome(), { orders: [], closed: [], withdrawals: [] });
		await exit.stop();
	});

	it('for real, everything leaves once', async () => {
		expected = await undisturbed(n8n);
		assert.equal(expected.orders.length, 3);
		assert.equal(expected.closed.length, 1);
		assert.deepEqual(expected.withdrawals, [
			'0.343555 BTC to InventedBtcAddress01',
			'1.2 ETH to InventedEthAddress01',
			'676.581 USDC to InventedUsdcAddress1',
			'900 XRP to InventedXrpAddress01',
		]);
	});

	it('killed in the second conversion and started again: once all the same', async () => {
		await killAndCompare(n8n, { endpoint: 'order_create', times: 2 }, expected);
	});

	it('killed in the second withdrawal and started again: once all the same', async () => {
		await killAndCompare(n8n, { endpoint: 'withdraw_crypt', times: 2 }, expected);
	});
});
