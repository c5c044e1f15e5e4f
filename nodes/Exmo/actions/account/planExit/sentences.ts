/** Why the plan says what it says, in one sentence for a person. */
import type { Closed, ExitPlan, Way } from '../../../../../exmo/exit/ways';
import { formatDecimal, isZero } from '../../../../../exmo/money/decimal';

const closedText = ({ network, cause }: Closed): string => {
	const { name, limits, feeText, currency } = network;
	if (cause === 'switchedOff') return `EXMO has switched off withdrawals by ${name}`;
	if (cause === 'feeTakesAll') return `the fee of ${name} (${feeText}) would take all of it`;
	return `${name} takes no less than ${formatDecimal(limits.min)} ${currency}`;
};

const OBSTACLES = {
	belowMinimum: 'it is below the minimum of',
	noOffers: 'nobody buys or sells in the order book of',
	priceImpact: 'the price impact would be above the maximum on',
} as const;

const listOf = (texts: readonly string[]): string => [...new Set(texts)].join('; ');

function waysNotTaken({ closed, obstacles }: ExitPlan): string {
	const byReason = Object.entries(OBSTACLES).flatMap(([reason, text]) => {
		const pairs = obstacles.filter((one) => one.cause === reason).map(({ pair }) => pair);
		return pairs.length > 0 ? [`${text} ${pairs.join(', ')}`] : [];
	});
	return listOf([...closed.map(closedText), ...byReason]);
}

const feeNote = ({ fee, network }: Way): string =>
	fee === undefined
		? ` EXMO's text for the fee is "${network.feeText}", which names no amount.`
		: '';

function bestText(best: Way, plan: ExitPlan): string {
	if (best.kind === 'inKind') {
		const others = plan.ways.some(({ kind }) => kind === 'convert');
		return `Withdraw it as it is by ${best.network.name}${others ? ': converting brings less' : ''}.${feeNote(best)}`;
	}
	const route = best.legs.map(({ pair }) => pair).join(', then ');
	const why = plan.ways.some(({ kind }) => kind === 'inKind')
		? 'it brings more than withdrawing it as it is'
		: waysNotTaken({ ...plan, obstacles: [] }) || 'EXMO lists no network by which it could leave';
	return `Convert it on ${route} and withdraw ${best.network.currency} by ${best.network.name}: ${why}.${feeNote(best)}`;
}

/** The reason for the verdict. */
export function reasonFor(plan: ExitPlan): string {
	const { verdict, ways, holding } = plan;
	if (ways[0]) return bestText(ways[0], plan);
	const others = waysNotTaken(plan);
	switch (verdict) {
		case 'nothingFree':
			return 'Nothing of it is free: cancel the orders and close the margin positions first.';
		case 'claimToken':
			return `${holding.currency} is the claim token of the wind-down. It cannot be withdrawn.`;
		case 'wait':
			return `Nothing can leave now: ${others}.`;
		default:
			return others === ''
				? 'EXMO lists neither a network nor a pair for it, or none to the destinations.'
				: `EXMO lists no network for it that leads to a destination, and converting does not work: ${others}.`;
	}
}

/** What is bound elsewhere, if anything. */
export function boundText({ inOrders, inMargin, currency }: ExitPlan['holding']): string {
	const parts = [
		...(isZero(inOrders)
			? []
			: [`${formatDecimal(inOrders)} ${currency} is in open orders: cancel them to free it.`]),
		...(isZero(inMargin)
			? []
			: [
					`${formatDecimal(inMargin)} ${currency} is in the margin wallet: only the web site can move it to the spot wallet.`,
				]),
	];
	return parts.join(' ');
}
