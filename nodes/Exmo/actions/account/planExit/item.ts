/** The plan of one currency as an item. */
import type { IDataObject } from 'n8n-workflow';

import { usuallyNeedsTag } from '../../../../../exmo/exit/tags';
import type { ExitMarket, ExitPlan, Way } from '../../../../../exmo/exit/ways';
import {
	add,
	compare,
	formatDecimal,
	isZero,
	subtract,
	ZERO,
	type Decimal,
} from '../../../../../exmo/money/decimal';
import { inPercent } from '../../../../../exmo/money/percent';
import { boundText, reasonFor } from './sentences';

const PERCENT_DECIMALS = 2;

const textOf = (value: Decimal | undefined): string => (value ? formatDecimal(value) : '');

/** What is lost between the value here and the value that arrives, in percent. */
function costPercent(value: Decimal | undefined, arrives: Decimal | undefined): string {
	if (!value || !arrives || isZero(value)) return '';
	const lost = subtract(value, arrives);
	return formatDecimal(inPercent(lost, value, PERCENT_DECIMALS, 'half'));
}

/** The highest price impact of the orders; "" where a book has no middle. */
function impactOf(way: Way): string {
	if (way.kind === 'inKind') return '';
	const impacts = way.legs.map(({ impactPercent }) => impactPercent);
	if (impacts.some((impact) => impact === undefined)) return '';
	return formatDecimal(
		(impacts as Decimal[]).reduce((most, one) => (compare(one, most) > 0 ? one : most), ZERO),
	);
}

function wayJson(way: Way, market: ExitMarket, freeValue: Decimal | undefined): IDataObject {
	const { network, destination, fee, arrives } = way;
	const { currency } = network;
	const worth = market.valueOf(currency, arrives);
	return {
		way: way.kind,
		network: network.name,
		minimum: formatDecimal(network.limits.min),
		feeText: network.feeText,
		feeAmount: textOf(fee),
		leavesTogether: way.kind === 'convert' && way.leavesTogether,
		usuallyNeedsTag: usuallyNeedsTag(currency),
		address: destination?.address ?? '',
		tag: destination?.tag ?? '',
		route: way.kind === 'convert' ? way.legs.map(({ pair }) => pair) : [],
		convertAmount: way.kind === 'convert' ? formatDecimal(way.legs[0].given) : '',
		withdrawAmount: formatDecimal(way.amount),
		arrives: formatDecimal(arrives),
		arrivesCurrency: currency,
		arrivesValue: textOf(worth),
		costPercent: costPercent(freeValue, worth),
		priceImpactPercent: impactOf(way),
	};
}

const NO_WAY = {
	...{
		network: '',
		minimum: '',
		feeText: '',
		feeAmount: '',
		leavesTogether: false,
		usuallyNeedsTag: false,
	},
	...{ address: '', tag: '', route: [], convertAmount: '', withdrawAmount: '', arrives: '' },
	...{ arrivesCurrency: '', arrivesValue: '', costPercent: '', priceImpactPercent: '' },
};

/** As many others as help a person to compare. */
const MAX_ALTERNATIVES = 5;

export function planItem(plan: ExitPlan, market: ExitMarket, valueCurrency: string): IDataObject {
	const { holding, ways, verdict } = plan;
	const { currency, free, inOrders, inMargin } = holding;
	const freeValue = market.valueOf(currency, free);
	const [best, ...others] = ways.map((way) => wayJson(way, market, freeValue));
	return {
		currency,
		free: formatDecimal(free),
		inOrders: formatDecimal(inOrders),
		inMargin: formatDecimal(inMargin),
		value: textOf(market.valueOf(currency, add(add(free, inOrders), inMargin))),
		valueCurrency,
		...(best ?? NO_WAY),
		way: verdict,
		reason: reasonFor(plan),
		bound: boundText(holding),
		alternatives: others.slice(0, MAX_ALTERNATIVES),
	};
}
