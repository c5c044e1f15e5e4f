/** Adding margin to a position and taking some out again: the same but for the direction. */
import type { IDataObject } from 'n8n-workflow';

import {
	add,
	compare,
	formatDecimal,
	parseDecimal,
	subtract,
} from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { fitDecimals, QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import { checkMaxAmount, maxAmountOption } from '../../../shared/fields/maxAmount';
import { decimalText } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import { lookAgain, write } from '../../../shared/exchange/write';
import type { Operation } from '../operation';
import { changedMeanwhile, changesOf, noteChange } from './changes';
import { findPosition, openPosition, positionField, readPositionId } from './positionField';

const DIRECTIONS = {
	add: {
		endpoint: ENDPOINTS.marginPositionMarginAdd,
		change: add,
		done: 'added to',
		description: 'Out of the margin wallet, in the margin currency, e.g. USDT for BTC_USDT',
	},
	remove: {
		endpoint: ENDPOINTS.marginPositionMarginRemove,
		change: subtract,
		done: 'removed from',
		description: 'Back to the margin wallet, in the margin currency, e.g. USDT for BTC_USDT',
	},
} as const;

/** The fields of both operations. */
export const changeMarginFields = (direction: keyof typeof DIRECTIONS): Operation['fields'] => [
	positionField,
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 50',
		description: DIRECTIONS[direction].description,
	},
	dryRunField,
	optionsField(maxAmountOption),
];

interface Change {
	readonly json: IDataObject;
	readonly positionId: string;
	readonly amountText: string;
	readonly currency: string;
	/** The position's margin before and after; decimals. */
	readonly before: string;
	readonly after: string;
	readonly changesBefore: number;
}

/**
 * Changes a position's margin once; a lost answer is made up for by a look at the position.
 * @throws InvalidInput | NotADecimal | ExmoError
 */
export async function changeMargin(
	direction: keyof typeof DIRECTIONS,
	{ client, parameters, memory }: Parameters<Operation['execute']>[0],
): Promise<IDataObject[]> {
	const { endpoint, change, done } = DIRECTIONS[direction];
	const plan = async (): Promise<Change> => {
		const positionId = readPositionId(parameters);
		const wanted = parameters.positiveDecimal('amount', 'Amount');
		const maxAmount = parameters.options().positiveDecimal('maxAmount');
		const amount = fitDecimals('amount', wanted, QUANTITY_DECIMALS, 'down', 'fit');
		const changesBefore = changesOf(client, positionId);
		const position = await openPosition(client, positionId);
		const currency = String(position.margin_currency);
		checkMaxAmount(amount, currency, maxAmount);
		const before = parseDecimal(decimalText(position.margin) || '0');
		const [amountText, after] = [formatDecimal(amount), formatDecimal(change(before, amount))];
		return {
			json: { positionId, pair: String(position.pair), amount: amountText, currency },
			...{ positionId, amountText, currency, before: formatDecimal(before), after },
			changesBefore,
		};
	};
	const planned = (memory.alreadySent(endpoint.path)?.plan as Change | undefined) ?? (await plan());
	const { json, positionId, amountText, currency, before, after, changesBefore } = planned;
	const params = { position_id: positionId, quantity: amountText };
	if (parameters.flag('dryRun')) {
		return [{ dryRun: true, ...json, wouldSend: params, marginBefore: before, marginAfter: after }];
	}
	const record = memory.next(endpoint.path);
	record.plan = planned;
	const { reconciled } = await write(client, record, {
		endpoint,
		params,
		what: `that ${amountText} ${currency} of margin is ${done} position ${positionId}`,
		howToCheck: 'Margin Position: Get Many shows the margin of each position.',
		lookUp: async (effort) =>
			await lookAgain(effort, async () => {
				const meanwhile = changedMeanwhile(client, positionId, changesBefore);
				if (meanwhile) return meanwhile;
				const now = await findPosition(client.lookUp, positionId).catch(() => null);
				if (now === null) return { lookedAt: 'The positions could not be read.' };
				if (now === undefined) return { lookedAt: 'The position is no longer open.' };
				const margin = decimalText((now as Row).margin) || '0';
				return compare(parseDecimal(margin), parseDecimal(after)) === 0
					? { answer: {} }
					: { lookedAt: `Its margin was ${before} ${currency} before and is ${margin} now.` };
			}),
	});
	noteChange(client, positionId);
	return [{ ...json, reconciled }];
}
