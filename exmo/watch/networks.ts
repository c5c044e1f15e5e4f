/** What has changed of the networks by which money can leave. */
import type { Network } from '../market/networks';
import { formatDecimal } from '../money/decimal';

/** What is remembered of one network, as texts. */
export interface NetworkState {
	readonly currency: string;
	readonly enabled: boolean;
	readonly feeText: string;
	readonly minAmount: string;
}

/** What is remembered of all that are watched: plain JSON. */
export interface NetworksSeen {
	/** Watched at the last poll; networks of others are no news. */
	readonly currencies: readonly string[];
	/** By EXMO's name of the network. */
	readonly networks: Readonly<Record<string, NetworkState>>;
}

/** `opened` and `closed` also of a network that EXMO lists anew, or no longer. */
type NetworkChangeKind = 'opened' | 'closed' | 'feeChanged' | 'minimumChanged';

export interface NetworkChange {
	readonly name: string;
	readonly change: NetworkChangeKind;
	readonly before?: NetworkState;
	readonly now?: NetworkState;
}

const stateOf = ({ currency, isEnabled, feeText, limits }: Network): NetworkState => ({
	...{ currency, enabled: isEnabled, feeText, minAmount: formatDecimal(limits.min) },
});

/** What is to be remembered of the withdrawal networks of these currencies. */
export function networksSeen(
	networks: readonly Network[],
	currencies: readonly string[],
): NetworksSeen {
	const watched = networks.filter(
		({ type, currency }) => type === 'withdraw' && currencies.includes(currency),
	);
	return {
		currencies,
		networks: Object.fromEntries(watched.map((network) => [network.name, stateOf(network)])),
	};
}

/** Every change of one network; several at once are several. */
function changesOf(before: NetworkState | undefined, now: NetworkState | undefined) {
	const kinds: NetworkChangeKind[] = [];
	if (now?.enabled && !before?.enabled) kinds.push('opened');
	if (before?.enabled && !now?.enabled) kinds.push('closed');
	if (before && now && before.feeText !== now.feeText) kinds.push('feeChanged');
	if (before && now && before.minAmount !== now.minAmount) kinds.push('minimumChanged');
	return kinds;
}

/** In the order of their names. A currency that is watched for the first time has no changes. */
export function networkChanges(before: NetworksSeen, now: NetworksSeen): NetworkChange[] {
	const watched = (state?: NetworkState) =>
		state !== undefined &&
		before.currencies.includes(state.currency) &&
		now.currencies.includes(state.currency);
	const names = new Set([...Object.keys(before.networks), ...Object.keys(now.networks)]);
	return [...names].sort().flatMap((name) => {
		const [was, is] = [before.networks[name], now.networks[name]];
		if (!watched(was ?? is)) return [];
		return changesOf(was, is).map((change) => ({ name, change, before: was, now: is }));
	});
}
