import type { IDataObject } from 'n8n-workflow';

import {
	compare,
	formatDecimal,
	parseDecimal,
	subtract,
	type Decimal,
} from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import {
	fitDecimals,
	OrderDoesNotFit,
	QUANTITY_DECIMALS,
	type Side,
} from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import type { ItemParameters } from '../../../shared/fields/parameters';
import { decimalText } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import { lookAgain, write } from '../../../shared/exchange/write';
import { marginPairOf } from '../trading/marginPairs';
import { worthOf } from '../trading/marginPlan';
import type { Operation } from '../operation';
import { changedMeanwhile, changesOf, noteChange } from './changes';
import { maxOrderValueOption } from '../trading/fields';
import { checkMaxOrderValue } from '../trading/plan';
import { findPosition, openPosition, positionField, readPositionId } from './positionField';

/** What is to be closed, and what there was before. */
interface Closing {
	readonly json: IDataObject;
	readonly quantityBefore: Decimal;
	readonly quantity: Decimal;
	readonly params: Params;
	/** Quote currency. */
	readonly value: Decimal;
	readonly quote: string;
	readonly changesBefore: number;
}

/** @throws InvalidInput | OrderDoesNotFit | ExmoError (notFound) */
async function planClosing(client: ExmoClient, parameters: ItemParameters): Promise<Closing> {
	const positionId = readPositionId(parameters);
	const options = parameters.options();
	const [part, limit] = [options.positiveDecimal('quantity'), options.positiveDecimal('price')];
	const maxOrderValue = options.positiveDecimal('maxOrderValue');
	const changesBefore = changesOf(client, positionId);
	const position = await openPosition(client, positionId);
	const rules = await marginPairOf(client, String(position.pair));
	const quantityBefore = parseDecimal(decimalText(position.quantity));
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
		json: {
			positionId,
			pair: rules.pair,
			side: String(position.type),
			quantity: formatDecimal(quantity),
			price: price ? formatDecimal(price) : '',
		},
		...{ quantityBefore, quantity, value, quote: rules.quote, changesBefore },
		params: {
			position_id: positionId,
			quantity: part && formatDecimal(quantity),
			price: price && formatDecimal(price),
		},
	};
}

export const close: Operation = {
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
	writes: true,
	async execute({ client, parameters, memory }) {
		const { path } = ENDPOINTS.marginPositionClose;
		const plan =
			(memory.alreadySent(path)?.plan as Closing | undefined) ??
			(await planClosing(client, parameters));
		const { json, params, quantity, quantityBefore, value, quote } = plan;
		if (parameters.flag('dryRun')) {
			const wouldSend = Object.fromEntries(
				Object.entries(params).filter(([, parameter]) => parameter !== undefined),
			) as IDataObject;
			return [
				{ dryRun: true, ...json, wouldSend, value: formatDecimal(value), valueCurrency: quote },
			];
		}
		const record = memory.next(path);
		record.plan = plan;
		const left = subtract(quantityBefore, quantity);
		const positionId = String(json.positionId);
		const { answer, reconciled } = await write(client, record, {
			endpoint: ENDPOINTS.marginPositionClose,
			params,
			what: `the closing of ${formatDecimal(quantity)} of margin position ${positionId}`,
			howToCheck:
				'Margin Position: Get Many shows what is open; Margin Order: Get Many Open shows orders that still wait.',
			lookUp: async (effort) =>
				await lookAgain(effort, async () => {
					const meanwhile = changedMeanwhile(client, positionId, plan.changesBefore);
					if (meanwhile) return meanwhile;
					const now = await findPosition(client.lookUp, positionId).catch(() => null);
					if (now === null) return { lookedAt: 'The positions could not be read.' };
					const remaining = parseDecimal(decimalText((now as Row | undefined)?.quantity) || '0');
					return compare(remaining, left) === 0
						? { answer: {} }
						: { lookedAt: `The position has ${formatDecimal(remaining)} now.` };
				}),
		});
		noteChange(client, positionId);
		return [{ ...json, reconciled, reply: answer as IDataObject }];
	},
};
