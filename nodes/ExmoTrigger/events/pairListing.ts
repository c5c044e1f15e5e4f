import type { IDataObject } from 'n8n-workflow';

import { listingChanges, type ListingChange } from '../../../exmo/watch/listings';
import type { TriggerEvent } from '../event';
import { choiceField } from '../../shared/fields/choiceField';

const changeField = choiceField({
	displayName: 'Change',
	name: 'change',
	type: 'options',
	options: [
		{ name: 'Both', value: 'both' },
		{ name: 'Delisted', value: 'delisted' },
		{ name: 'Listed', value: 'listed' },
	],
	default: 'both',
});

function changeItem({ pair, change }: ListingChange): IDataObject {
	const [base, quote] = pair.split('_');
	return { pair, base, quote, change };
}

export const pairListing: TriggerEvent<string[]> = {
	name: 'Pair Listed or Delisted',
	value: 'pairListing',
	description: 'When a pair can be traded that could not before, or the other way round',
	fields: [changeField],
	watched: () => [],
	async poll({ client, parameters }, state) {
		const wanted = parameters.choice(changeField);
		const now = [...(await client.pairs()).keys()].sort();
		const changes = listingChanges(state ?? now, now);
		return {
			state: now,
			items: changes.filter(({ change }) => wanted === 'both' || change === wanted).map(changeItem),
		};
	},
	async sample({ client }) {
		const [pair] = [...(await client.pairs()).keys()].sort();
		return pair === undefined ? [] : [changeItem({ pair, change: 'listed' })];
	},
};
