import type { IDataObject } from 'n8n-workflow';

import { isSameCode } from '../../../../exmo/market/codes';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { currencyFilterField, limitFields } from '../../../shared/fields/fields';
import { entriesOf } from '../../../shared/items/rows';
import type { Operation } from '../operation';

/** "USDTTRC20" is USDT by TRC20 (exmo-api/REST.md 4.1): the longest currency that it begins with. */
function splitName(
	name: string,
	currencies: readonly string[],
): [currency: string, network: string] {
	const currency = currencies
		.filter((code) => name.startsWith(code))
		.reduce((longest, code) => (code.length > longest.length ? code : longest), '');
	return currency === '' ? [name, ''] : [currency, name.slice(currency.length)];
}

/** An address that needs a tag comes as "address,tag" (REST.md 4.1). */
function addressItem(name: string, text: string, currencies: readonly string[]): IDataObject {
	const [currency, network] = splitName(name, currencies);
	const [address, ...tag] = text.split(',');
	return { currency, network, address, tag: tag.join(','), name };
}

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
		const currencies = (await client.call(ENDPOINTS.currency)) as string[];
		const addresses = entriesOf<unknown>(await client.call(ENDPOINTS.depositAddress));
		return addresses
			.filter(([, text]) => typeof text === 'string' && text !== '')
			.map(([name, text]) => addressItem(name, text as string, currencies))
			.filter(({ currency }) => wanted === '' || isSameCode(currency, wanted))
			.slice(0, limit);
	},
};
