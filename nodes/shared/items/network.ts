/** Currencies, and the ways in and out of the exchange, as items. */
import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../../exmo/api/rows';
import type { Network } from '../../../exmo/market/networks';
import { formatDecimal, isZero } from '../../../exmo/money/decimal';

/** One row of `currency/list/extended` (exmo-api/REST.md 2.6). */
export const currencyItem = ({ name, description }: Row): IDataObject => ({
	currency: String(name),
	name: String(description ?? ''),
});

/** EXMO has two words for it (REST.md 13.15). */
export const directionOf = ({ type }: Pick<Network, 'type'>): 'deposit' | 'withdrawal' =>
	type === 'withdraw' ? 'withdrawal' : 'deposit';

/** One network in one direction; a maximum of "" is none. */
export const networkItem = ({ limits, ...network }: Network): IDataObject => ({
	currency: network.currency,
	direction: directionOf(network),
	provider: network.name,
	network: network.transport,
	enabled: network.isEnabled,
	minAmount: formatDecimal(limits.min),
	maxAmount: isZero(limits.max) ? '' : formatDecimal(limits.max),
	feeText: network.feeText,
	confirmations: network.confirmations,
	comment: network.comment,
});

/** "USDTTRC20" is USDT by TRC20 (REST.md 4.1): the longest currency that it begins with. */
function splitName(
	name: string,
	currencies: readonly string[],
): [currency: string, network: string] {
	const currency = currencies
		.filter((code) => name.startsWith(code))
		.reduce((longest, code) => (code.length > longest.length ? code : longest), '');
	return currency === '' ? [name, ''] : [currency, name.slice(currency.length)];
}

/** One entry of `deposit_address`; an address that needs a tag comes as "address,tag" (REST.md 4.1). */
export function depositAddressItem(
	name: string,
	text: string,
	currencies: readonly string[],
): IDataObject {
	const [currency, network] = splitName(name, currencies);
	const [address, ...tag] = text.split(',');
	return { currency, network, address, tag: tag.join(','), name };
}
