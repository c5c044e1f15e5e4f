/**
 * The ways out of the exchange for what an account holds, and which brings most: withdrawing the
 * currency itself, converting it into one that can be withdrawn, or waiting.
 */
import { compare, isPositive, isZero, subtract, ZERO, type Decimal } from '../money/decimal';
import { feeOf, isNamed, type Network } from '../market/networks';
import { CLAIM_TOKEN } from '../market/claimToken';
import { isBelowMin, upToMax } from '../market/pairs';
import { conversionsOf, type OpenPairs, type Leg, type Obstacle } from './conversion';

/** What the account has of a currency, in it. */
export interface Holding {
	readonly currency: string;
	readonly free: Decimal;
	readonly inOrders: Decimal;
	readonly inMargin: Decimal;
}

/** Where a currency is to go. */
export interface Destination {
	readonly currency: string;
	/** Empty: any open network. */
	readonly network: string;
	readonly address: string;
	readonly tag: string;
}

export interface ExitOptions {
	/** Empty: every open network is a way out. Else only these currencies leave, and others turn into them. */
	readonly destinations: readonly Destination[];
	readonly convert: boolean;
	/** In percent, of each order. */
	readonly maxImpact?: Decimal;
}

/** What is known of the exchange at the moment. */
export interface ExitMarket {
	/** Those for withdrawals. */
	readonly networks: readonly Network[];
	readonly pairs: OpenPairs;
	/** What an amount is worth, in the currency that everything is counted in; undefined: not known. */
	valueOf(currency: string, amount: Decimal): Decimal | undefined;
}

/** A network by which an amount can leave now. */
export interface Departure {
	readonly network: Network;
	readonly destination?: Destination;
	readonly amount: Decimal;
	/** Undefined where EXMO's text names none. */
	readonly fee?: Decimal;
	/** Less the fee, as far as that is known. */
	readonly arrives: Decimal;
}

export type Way =
	| (Departure & { readonly kind: 'inKind' })
	| (Departure & {
			readonly kind: 'convert';
			readonly legs: readonly Leg[];
			/** Whether more of that currency leaves anyway, which pays the network's fee. */
			readonly leavesTogether: boolean;
	  });

/** Why a network takes nothing now. */
export interface Closed {
	readonly network: Network;
	readonly cause: 'switchedOff' | 'belowMinimum' | 'feeTakesAll';
}

export interface ExitPlan {
	readonly holding: Holding;
	/** Those that work, the one that brings most first. */
	readonly ways: readonly Way[];
	readonly closed: readonly Closed[];
	readonly obstacles: readonly Obstacle[];
	/** What to do with what is free. `nothingFree`: all of it is in orders or in the margin wallet. */
	readonly verdict: 'inKind' | 'convert' | 'wait' | 'claimToken' | 'noWay' | 'nothingFree';
}

const destinationFor = (
	network: Network,
	destinations: readonly Destination[],
): Destination | undefined =>
	destinations.find(
		(wanted) =>
			wanted.currency === network.currency &&
			(wanted.network === '' || isNamed(network, wanted.network)),
	);

/** What is left after the network's fee, or why nothing can leave by it. */
function departureBy(
	network: Network,
	amount: Decimal,
	destination?: Destination,
): Departure | Closed {
	if (!network.isEnabled) return { network, cause: 'switchedOff' };
	if (isBelowMin(amount, network.limits)) return { network, cause: 'belowMinimum' };
	const sent = upToMax(amount, network.limits);
	const fee = feeOf(network, sent);
	const arrives = subtract(sent, fee ?? ZERO);
	if (!isPositive(arrives)) return { network, cause: 'feeTakesAll' };
	return { network, destination, amount: sent, fee, arrives };
}

const open = (departures: ReadonlyArray<Departure | Closed>): Departure[] =>
	departures.flatMap((one) => ('cause' in one ? [] : [one]));

const orderCount = (way: Way): number => (way.kind === 'convert' ? way.legs.length : 0);

function verdictOf(
	currency: string,
	[best]: readonly Way[],
	closed: readonly Closed[],
): ExitPlan['verdict'] {
	if (best) return best.kind;
	if (currency === CLAIM_TOKEN) return 'claimToken';
	return closed.length > 0 ? 'wait' : 'noWay';
}

/** Plans the exit of one account. */
export class ExitPlanner {
	readonly #market: ExitMarket;
	readonly #options: ExitOptions;
	readonly #free: ReadonlyMap<string, Decimal>;

	constructor(market: ExitMarket, options: ExitOptions, holdings: readonly Holding[]) {
		this.#market = market;
		this.#options = options;
		this.#free = new Map(holdings.map(({ currency, free }) => [currency, free]));
	}

	plan(holding: Holding): ExitPlan {
		const { currency, free } = holding;
		if (isZero(free))
			return { holding, ways: [], closed: [], obstacles: [], verdict: 'nothingFree' };
		const departures = this.#departures(currency, free);
		const inKind = open(departures).map((one): Way => ({ ...one, kind: 'inKind' }));
		const closed = departures.flatMap((one) => ('cause' in one ? [one] : []));
		const { ways: routes, obstacles } = this.#options.convert
			? conversionsOf(this.#market.pairs, currency, free, this.#options.maxImpact)
			: { ways: [], obstacles: [] };
		const converted = routes.flatMap((legs) => this.#afterConversion(legs));
		const ways = [...inKind, ...converted].sort((a, b) => this.#byValue(a, b));
		return { holding, ways, closed, obstacles, verdict: verdictOf(currency, ways, closed) };
	}

	/** The networks of a currency, each as a departure or with what keeps it closed. */
	#departures(currency: string, amount: Decimal): Array<Departure | Closed> {
		const { destinations } = this.#options;
		return this.#market.networks
			.filter((network) => network.currency === currency)
			.flatMap((network) => {
				const destination = destinationFor(network, destinations);
				if (destinations.length > 0 && !destination) return [];
				return [departureBy(network, amount, destination)];
			});
	}

	/** How the outcome of a conversion leaves. Beside what is free of that currency anyway it pays no fee of its own. */
	#afterConversion(legs: readonly Leg[]): Way[] {
		const { to, received } = legs[legs.length - 1];
		const anyway = open(this.#departures(to, this.#free.get(to) ?? ZERO)).reduce<
			Departure | undefined
		>((best, one) => (best && compare(best.arrives, one.arrives) >= 0 ? best : one), undefined);
		const departures: Departure[] = anyway
			? [{ ...anyway, amount: received, fee: ZERO, arrives: received }]
			: open(this.#departures(to, received));
		return departures.map((one) => ({
			...one,
			...{ kind: 'convert', legs, leavesTogether: anyway !== undefined },
		}));
	}

	/** More value first; of equal ones the way in kind, then the fewer orders. */
	#byValue(a: Way, b: Way): number {
		const [left, right] = [a, b].map((way) =>
			this.#market.valueOf(way.network.currency, way.arrives),
		);
		const fewer = orderCount(a) - orderCount(b);
		if (left && right) return compare(right, left) || fewer;
		// Where the worth is not known: in kind nothing is lost to a price
		return fewer;
	}
}
