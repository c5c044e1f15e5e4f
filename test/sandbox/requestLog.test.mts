import type { LoggedRequest } from '../../sandbox/record/requestLog.mts';
import { setUp, type Setup } from './client.mts';

let set: Setup;
beforeEach(async () => (set = await setUp()));
afterEach(async () => await set.sandbox.stop());

const logged = async () =>
	(await (await fetch(`${set.sandbox.url}/_sandbox/requests`)).json()) as LoggedRequest[];

test('every request is there one by one, with its order, its faults and its refusals', async () => {
	const { sandbox, full } = set;
	sandbox.faults.add({ kind: 'duplicate', endpoints: ['order_cancel'] });
	await full.call('order_create', {
		pair: 'BTC_USD',
		quantity: '0.001',
		price: '30000',
		type: 'buy',
		client_id: '42',
	});
	await full.call('order_cancel', { order_id: '7' });
	const began = Date.now();
	const [create, cancel, ...more] = await logged();
	expect(more).toEqual([]);
	expect(create).toMatchObject({ endpoint: 'order_create', key: full.key });
	expect(create).toMatchObject({
		fields: { client_id: '42', quantity: '0.001' },
		faults: [],
		refusals: [],
	});
	expect(cancel).toMatchObject({ endpoint: 'order_cancel', fields: { order_id: '7' } });
	// No such order, and then the nonce of the first
	expect(cancel).toMatchObject({ faults: [{ kind: 'duplicate' }], refusals: ['50173', '40009'] });
	expect(create.atMs).toBeLessThanOrEqual(cancel.atMs);
	expect(Math.abs(cancel.atMs - began)).toBeLessThan(60_000);
	expect(sandbox.requests).toHaveLength(2);
});

test('it never holds a signature, a nonce or a gift code', async () => {
	await set.full.call('user_info');
	await set.full.call('code_check', { code: 'S-gift' });
	expect(JSON.stringify(await logged())).not.toMatch(/nonce|sign|[0-9a-f]{128}|S-/i);
});

test('it is emptied with the record', async () => {
	await set.full.call('user_info');
	await fetch(`${set.sandbox.url}/_sandbox/record`, { method: 'DELETE' });
	expect(await logged()).toEqual([]);
});
