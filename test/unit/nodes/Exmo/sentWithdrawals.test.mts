import { parseDecimal } from '../../../../exmo/money/decimal.ts';
import type { Clock } from '../../../../exmo/clock.ts';
import { SentWithdrawals } from '../../../../nodes/Exmo/actions/wallet/sentWithdrawals.ts';

const HOUR = 3_600_000;
const NONE: ReadonlySet<string> = new Set();
const to = { currency: 'USDT', amount: parseDecimal('25'), address: '0xInventedA', tag: '' };

function atTime() {
	let now = 0;
	const clock = { now: () => now, sleep: async () => undefined } as unknown as Clock;
	return { sent: new SentWithdrawals(clock), pass: (ms: number) => (now += ms) };
}

test('one that is under way or lost is found, in its account only, until the time is over', () => {
	const { sent, pass } = atTime();
	sent.note('a', to);
	const within = { withinMs: HOUR, except: NONE };
	expect(
		sent.find('a', { ...to, amount: parseDecimal('25.00'), address: '0xINVENTEDA' }, within),
	).toBeDefined();
	expect(sent.find('b', to, within)).toBeUndefined();
	expect(sent.find('a', { ...to, tag: '1' }, within)).toBeUndefined();
	expect(sent.find('a', { ...to, amount: parseDecimal('26') }, within)).toBeUndefined();
	pass(HOUR + 1);
	expect(sent.find('a', to, within)).toBeUndefined();
	expect(sent.find('a', to, { ...within, withinMs: 2 * HOUR })).toBeDefined();
});

test('what nothing came of is forgotten, and only that', () => {
	const { sent } = atTime();
	sent.note('a', to);
	const takeBack = sent.note('a', to);
	takeBack();
	takeBack();
	expect(sent.find('a', to, { withinMs: HOUR, except: NONE })).toBeDefined();
});

test("once EXMO's list shows the task, the list has the last word", () => {
	const { sent } = atTime();
	sent.note('a', to);
	sent.settle('a', to, '71');
	expect(sent.find('a', to, { withinMs: HOUR, except: NONE })?.taskId).toBe('71');
	expect(sent.find('a', to, { withinMs: HOUR, except: new Set(['71']) })).toBeUndefined();
});
