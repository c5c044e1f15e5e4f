import fc from 'fast-check';
import { Deadlines, type Due } from '../../../../exmo/pacing/deadlines.ts';

interface One extends Due {
	readonly id: number;
}

test('the first is always the one that is due first, whatever goes in and out', () => {
	const steps = fc.array(
		fc.oneof(
			fc.record({ add: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.constant(Infinity)) }),
			fc.record({ remove: fc.nat(200) }),
		),
		{ maxLength: 200 },
	);
	fc.assert(
		fc.property(steps, (all) => {
			const deadlines = new Deadlines<One>();
			const inside: One[] = [];
			for (const [id, step] of all.entries()) {
				if ('add' in step) {
					const one = { id, deadline: step.add, place: -1 };
					deadlines.add(one);
					inside.push(one);
				} else if (inside.length > 0) {
					const [one] = inside.splice(step.remove % inside.length, 1);
					deadlines.remove(one);
				}
				expect(deadlines.size).toBe(inside.length);
				const earliest = Math.min(...inside.map(({ deadline }) => deadline));
				expect(deadlines.first?.deadline ?? Infinity).toBe(earliest);
			}
			const order: number[] = [];
			for (let first = deadlines.first; first; first = deadlines.first) {
				order.push(first.deadline);
				deadlines.remove(first);
			}
			expect(order).toEqual(inside.map(({ deadline }) => deadline).sort((a, b) => a - b));
		}),
		{ numRuns: 500 },
	);
});
