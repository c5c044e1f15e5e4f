/** What is to be ordered, and in which executions: drawn from the seed before anything runs. */
import type { INode } from 'n8n-workflow';
import { Random } from './random.mts';

/** One order that a user intends, once. */
export interface IntendedOrder {
	readonly pair: string;
	readonly side: 'buy' | 'sell';
	readonly orderType: 'limit' | 'market';
	/** No two orders of a run have the same: by it, the exchange's record tells whose order it is. */
	readonly quantity: string;
	readonly price: string;
	readonly timeInForce: 'gtc' | 'ioc';
	/** Whether it is cancelled afterwards, if it was placed. */
	readonly cancel: boolean;
}

/** One run of a workflow: the orders are its items. */
export interface PlannedExecution {
	readonly orders: readonly IntendedOrder[];
	/** The node's settings for Retry On Fail and Continue On Fail. */
	readonly settings: Partial<INode>;
}

export interface Phase {
	readonly title: string;
	readonly executions: readonly PlannedExecution[];
}

type Shape = Omit<IntendedOrder, 'quantity' | 'cancel'>;

const limit = (side: 'buy' | 'sell', price: string, timeInForce: 'gtc' | 'ioc'): Shape => ({
	pair: 'BTC_USD',
	side,
	orderType: 'limit',
	price,
	timeInForce,
});
const market = (side: 'buy' | 'sell'): Shape => ({
	...limit(side, '', 'gtc'),
	orderType: 'market',
});

/** Far from the market, they stay open. */
const waiting = [limit('buy', '30000', 'gtc'), limit('sell', '200000', 'gtc')];
/** Filled at once, or gone at once: these are to be found elsewhere than among the open ones. */
const brief = [market('buy'), market('sell'), limit('buy', '30000', 'ioc')];

/** 0.00100001, 0.00100002, ... as the exchange writes them, without zeros at the end. */
const quantityOf = (index: number): string =>
	`0.001${String(index + 1).padStart(5, '0')}`.replace(/0+$/, '');

function planOrder(random: Random, index: number): IntendedOrder {
	const isBrief = random.chance(0.3);
	return {
		...random.one(isBrief ? brief : waiting),
		quantity: quantityOf(index),
		cancel: !isBrief && random.chance(0.3),
	};
}

const STOP: Partial<INode> = {};
const CONTINUE: Array<Partial<INode>> = [
	{ onError: 'continueRegularOutput' },
	{ onError: 'continueErrorOutput' },
];

const withoutRetry = (random: Random): Partial<INode> => random.one([STOP, ...CONTINUE]);

const withRetry = (random: Random): Partial<INode> => ({
	...random.one([STOP, STOP, ...CONTINUE]),
	retryOnFail: true,
	maxTries: random.between(2, 3),
	waitBetweenTries: 0,
});

const MOST_ITEMS = 5;

/**
 * Two phases of so many orders each, the second with Retry On Fail.
 * @param seed draws executions, settings and orders
 */
export function planPhases(seed: number, ordersPerPhase: number): Phase[] {
	const random = new Random(seed);
	let index = 0;
	const plan = (title: string, settings: (random: Random) => Partial<INode>): Phase => {
		const executions: PlannedExecution[] = [];
		for (let left = ordersPerPhase; left > 0; ) {
			const count = Math.min(left, random.between(1, MOST_ITEMS));
			const orders = Array.from({ length: count }, () => planOrder(random, index++));
			executions.push({ orders, settings: settings(random) });
			left -= count;
		}
		return { title, executions };
	};
	return [plan('Without Retry On Fail', withoutRetry), plan('With Retry On Fail', withRetry)];
}
