import { formatDecimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { MARGIN_ORDER_TYPES } from '../../../../exmo/account/margin';
import { optionsField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { marginPairOf } from '../trading/marginPairs';
import type { Operation } from '../operation';
import { sideField } from '../trading/fields';
import { unchanged } from '../unchanged';
import {
	leverageField,
	marginPairField,
	marginTypeField,
	priceFields,
} from '../trading/marginFields';

export const getMaxQuantity: Operation = {
	name: 'Get Max Quantity',
	value: 'getMaxQuantity',
	action: 'Get the max quantity of a margin order',
	description:
		"How large a margin order could be now. Neither all parameters nor the form of the reply are documented: EXMO's JSON comes unchanged in the field `reply`.",
	fields: [
		marginPairField,
		sideField,
		marginTypeField,
		leverageField,
		...priceFields,
		optionsField({
			displayName: 'Order ID',
			name: 'orderId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 712345678901234567',
			description:
				'An open margin order, for how large it could be made. EXMO has the parameter since May 2021; what it changes in the answer is not documented.',
		}),
	],
	async execute({ client, parameters }) {
		const side = parameters.choice(sideField);
		const orderType = parameters.choice(marginTypeField);
		const hasPrice = orderType === 'limit' || orderType === 'stopLimit';
		const orderId = parameters.options().text('orderId');
		if (orderId !== undefined && !/^[1-9]\d*$/.test(orderId)) {
			throw new InvalidInput(`Order ID "${orderId}" is not an order ID: a whole number.`);
		}
		const params = {
			type: `${MARGIN_ORDER_TYPES[orderType]}_${side}`,
			leverage: formatDecimal(parameters.positiveDecimal('leverage')),
			price: hasPrice ? formatDecimal(parameters.positiveDecimal('price')) : undefined,
			order_id: orderId,
		};
		const { pair } = await marginPairOf(client, parameters.pair());
		return unchanged(await client.call(ENDPOINTS.marginOrderMaxQuantity, { pair, ...params }));
	},
};
