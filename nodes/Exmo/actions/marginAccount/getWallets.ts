import { isSameCode } from '../../../../exmo/market/codes';
import { marginWallets } from '../../../../exmo/account/margin';
import { currencyFilterField } from '../../../shared/fields/fields';
import { entriesOf } from '../../../../exmo/api/rows';
import { marginWalletItem } from '../../../shared/items/wallet';
import type { Operation } from '../operation';

export const getWallets: Operation = {
	name: 'Get Wallets',
	value: 'getWallets',
	action: 'Get margin wallets',
	description:
		'What the margin wallets hold: one item a currency, with what is free and what positions and orders use. Money is moved between spot and margin on the web site only.',
	fields: [
		{
			displayName: 'Hide Zero Balances',
			name: 'hideZero',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out currencies of which the wallet holds nothing',
		},
		currencyFilterField(),
	],
	async execute({ client, parameters }) {
		const wanted = parameters.text('currency') === '' ? undefined : parameters.currency();
		return entriesOf(await marginWallets(client.call))
			.filter(([currency]) => wanted === undefined || isSameCode(currency, wanted))
			.map(([currency, row]) => marginWalletItem(currency, row))
			.filter(({ total }) => !parameters.flag('hideZero') || total !== '0');
	},
};
