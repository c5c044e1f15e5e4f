import { isSameCode } from '../../../../exmo/market/codes';
import { currenciesIn, readHoldings } from '../../../../exmo/account/balances';
import { currencyFilterField } from '../../../shared/fields/fields';
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
		const wanted = parameters.text('currency');
		const holdings = await readHoldings(client.call);
		return currenciesIn(holdings)
			.filter((currency) => wanted === '' || isSameCode(currency, wanted))
			.map((currency) =>
				balanceItem(currency, holdings.free[currency], holdings.reserved[currency]),
			)
			.filter(({ total }) => !parameters.flag('hideZero') || total !== '0');
	},
};
