import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { moveOf, widened, type MoveDirection } from '../../../../exmo/watch/priceMove.ts';

const decimal = parseDecimal;

function move(low: string, high: string, price: string, percent: string, way: MoveDirection) {
	const range = { low: decimal(low), high: decimal(high) };
	const found = moveOf(range, decimal(price), decimal(percent), way);
	return found && [found.direction, formatDecimal(found.percent), formatDecimal(found.from)];
}

test.each<[string, string, string, string, MoveDirection, string[] | undefined]>([
	['100', '105', '105', '5', 'either', ['up', '5', '100']],
	['100', '105', '104.99', '5', 'either', undefined],
	['95', '100', '95', '5', 'either', ['down', '-5', '100']],
	['95', '100', '95', '5', 'up', undefined],
	['100', '105', '105', '5', 'down', undefined],
	['90', '120', '100', '10', 'either', ['down', '-16.6666', '120']], // the larger of the two
	['80', '110', '100', '5', 'either', ['up', '25', '80']],
	['100', '100', '100', '0.0001', 'either', undefined],
	['0', '100', '100', '5', 'either', undefined], // no price at all is no beginning of a move
	['0.00000001', '0.00000002', '0.00000002', '100', 'up', ['up', '100', '0.00000001']],
])('from %s to %s, now %s, by %s %%, %s', (low, high, price, percent, way, expected) => {
	expect(move(low, high, price, percent, way)).toEqual(expected);
});

test('a range grows by what is outside of it', () => {
	const range = ['5', '3', '4', '9'].map(decimal).reduce(widened, widened(undefined, decimal('5')));
	expect([formatDecimal(range.low), formatDecimal(range.high)]).toEqual(['3', '9']);
});
