import type { IDataObject } from 'n8n-workflow';

import { isSameCode } from '../../../../exmo/market/codes';
import { formatDecimal, isZero } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { readNetworks, type Network } from '../../../../exmo/market/networks';
import { currencyFilterField, limitFields } from '../../../shared/fields/fields';
import type { Operation } from '../operation';

const DIRECTIONS = ['both', 'deposit', 'withdrawal'] as const;

/** EXMO has two words for it (exmo-api/REST.md 13.15). */
const directionOf = ({ type }: Pick<Network, 'type'>) =>
	type === 'withdraw' ? 'withdrawal' : 'deposit';

/** One network in one direction; a maximum of "" is none. */
const networkItem = ({ limits, ...network }: Network): IDataObject => ({
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

export const getManyNetworks: Operation = {
	name: 'Get Many Networks',
	value: 'getManyNetworks',
	action: 'Get many deposit and withdrawal networks',
	description:
		'By which networks each currency can be deposited and withdrawn, with limits and fees in the words of EXMO; currencies of states have none',
	fields: [
		...limitFields,
		currencyFilterField('Only networks of this currency; empty for all'),
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			options: [
				{ name: 'Both', value: 'both' },
				{ name: 'Deposit', value: 'deposit' },
				{ name: 'Withdrawal', value: 'withdrawal' },
			],
			default: 'both',
		},
		{
			displayName: 'Only Enabled',
			name: 'onlyEnabled',
			type: 'boolean',
			default: false,
			description: 'Whether to leave out networks that EXMO has switched off',
		},
	],
	async execute({ client, parameters }) {
		const limit = parameters.limit();
		const wanted = parameters.text('currency');
		const direction = parameters.choice('direction', 'Direction', DIRECTIONS);
		const onlyEnabled = parameters.flag('onlyEnabled');
		return readNetworks(await client.call(ENDPOINTS.cryptoProviders))
			.filter(({ currency }) => wanted === '' || isSameCode(currency, wanted))
			.filter((network) => direction === 'both' || directionOf(network) === direction)
			.filter(({ isEnabled }) => isEnabled || !onlyEnabled)
			.slice(0, limit)
			.map(networkItem);
	},
};
