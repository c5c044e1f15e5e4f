/** What is to be written, and in which executions: drawn from the seed before anything runs. */
import type { IDataObject, INode } from 'n8n-workflow';
import { amountOf, KINDS, type Kind } from './kinds.mts';
import { Random } from './random.mts';

/** One write that a user intends, once. */
export interface IntendedWrite {
	readonly kind: Kind;
	/** No two writes of a run have the same: by it, the exchange's record tells whose it is. */
	readonly amount: string;
	/** What else the item holds. */
	readonly values: IDataObject;
	/** Whether the order is cancelled afterwards, if it was placed. */
	readonly cancel: boolean;
}

/**
 * How the node comes to run: once for all items, in a loop with one item each, or as an agent's tool,
 * with calls that wait for each other or are under way at once.
 */
export type Way = 'run' | 'loop' | 'tool' | 'tool, at once';

/** One execution of a workflow: the writes are its items, or its tool calls. */
export interface PlannedExecution {
	readonly kind: Kind;
	readonly way: Way;
	readonly writes: readonly IntendedWrite[];
	/** The node's settings for Retry On Fail and Continue On Fail. */
	readonly settings: Partial<INode>;
}

export interface Phase {
	readonly title: string;
	readonly executions: readonly PlannedExecution[];
}

const limit = (side: string, price: string, timeInForce = 'gtc') => ({
	...{ side, orderType: 'limit', price, timeInForce },
});
const market = (side: string) => ({ ...limit(side, ''), orderType: 'market' });

/** Far from the market, they stay open. */
const waiting = [limit('buy', '30000'), limit('sell', '200000')];
/** Filled at once, or gone at once: these are to be found elsewhere than among the open ones. */
const brief = [market('buy'), market('sell'), limit('buy', '30000', 'ioc')];

const marginWaiting = { orderType: 'limit', price: '900' };
const marginBrief = { orderType: 'market', price: '' };

function planWrite(random: Random, kind: Kind, index: number): IntendedWrite {
	const isBrief = random.chance(0.3);
	const values = {
		...(kind === 'order' && random.one(isBrief ? brief : waiting)),
		...(kind === 'marginOrder' && (isBrief ? marginBrief : marginWaiting)),
	};
	const cancel = kind === 'order' && !isBrief && random.chance(0.3);
	return { kind, amount: amountOf(kind, index), values, cancel };
}

const KINDS_BY_PERCENT = Object.entries(KINDS).flatMap(([kind, { percent }]) =>
	Array.from({ length: percent }, () => kind as Kind),
);
const WAYS: readonly Way[] = ['run', 'run', 'run', 'run', 'loop', 'loop', 'tool', 'tool, at once'];

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

const MAX_ITEMS = 4;

/**
 * Two phases of so many writes each, the second with Retry On Fail.
 * @param seed draws executions, settings and writes
 */
export function planPhases(seed: number, writesPerPhase: number): Phase[] {
	const random = new Random(seed);
	let index = 0;
	const plan = (title: string, settings: (random: Random) => Partial<INode>): Phase => {
		const executions: PlannedExecution[] = [];
		for (let left = writesPerPhase; left > 0; ) {
			const kind = random.one(KINDS_BY_PERCENT);
			const count = Math.min(left, random.between(1, MAX_ITEMS));
			const writes = Array.from({ length: count }, () => planWrite(random, kind, index++));
			executions.push({ kind, way: random.one(WAYS), writes, settings: settings(random) });
			left -= count;
		}
		return { title, executions };
	};
	return [plan('Without Retry On Fail', withoutRetry), plan('With Retry On Fail', withRetry)];
}
