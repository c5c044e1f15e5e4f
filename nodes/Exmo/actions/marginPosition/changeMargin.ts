/** Adding margin to a position and taking some out again: the same but for the direction. */
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { fitDecimals, QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { amountOf } from '../../../../exmo/money/amounts';
import { add, formatDecimal, subtract, type Decimal } from '../../../../exmo/money/decimal';
import { reconcileMarginChange } from '../../../../exmo/reconcile/marginPositions';
import type { Done } from '../../../../exmo/reconcile/attempts';
import { clock } from '../../../shared/exchange/clock';
import { nothing, type Sending, type Write } from '../../../shared/exchange/write';
import { dryRunField, optionsField } from '../../../shared/fields/fields';
import { checkMaxAmount, maxAmountOption } from '../../../shared/fields/maxAmount';
import type { Entry, ReadContext, WriteOperation } from '../operation';
import { unpriced, writeOperation } from '../writeOperation';
import { changedMeanwhile, changesOf, noteChange } from './changes';
import { openPosition, positionField, readPositionId } from './positionField';

const CHANGES = {
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

type ChangeKind = keyof typeof CHANGES;

interface Change {
	readonly positionId: string;
	readonly pair: string;
	readonly amountText: string;
	readonly currency: string;
	/** The position's margin before and after. */
	readonly before: Decimal;
	readonly after: Decimal;
	/** How often this process had changed the position before that was read. */
	readonly changesBefore: number;
}

/** @throws InvalidInput | NotADecimal | ExmoError */
async function planChange(kind: ChangeKind, { client, parameters }: ReadContext): Promise<Change> {
	const positionId = readPositionId(parameters);
	const wanted = parameters.positiveDecimal('amount');
	const maxAmount = parameters.options().positiveDecimal('maxAmount');
	const amount = fitDecimals('amount', wanted, QUANTITY_DECIMALS, 'down', 'fit');
	const changesBefore = changesOf(client, positionId);
	const position = await openPosition(client, positionId);
	const [pair, currency] = [String(position.pair), String(position.margin_currency)];
	checkMaxAmount(amount, currency, maxAmount);
	const before = amountOf(position.margin);
	const after = CHANGES[kind].change(before, amount);
	const amountText = formatDecimal(amount);
	return { positionId, pair, amountText, currency, before, after, changesBefore };
}

const wireParams = ({ positionId, amountText }: Change) => ({
	position_id: positionId,
	quantity: amountText,
});

const changeJson = ({ positionId, pair, amountText, currency }: Change) => ({
	...{ positionId, pair, amount: amountText, currency },
});

const changeWrite = (kind: ChangeKind): Write<Change, undefined, Done> => {
	const { endpoint, done } = CHANGES[kind];
	return {
		endpoint,
		note: nothing,
		params: ({ plan }: Sending<Change, undefined>) => wireParams(plan),
		what: ({ plan: { amountText, currency, positionId } }) =>
			`that ${amountText} ${currency} of margin is ${done} position ${positionId}`,
		howToCheck: () => 'Margin Position: Get Many shows the margin of each position.',
		readAnswer: () => 'done',
		async reconcile(client, { plan }, effort) {
			const sent = { ...plan, changedMeanwhile: () => changedMeanwhile(client, plan) };
			return await reconcileMarginChange(client.urgentCall, clock, sent, effort);
		},
		claim: (client, { positionId }) => noteChange(client, positionId),
	};
};

/** An operation that changes a position's margin. */
export const changeMargin = (kind: ChangeKind, entry: Omit<Entry, 'fields'>): WriteOperation =>
	writeOperation({
		...entry,
		fields: [
			positionField,
			{
				displayName: 'Amount',
				name: 'amount',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. 50',
				description: CHANGES[kind].description,
			},
			dryRunField,
			optionsField(maxAmountOption),
		],
		write: changeWrite(kind),
		plan: async (context) => await planChange(kind, context),
		dryRun: unpriced((_client, plan: Change) => ({
			...changeJson(plan),
			wouldSend: wireParams(plan),
			marginBefore: formatDecimal(plan.before),
			marginAfter: formatDecimal(plan.after),
		})),
		item: (plan, { reconciled }) => ({ ...changeJson(plan), reconciled }),
	});
