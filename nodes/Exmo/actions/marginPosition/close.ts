import type { IDataObject } from 'n8n-workflow';

import { amountOf } from '../../../../exmo/money/amounts';
import { compare, formatDecimal, subtract, type Decimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import {
	fitDecimals,
	OrderDoesNotFit,
	QUANTITY_DECIMALS,
	type Side,
} from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import { reconcileClosing } from '../../../../exmo/reconcile/marginPositions';
import { clock } from '../../../shared/exchange/clock';
import { nothing, type Write } from '../../../shared/exchange/write';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import { marginPairOf } from '../trading/marginPairs';
import { worthOf } from '../trading/marginPlan';
import type { ReadContext } from '../operation';
import { unpriced, writeOperation } from '../writeOperation';
import { changedMeanwhile, changesOf, noteChange } from './changes';
import { maxOrderValueOption } from '../trading/fields';
import { checkMaxOrderValue } from '../trading/plan';
import { sentParams } from '../trading/sentParams';
import { openPosition, positionField, readPositionId } from './positionField';

/** What is to be closed, and what there was before. */
interface Closing {
	readonly positionId: string;
	readonly json: IDataObject;
	readonly quantity: Decimal;
	/** What is left of the position afterwards. */
	readonly left: Decimal;
	readonly params: Params;
	/** Quote currency. */
	readonly value: Decimal;
	readonly quote: string;
	/** How often this process had changed the position before that was read. */
	readonly changesBefore: number;
}

/** @throws InvalidInput | OrderDoesNotFit | ExmoError (notFound) */
async function planClosing({ client, parameters }: ReadContext): Promise<Closing> {
	const positionId = readPositionId(parameters);
	const options = parameters.options();
	const [part, limit] = [options.positiveDecimal('quantity'), options.positiveDecimal('price')];
	const maxOrderValue = options.positiveDecimal('maxOrderValue');
	const changesBefore = changesOf(client, positionId);
	const position = await openPosition(client, positionId);
	const rules = await marginPairOf(client, String(position.pair));
	const quantityBefore = amountOf(position.quantity);
	const quantity = part
		? fitDecimals('quantity', part, QUANTITY_DECIMALS, 'down', 'fit')
		: quantityBefore;
	if (compare(quantity, quantityBefore) > 0) {
		throw new OrderDoesNotFit(
			`The quantity ${formatDecimal(quantity)} ${rules.base} is more than the position has: ${formatDecimal(quantityBefore)} ${rules.base}.`,
		);
	}
	// A long position is closed by selling, a short one by buying
	const side: Side = position.type === 'short' ? 'buy' : 'sell';
	const direction = side === 'sell' ? 'up' : 'down';
	const price = limit && fitDecimals('price', limit, rules.pricePrecision, direction, 'fit');
	const value = worthOf(quantity, { price }, side, rules);
	checkMaxOrderValue(value, maxOrderValue, rules.quote);
	return {
		positionId,
		json: {
			positionId,
			pair: rules.pair,
			side: String(position.type),
			quantity: formatDecimal(quantity),
			price: price ? formatDecimal(price) : '',
		},
		...{ quantity, value, quote: rules.quote, changesBefore },
		left: subtract(quantityBefore, quantity),
		params: {
			position_id: positionId,
			quantity: part && formatDecimal(quantity),
			price: price && formatDecimal(price),
		},
	};
}

/** EXMO's answer, of which nothing is known but that it is one; `{}` where it got lost. */
interface Closed {
	readonly reply: IDataObject;
}

const closePosition: Write<Closing, undefined, Closed> = {
	endpoint: ENDPOINTS.marginPositionClose,
	note: nothing,
	params: ({ plan }) => plan.params,
	what: ({ plan: { quantity, positionId } }) =>
		`the closing of ${formatDecimal(quantity)} of margin position ${positionId}`,
	howToCheck: () =>
		'Margin Position: Get Many shows what is open; Margin Order: Get Many Open shows orders that still wait.',
	readAnswer: (data) => ({ reply: data as IDataObject }),
	async reconcile(client, { plan }, effort) {
		const sent = { ...plan, changedMeanwhile: () => changedMeanwhile(client, plan) };
		const finding = await reconcileClosing(client.urgentCall, clock, sent, effort);
		return 'answer' in finding ? { answer: { reply: {} } } : finding;
	},
	claim: (client, { positionId }) => noteChange(client, positionId),
};

export const close = writeOperation({
	name: 'Close',
	value: 'close',
	action: 'Close a margin position',
	description:
		"Close a margin position, or a part of it, at market. EXMO does not document this method's parameters and reply: position ID, quantity and price are what its other methods suggest, and its answer comes unchanged in the field `reply`.",
	fields: [
		positionField,
		dryRunField,
		optionsField(
			maxOrderValueOption(
				'In the quote currency, at the best price that EXMO shows. A larger part is not closed.',
			),
			{
				displayName: 'Price',
				name: 'price',
				type: 'string',
				default: '',
				placeholder: 'e.g. 30000',
				description:
					'In the quote currency. Not added: at market. That EXMO takes a limit price here is not documented.',
			},
			{
				displayName: 'Quantity',
				name: 'quantity',
				type: 'string',
				default: '',
				placeholder: 'e.g. 0.005',
				description:
					'In the base currency. Not added: all of it. That EXMO closes parts here is not documented.',
			},
		),
	],
	write: closePosition,
	plan: planClosing,
	dryRun: unpriced((_client, { json, params, value, quote }: Closing) => ({
		...json,
		wouldSend: sentParams(params),
		value: formatDecimal(value),
		valueCurrency: quote,
	})),
	item: ({ json }, { answer, reconciled }) => ({ ...json, reconciled, reply: answer.reply }),
});
