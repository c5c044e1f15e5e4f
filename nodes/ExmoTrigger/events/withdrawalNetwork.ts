import type { IDataObject } from 'n8n-workflow';

import { readHoldings } from '../../../exmo/account/balances';
import { entriesOf } from '../../../exmo/api/rows';
import { codeAmong } from '../../../exmo/market/codes';
import { networks } from '../../../exmo/market/lists';
import { transportIn, type Network } from '../../../exmo/market/networks';
import { amountOf } from '../../../exmo/money/amounts';
import { isZero } from '../../../exmo/money/decimal';
import {
	networkChanges,
	networksSeen,
	type NetworkChange,
	type NetworksSeen,
	type NetworkState,
} from '../../../exmo/watch/networks';
import { InvalidInput } from '../../shared/errors/nodeErrors';
import type { TriggerEvent, Watch } from '../event';
import { choiceField } from '../../shared/fields/choiceField';

const changeField = choiceField({
	displayName: 'Change',
	name: 'networkChange',
	type: 'options',
	options: [
		{ name: 'Any', value: 'any' },
		{ name: 'Closed', value: 'closed' },
		{ name: 'Fee Changed', value: 'feeChanged' },
		{ name: 'Minimum Changed', value: 'minimumChanged' },
		{ name: 'Opened', value: 'opened' },
	],
	default: 'any',
});

/** Those that were named, as EXMO spells them, or those that the account holds now. @throws InvalidInput */
async function currenciesOf(
	{ client, parameters }: Watch,
	all: readonly Network[],
): Promise<string[]> {
	const named = parameters.list('currencies');
	if (named.length > 0) {
		const known = new Set(all.map(({ currency }) => currency));
		return named.map((asked) => {
			const currency = codeAmong(known, asked);
			if (currency !== undefined) return currency;
			throw new InvalidInput(
				`EXMO lists no network of ${asked}, which Currencies names. Market: Get Many Networks shows what there is.`,
			);
		});
	}
	const { free, reserved } = await readHoldings(client.call);
	const held = [...entriesOf(free), ...entriesOf(reserved)];
	return [...new Set(held.filter(([, amount]) => !isZero(amountOf(amount))).map(([code]) => code))];
}

const sideOf = (state: NetworkState | undefined): IDataObject => ({
	enabled: state?.enabled ?? false,
	feeText: state?.feeText ?? '',
	minAmount: state?.minAmount ?? '',
});

function changeItem({ name, change, before, now }: NetworkChange): IDataObject {
	return {
		currency: (now ?? before)?.currency ?? '',
		provider: name,
		network: transportIn(name),
		change,
		...sideOf(now),
		before: sideOf(before),
	};
}

async function readNetworks(watch: Watch): Promise<NetworksSeen> {
	const all = await networks(watch.client.call);
	if (all.length === 0) {
		// One empty answer must not call every network closed
		throw new InvalidInput('EXMO lists no networks at all at the moment.');
	}
	return networksSeen(all, await currenciesOf(watch, all));
}

export const withdrawalNetwork: TriggerEvent<NetworksSeen> = {
	name: 'Withdrawal Network Changed',
	value: 'withdrawalNetworkChanged',
	description:
		'When a network for withdrawals is opened or closed, or its fee or minimum has changed: one item a change',
	fields: [
		{
			displayName: 'Currencies',
			name: 'currencies',
			type: 'string',
			default: '',
			placeholder: 'e.g. BTC, USDT',
			description:
				'Separated by commas. Empty: those that the account holds, which needs one more request a poll.',
		},
		changeField,
	],
	watched: (parameters) => [parameters.list('currencies').map((code) => code.toUpperCase())],
	async poll(watch, state) {
		const wanted = watch.parameters.choice(changeField);
		const now = await readNetworks(watch);
		const changes = state ? networkChanges(state, now) : [];
		return {
			state: now,
			items: changes.filter(({ change }) => wanted === 'any' || change === wanted).map(changeItem),
		};
	},
	async sample(watch) {
		const { networks } = await readNetworks(watch);
		const [name] = Object.keys(networks);
		if (name === undefined) return [];
		const state = networks[name];
		return [
			changeItem({ name, change: state.enabled ? 'opened' : 'closed', before: state, now: state }),
		];
	},
};
