import { floor8, text, type Money } from '../../exchange/money.mts';
import type { Resting } from '../../exchange/orderBook.mts';

/** Price, quantity and amount as they stand in a frame. */
export type BookLevel = readonly [price: string, quantity: string, amount: string];

const rendered = new WeakMap<Resting, { remaining: Money; level: BookLevel }>();

/** The level of one order alone. Most of a book does not change from frame to frame, so it is kept. */
function levelOf(resting: Resting): BookLevel {
	const known = rendered.get(resting);
	if (known && known.remaining === resting.remaining) return known.level;
	const level = render(resting.price, resting.remaining);
	rendered.set(resting, { remaining: resting.remaining, level });
	return level;
}

const render = (price: Money, quantity: Money): BookLevel => [
	text(price),
	text(quantity),
	text(floor8(price.times(quantity))),
];

/** One side of a book, best price first, at most so many levels; orders at one price are one level. */
export function topLevels(side: readonly Resting[], max: number): BookLevel[] {
	const levels: BookLevel[] = [];
	for (let next = 0; next < side.length && levels.length < max; ) {
		const first = side[next++];
		if (!side[next]?.price.eq(first.price)) {
			levels.push(levelOf(first));
			continue;
		}
		let quantity = first.remaining;
		while (side[next]?.price.eq(first.price)) quantity = quantity.plus(side[next++].remaining);
		levels.push(render(first.price, quantity));
	}
	return levels;
}

/** What has changed from one side to the other; a level that is gone has quantity and amount 0. */
export function changes(before: readonly BookLevel[], after: readonly BookLevel[]): BookLevel[] {
	const old = new Map(before.map((level) => [level[0], level]));
	const changed = after.filter((level) => {
		const known = old.get(level[0]);
		old.delete(level[0]);
		return known !== level && known?.[1] !== level[1];
	});
	const gone = [...old.keys()].map((price): BookLevel => [price, '0', '0']);
	return [...changed, ...gone];
}
