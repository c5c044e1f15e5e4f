import { Client, get, type Reply } from './client.mts';
import { ORDER, useControlled } from './controlled.mts';

const { at, control, plant, record, order } = useControlled();

describe('when a fault hits', () => {
	const hitsOf = async (spec: object, calls: number) => {
		await plant({ kind: 'maintenance', ...spec });
		const hits = [];
		for (let call = 0; call < calls; call++)
			hits.push('error' in (await get(at.sandbox, 'ticker')));
		return hits.map(Number).join('');
	};

	it('every n-th time', async () => expect(await hitsOf({ every: 3 }, 7)).toBe('0010010'));
	it('some times, after some', async () =>
		expect(await hitsOf({ skip: 2, times: 2 }, 6)).toBe('001100'));
	it('by chance, the same with the same seed', async () => {
		const first = await hitsOf({ probability: 0.5, seed: 3 }, 20);
		await control('DELETE', 'faults');
		expect(await hitsOf({ probability: 0.5, seed: 3 }, 20)).toBe(first);
		expect(first).toMatch(/1/);
		expect(first).toMatch(/0/);
	});

	it('is told by a list, and a fault nobody understands gets a sentence', async () => {
		const { ids } = await plant({ kind: 'html', endpoints: ['ticker'] });
		expect(await control('GET', 'faults')).toEqual([
			{ id: ids[0], seen: 0, hits: 0, spec: { kind: 'html', endpoints: ['ticker'] } },
		]);
		await control('DELETE', `faults/${ids[0]}`);
		expect(await control('GET', 'faults')).toEqual([]);
		expect(await plant({ kind: 'meteor' })).toEqual({
			error: '"kind" has to be the name of a fault.',
		});
		expect(await plant({ kind: 'html', oops: 1 })).toEqual({
			error: 'A fault has no field "oops".',
		});
		expect(await plant({ kind: 'html', every: 0 })).toEqual({
			error: '"every" has to be a whole number from 1.',
		});
	});
});

describe('the record', () => {
	it('counts requests, their rate, and how many were under way at once', async () => {
		await plant({ kind: 'latency', ms: 200 });
		await Promise.all([
			at.full.call('user_info'),
			order('5'),
			order('6'),
			get(at.sandbox, 'ticker'),
		]);
		const seen = await record();
		expect(seen.requests).toBe(4);
		expect(seen.endpoints).toEqual({ user_info: 1, order_create: 2, ticker: 1 });
		expect(seen.keys[at.full.key]).toEqual({ perSecond: 3, overlap: 3, writeOverlap: 2 });
		expect(seen.addresses['127.0.0.1']).toEqual({ perSecond: 4, overlap: 4, writeOverlap: 2 });
		await control('DELETE', 'record');
		expect(await record()).toMatchObject({ requests: 0, keys: {} });
	});

	it('lists the accepted orders of all accounts in the order in which they came', async () => {
		await at.other.call('order_create', { ...ORDER, client_id: '1' });
		await at.full.call('stop_market_order_create', {
			pair: 'BTC_USD',
			type: 'sell',
			quantity: '0.01',
			trigger_price: '20000',
			client_id: '2',
		});
		await at.full.call('order_create', { ...ORDER, client_id: '3' });
		await at.full.call('order_create', { ...ORDER, price: '', client_id: '4' });
		const { orders } = await record();
		expect(orders.map((one: Reply) => [one.account, one.kind, one.clientId])).toEqual([
			['other', 'spot', '1'],
			['demo', 'stop', '2'],
			['demo', 'spot', '3'],
		]);
	});
});

describe('control', () => {
	it('opens accounts with keys of their own, and resets everything', async () => {
		const opened = await control('POST', 'accounts', {
			name: 'mine',
			balances: { USD: '12.5' },
			permissions: ['read'],
		});
		expect(opened.key).toMatch(/^K-[0-9a-f]{40}$/);
		const mine = new Client(at.sandbox.url, opened);
		expect((await mine.call('user_info')).balances).toMatchObject({ USD: '12.5', BTC: '0' });
		expect(await control('POST', 'accounts', { name: 'mine' })).toHaveProperty('error');
		await control('POST', 'reset');
		expect((await mine.call('user_info')).error).toMatch(/40017/);
	});

	it('lists the endpoints', async () => {
		expect(await control('GET', 'endpoints')).toContainEqual({
			path: 'order_create',
			access: 'trade',
			writes: true,
		});
	});
});
