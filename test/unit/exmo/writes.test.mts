import { ENDPOINTS, type Endpoint } from '../../../exmo/endpoints.ts';
import type { ExmoErrorDetails } from '../../../exmo/errors.ts';
import { RULES, troubleOf, writeKindOf, type WriteKind } from '../../../exmo/writes.ts';

const kindsOf = (kind: WriteKind) =>
	Object.values(ENDPOINTS as Record<string, Endpoint>)
		.filter((endpoint) => endpoint.repeat !== 'nothing' && writeKindOf(endpoint) === kind)
		.map(({ path }) => path);

test('every write has a kind, by what tells it from others', () => {
	expect(kindsOf('order')).toEqual([
		'order_create',
		'stop_market_order_create',
		'margin/user/order/create',
	]);
	expect(kindsOf('cancellation')).toEqual([
		'order_cancel',
		'stop_market_order_cancel',
		'margin/user/order/update',
		'margin/user/order/cancel',
	]);
	expect(kindsOf('transfer')).toEqual([
		'withdraw_crypt',
		'excode_create',
		'excode_load',
		'margin/user/position/close',
		'margin/user/position/margin_add',
		'margin/user/position/margin_remove',
	]);
});

test('a write that this package does not know is never repeated', () => {
	const endpoint = { ...ENDPOINTS.orderCreate, path: 'something/new' };
	expect(writeKindOf(endpoint)).toBe('transfer');
});

test('what carries no ID of its own is never sent again, whatever came back', () => {
	const outcomes = Object.values(RULES).map(({ transfer }) => transfer.otherwise);
	expect(outcomes).not.toContain('sendAgain');
});

test('an order is sent again only after a look at the exchange', () => {
	const again = Object.values(RULES).filter(({ order }) => order.otherwise === 'sendAgain');
	expect(again.length).toBeGreaterThan(0);
	for (const { order } of again) expect(order.look).not.toBe('none');
});

test('a lost answer is no reason to send anything again', () => {
	expect(Object.values(RULES.lost).map(({ otherwise }) => otherwise)).toEqual([
		'unknown',
		'unknown',
		'unknown',
	]);
});

test.each<[string, Partial<ExmoErrorDetails>]>([
	['notSent', { notSent: true, kind: 'rateLimit' }],
	['lost', { mayHaveHadEffect: true, kind: 'maintenance' }],
	['ownNonce', { kind: 'nonce', isOwnNonce: true }],
	['overtaken', { kind: 'nonce' }],
	['rateLimit', { kind: 'rateLimit', refusedUntouched: true }],
	['refused', { kind: 'funds' }],
	['refused', { kind: 'refused' }],
])('%s: %j', (trouble, details) => {
	expect(troubleOf({ title: '', description: '', kind: 'refused', ...details })).toBe(trouble);
});
