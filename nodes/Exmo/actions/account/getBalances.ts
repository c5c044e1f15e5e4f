import { isSameCode } from '../../../../exmo/market/codes';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { currencyFilterField } from '../../../shared/fields/fields';
import type { Row } from '../../../../exmo/api/rows';
import { balanceItem } from '../../../shared/items/wallet';
import type { Operation } from '../operation';

export const getBalances: Operation = {
	name: 'Get Balances',
	value: 'getBalances',
	action: 'Get balances',
	description:
		'What the account holds: one item a currency, with what is free and what is in open orders',
	fields: [
		{
			displayName: 'Hide Zero Balances',
			name: 'hideZero',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out currencies of which the account holds nothing',
		},
		currencyFilterField(),
	],
	async execute({ client, parameters }) {
		const { balances, reserved } = (await client.call(ENDPOINTS.userInfo)) as {
			balances?: Row;
			reserved?: Row;
		};
		const wanted = parameters.text('currency');
		const currencies = new Set([...Object.keys(balances ?? {}), ...Object.keys(reserved ?? {})]);
		return [...currencies]
			.filter((currency) => wanted === '' || isSameCode(currency, wanted))
			.map((currency) => balanceItem(currency, balances?.[currency], reserved?.[currency]))
			.filter(({ total }) => !parameters.flag('hideZero') || total !== '0');
	},
};
