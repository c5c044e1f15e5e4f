import { isSameCode } from '../../../../exmo/market/codes';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { currencyFilterField, limitFields } from '../../../shared/fields/fields';
import { entriesOf } from '../../../../exmo/api/rows';
import { currencyCodes } from '../../../../exmo/market/lists';
import { depositAddressItem } from '../../../shared/items/network';
import type { Operation } from '../operation';

export const getManyDepositAddresses: Operation = {
	name: 'Get Many Deposit Addresses',
	value: 'getManyDepositAddresses',
	action: 'Get many deposit addresses',
	description:
		'The addresses that the account has for deposits, with network and tag. EXMO.com announced in July 2026 that it takes no new deposits: check Market: Get Many Networks before anything is sent there.',
	fields: [...limitFields, currencyFilterField('Only addresses of this currency; empty for all')],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('currency');
		const currencies = await currencyCodes(client.call);
		const addresses = entriesOf(await client.call(ENDPOINTS.depositAddress));
		return addresses
			.flatMap(([name, text]) =>
				typeof text === 'string' && text !== '' ? [depositAddressItem(name, text, currencies)] : [],
			)
			.filter(({ currency }) => wanted === '' || isSameCode(currency, wanted))
			.slice(0, limit);
	},
};
