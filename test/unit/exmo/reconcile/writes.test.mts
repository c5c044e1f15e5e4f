import { readFileSync } from 'node:fs';
import {
	ENDPOINTS,
	isWrite,
	type Endpoint,
	type WriteKind,
} from '../../../../exmo/api/endpoints.ts';
import type { ExmoErrorDetails } from '../../../../exmo/errors/errors.ts';
import { ATTEMPTS_MS } from '../../../../exmo/reconcile/attempts.ts';
import {
	effortOf,
	RULES,
	troubleOf,
	type Rule,
	type Trouble,
} from '../../../../exmo/reconcile/writes.ts';

const kindsOf = (kind: WriteKind) =>
	Object.values(ENDPOINTS as Record<string, Endpoint>)
		.filter((endpoint) => isWrite(endpoint) && endpoint.writes === kind)
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

test('what carries no ID of its own is never sent again, whatever came back', () => {
	const outcomes = Object.values(RULES).map(({ transfer }) => transfer.otherwise);
	expect(outcomes).not.toContain('sendAgain');
});

test('an order is sent again only after a look at the exchange', () => {
	const again = Object.values(RULES).filter(({ order }) => order.otherwise === 'sendAgain');
	expect(again.length).toBeGreaterThan(0);
	for (const { order } of again) expect(order.reconcile).not.toBe('none');
});

test('a lost answer is no reason to send anything again', () => {
	expect(Object.values(RULES.lost).map(({ otherwise }) => otherwise)).toEqual([
		'unknown',
		'unknown',
		'unknown',
	]);
});

test.each<[string, Partial<ExmoErrorDetails>]>([
	['notSent', { effect: 'none', kind: 'rateLimit' }],
	['notSent', { effect: 'none', kind: 'network' }],
	['notSent', { effect: 'none', kind: 'permission' }],
	['lost', { effect: 'unknown', kind: 'maintenance' }],
	['ownNonce', { kind: 'nonce', nonceInTheWay: 'own' }],
	['overtaken', { kind: 'nonce', nonceInTheWay: 'other' }],
	['overtaken', { kind: 'nonce' }],
	['rateLimit', { kind: 'rateLimit' }],
	['refused', { kind: 'funds' }],
	['refused', { kind: 'refused' }],
])('%s: %j', (trouble, details) => {
	const refused = { title: '', advice: '', kind: 'refused', effect: 'refused' } as const;
	expect(troubleOf({ ...refused, ...details })).toBe(trouble);
});

describe('how long to look', () => {
	const first = { kind: 'order', isSuspected: true, isLast: false, sendings: 1 } as const;

	test.each<[string, ReturnType<typeof effortOf>, Parameters<typeof effortOf>]>([
		['as the rule says', 'once', ['once', first]],
		['longer after a second suspicious refusal', 'usual', ['once', { ...first, sendings: 2 }]],
		['never shorter than the rule says', 'patient', ['patient', { ...first, sendings: 2 }]],
		['an order longest before it is given up', 'patient', ['once', { ...first, isLast: true }]],
		['also when it is refused for good', 'patient', ['none', { ...first, isLast: true }]],
		['others as long as usual', 'usual', ['none', { ...first, kind: 'transfer', isLast: true }]],
		[
			'not at all for a plain refusal',
			'none',
			['none', { ...first, isSuspected: false, isLast: true }],
		],
	])('%s', (_what, effort, [rule, standing]) => {
		expect(effortOf(rule, standing)).toBe(effort);
	});
});

describe('docs/safety.md shows the table', () => {
	const rows: Record<string, Trouble> = {
		'no answer, or one that says nothing': 'lost',
		'refused, and the nonce in the way is one of our own': 'ownNonce',
		'refused, as a later nonce was used': 'overtaken',
		'refused as one request too many': 'rateLimit',
		'any other refusal': 'refused',
		'never sent': 'notSent',
	};
	const words = ({ reconcile, otherwise }: Rule, trouble: Trouble): string => {
		if (otherwise === 'refusal') return trouble === 'notSent' ? 'the error' : 'the refusal';
		if (reconcile === 'none') return 'send it again';
		const seconds = (ATTEMPTS_MS[reconcile].at(-1) ?? 0) / 1000;
		const looking = reconcile === 'once' ? 'look once' : `look for up to ${seconds} seconds`;
		return otherwise === 'unknown'
			? `${looking}, then \`unknownOutcome\``
			: `${looking}; if it is nowhere, send it again`;
	};
	const lines = readFileSync('docs/safety.md', 'utf8')
		.split('\n')
		.map((line) => line.split('|').map((cell) => cell.trim()));

	test('with every trouble', () => {
		expect(Object.values(rows).toSorted()).toEqual(Object.keys(RULES).toSorted());
	});

	test.each(Object.entries(rows))('%s', (row, trouble) => {
		const { order, cancellation, transfer } = RULES[trouble];
		const cells = [order, cancellation, transfer].map((rule) => words(rule, trouble));
		expect(lines.find(([, first]) => first === row)?.slice(2, 5)).toEqual(cells);
	});
});
