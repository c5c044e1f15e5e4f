/** From an item's fields to a withdrawal that fits the network's rules, before anything is sent. */
import { codeAmong } from '../../../../exmo/market/codes';
import { formatDecimal, type Decimal } from '../../../../exmo/money/decimal';
import { networks as allNetworks } from '../../../../exmo/market/lists';
import { isNamed, type Network } from '../../../../exmo/market/networks';
import { checkLimits, fitDecimals, QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import type { Params } from '../../../../exmo/api/signing';
import type { ExmoClient } from '../../../shared/exchange/client';
import { checkMaxAmount } from '../../../shared/fields/maxAmount';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { Options } from '../../../shared/fields/options';
import type { ItemParameters } from '../../../shared/fields/parameters';
import { readNotAgainWithin } from './notAgainField';

export interface WithdrawalPlan {
	readonly currency: string;
	readonly network: Network;
	readonly address: string;
	readonly tag: string;
	readonly amount: Decimal;
	/** Not Again Within, in hours; undefined when it is off. */
	readonly notAgainWithin?: number;
	/** The parameters of `withdraw_crypt`. */
	readonly params: Params;
}

const namesOf = (networks: readonly Network[]): string =>
	networks.map(({ name, isEnabled }) => (isEnabled ? name : `${name} (switched off)`)).join(', ');

/** The network that is meant. Left empty it is the only one there is; between two, nobody guesses. */
function chooseNetwork(all: readonly Network[], currency: string, wanted: string): Network {
	const networks = all.filter(
		(network) => network.type === 'withdraw' && network.currency === currency,
	);
	if (networks.length === 0) {
		throw new InvalidInput(
			`EXMO lists no network by which ${currency} could be withdrawn. Market: Get Many Networks shows what there is.`,
		);
	}
	const meant = wanted === '' ? networks : networks.filter((network) => isNamed(network, wanted));
	if (meant.length !== 1) {
		throw new InvalidInput(
			wanted === ''
				? `Network is empty, and ${currency} has several: ${namesOf(networks)}. Choose the one that the address belongs to.`
				: `${currency} has no network "${wanted}" for withdrawals. It has: ${namesOf(networks)}.`,
		);
	}
	if (!meant[0].isEnabled) {
		throw new InvalidInput(
			`EXMO has switched off withdrawals by ${meant[0].name}. ${currency} has: ${namesOf(networks)}.`,
		);
	}
	return meant[0];
}

function readAddress(parameters: ItemParameters): string {
	const address = parameters.requiredText('address', 'Address');
	if (/[\s,]/.test(address)) {
		throw new InvalidInput(
			'Address has a space or a comma in it. A tag or memo goes into its own field, Address Tag.',
		);
	}
	return address;
}

/** @throws InvalidInput | OrderDoesNotFit, with the limit and the nearest valid value */
export async function planWithdrawal(
	client: ExmoClient,
	parameters: ItemParameters,
	options: Options,
): Promise<WithdrawalPlan> {
	const asked = parameters.currency();
	const address = readAddress(parameters);
	const tag = parameters.meantText('tag', 'Address Tag');
	const wantedNetwork = parameters.meantText('network', 'Network');
	const wanted = parameters.positiveDecimal('amount', 'Amount');
	const amount = fitDecimals('amount', wanted, QUANTITY_DECIMALS, 'down', 'fit');
	checkMaxAmount(amount, asked, options.positiveDecimal('maxAmount'));
	const notAgainWithin = readNotAgainWithin(options);
	const networks = await allNetworks(client.call);
	const currency = codeAmong(new Set(networks.map((network) => network.currency)), asked) ?? asked;
	const network = chooseNetwork(networks, currency, wantedNetwork);
	checkLimits('amount', amount, network.limits, currency, network.name);
	return {
		currency,
		network,
		address,
		tag,
		amount,
		notAgainWithin,
		params: {
			amount: formatDecimal(amount),
			currency,
			address,
			invoice: tag || undefined,
			transport: network.transport || undefined, // a network without a name of its own is the default one
		},
	};
}
