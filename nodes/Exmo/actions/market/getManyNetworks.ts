import { isSameCode } from '../../../../exmo/market/codes';
import { networks } from '../../../../exmo/market/lists';
import { currencyFilterField, limitFields } from '../../../shared/fields/fields';
import { directionOf, networkItem } from '../../../shared/items/network';
import type { Operation } from '../operation';
import { choiceField } from '../../../shared/fields/choiceField';

const directionField = choiceField({
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Deposit', value: 'deposit' },
		{ name: 'Withdrawal', value: 'withdrawal' },
	],
	default: 'both',
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
		directionField,
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
		const direction = parameters.choice(directionField);
		const onlyEnabled = parameters.flag('onlyEnabled');
		return (await networks(client.call))
			.filter(({ currency }) => wanted === '' || isSameCode(currency, wanted))
			.filter((network) => direction === 'both' || directionOf(network) === direction)
			.filter(({ isEnabled }) => isEnabled || !onlyEnabled)
			.slice(0, limit)
			.map(networkItem);
	},
};
