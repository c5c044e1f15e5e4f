import { codeAmong, typedCode } from '../../../../../exmo/market/codes';
import { ExitPlanner, type Destination } from '../../../../../exmo/exit/ways';
import { add, compare, formatDecimal, ZERO } from '../../../../../exmo/money/decimal';
import { InvalidInput } from '../../../../shared/errors/nodeErrors';
import type { ItemParameters } from '../../../../shared/fields/parameters';
import type { Operation } from '../../operation';
import { planExitFields } from './fields';
import { planItem } from './item';
import { readHeld, readMarket } from './market';

/** @throws InvalidInput for one without a currency */
function readDestinations(parameters: ItemParameters): Destination[] {
	return parameters.rows('destinations', 'destination').map((row, index) => {
		const { currency, network, address, tag } = row;
		if (!currency) throw new InvalidInput(`Destination ${index + 1} has no currency.`);
		return {
			currency: typedCode(currency),
			network: network ?? '',
			address: address ?? '',
			tag: tag ?? '',
		};
	});
}

export const planExit: Operation = {
	name: 'Plan Exit',
	value: 'planExit',
	action: 'Plan the exit from EXMO',
	description:
		'For each currency of the account: the ways out (withdraw as it is, convert, wait), what arrives, what it costs in percent, and the best way with its reason. Only reads.',
	fields: planExitFields,
	async execute({ client, parameters }) {
		const destinations = readDestinations(parameters);
		const maxImpact = parameters.options().positiveDecimal('maxPriceImpact');
		const convert = parameters.flag('allowConversion');
		const asked =
			parameters.text('valueCurrency') === '' ? '' : parameters.currency('valueCurrency');
		const { holdings, knowsMargin } = await readHeld(client);
		const market = await readMarket(client, (usual, known) => {
			const chosen = asked === '' ? usual : codeAmong(known, asked);
			if (chosen !== undefined) return chosen;
			throw new InvalidInput(
				`No listed pair has the currency ${asked}, so nothing can be valued in it. Market: Get Many Pairs shows what is listed.`,
			);
		});
		const spelled = destinations.map((one) => {
			const currency = codeAmong(market.currencies, one.currency);
			if (currency !== undefined) return { ...one, currency };
			throw new InvalidInput(
				`EXMO knows no currency ${one.currency}, which Destinations names. Market: Get Many Networks shows what can be withdrawn.`,
			);
		});
		const planner = new ExitPlanner(
			market,
			{ destinations: spelled, convert, maxImpact },
			holdings,
		);
		const plans = holdings.map((holding) => planner.plan(holding));
		const worth = (currency: string, amount = ZERO) => market.valueOf(currency, amount) ?? ZERO;
		const totals = {
			accountValue: formatDecimal(
				holdings.reduce(
					(sum, { currency, free, inOrders, inMargin }) =>
						add(sum, worth(currency, add(add(free, inOrders), inMargin))),
					ZERO,
				),
			),
			accountArrivesValue: formatDecimal(
				plans.reduce(
					(sum, { ways: [best] }) =>
						best ? add(sum, worth(best.network.currency, best.arrives)) : sum,
					ZERO,
				),
			),
			marginKnown: knowsMargin,
		};
		return plans
			.sort((a, b) =>
				compare(
					worth(b.holding.currency, b.holding.free),
					worth(a.holding.currency, a.holding.free),
				),
			)
			.map((plan) => ({ ...planItem(plan, market, market.valueCurrency), ...totals }));
	},
};
