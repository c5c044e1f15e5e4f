import fc from 'fast-check';
import type { Row } from '../../../../exmo/api/rows.ts';
import { readOperationChanges, type OperationsSeen } from '../../../../exmo/watch/operations.ts';
import { Watcher } from './watcher.mts';

/** Wallet operations, oldest first, with ids above 2^53 as EXMO's. */
class Wallet {
	readonly rows: Row[] = [];
	/** What a watcher that misses nothing tells. */
	readonly events: string[] = [];

	add(status = 'Processing'): void {
		const id = String(61_234_567_890_123_457n + BigInt(this.rows.length));
		this.rows.push({ operation_id: id, type: 'deposit', status, extra: { txid: '' } });
		this.events.push(`${id} new ${status.toLowerCase()}`);
	}

	change(row: Row, status: string): void {
		if (row.status === status) return;
		const before = String(row.status).toLowerCase();
		row.status = status;
		this.events.push(`${String(row.operation_id)} ${before} ${status.toLowerCase()}`);
	}

	async *newestFirst(): AsyncGenerator<Row, void> {
		for (const row of this.rows.toReversed()) yield { ...row };
	}
}

const watch = (wallet: Wallet) =>
	new Watcher<OperationsSeen>(async (before) => {
		const { changes, seen } = await readOperationChanges(wallet.newestFirst(), before);
		return {
			state: seen,
			found: changes.map(
				({ row, before: was }) =>
					`${String(row.operation_id)} ${was ?? 'new'} ${String(row.status).toLowerCase()}`,
			),
		};
	});

test('a transaction ID that arrives is a change, too', async () => {
	const wallet = new Wallet();
	wallet.add('Paid');
	const watcher = watch(wallet);
	await watcher.poll();
	wallet.rows[0].extra = { txid: 'aa11' };
	await watcher.poll();
	await watcher.poll();
	expect(watcher.emitted).toEqual(['61234567890123457 paid paid']);
});

test('a withdrawal under way is followed below 900 newer rows', async () => {
	const wallet = new Wallet();
	wallet.add();
	const watcher = watch(wallet);
	await watcher.poll();
	for (let count = 0; count < 900; count++) wallet.add('Paid');
	await watcher.poll();
	wallet.change(wallet.rows[0], 'Cancelled');
	await watcher.poll();
	expect(watcher.emitted.at(-1)).toBe('61234567890123457 processing cancelled');
	expect(watcher.emitted).toHaveLength(901);
	expect(watcher.stateSize).toBeLessThan(5000);
});

const STATUSES = ['Processing', 'Pending', 'Paid', 'Cancelled', 'A word that nobody knows'];

test('whatever comes and changes: each change that a poll could see, once', async () => {
	const step = fc.record({
		add: fc.nat({ max: 5 }),
		status: fc.constantFrom(...STATUSES),
		changed: fc.nat({ max: 40 }),
		then: fc.constantFrom('poll', 'poll', 'restart'),
	});
	await fc.assert(
		fc.asyncProperty(fc.nat({ max: 20 }), fc.array(step, { maxLength: 20 }), async (old, steps) => {
			const wallet = new Wallet();
			for (let count = 0; count < old; count++) wallet.add(STATUSES[count % STATUSES.length]);
			const watcher = watch(wallet);
			await watcher.poll();
			wallet.events.length = 0;
			for (const { add, status, changed, then } of steps) {
				const row = wallet.rows.at(-1 - changed);
				if (row) wallet.change(row, status);
				for (let count = 0; count < add; count++) wallet.add(status);
				if (then === 'restart') watcher.restart();
				await watcher.poll();
			}
			expect(watcher.emitted.toSorted()).toEqual(wallet.events.toSorted());
		}),
		{ numRuns: 200 },
	);
});
