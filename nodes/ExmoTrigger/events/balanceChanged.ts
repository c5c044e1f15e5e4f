import type { IDataObject } from 'n8n-workflow';

import { isSameCode } from '../../../exmo/market/codes';
import {
	formatDecimal,
	isZero,
	parseDecimal,
	ZERO,
	type Decimal,
} from '../../../exmo/money/decimal';
import { readHoldings, type Holdings } from '../../../exmo/account/balances';
import {
	changedBalances,
	countedBalances,
	type BalanceChange,
	type Balances,
} from '../../../exmo/watch/balances';
import { currencyFilterField } from '../../shared/fields/fields';
import type { TriggerParameters } from '../../shared/fields/parameters';
import { balanceItem } from '../../shared/items/wallet';
import type { TriggerEvent } from '../event';
import { decimalField } from '../fields';
import { choiceField } from '../../shared/fields/choiceField';

const countedField = choiceField({
	displayName: 'Balance',
	name: 'counted',
	type: 'options',
	options: [
		{ name: 'Total', value: 'total', description: 'Free and in orders together' },
		{ name: 'Free', value: 'free', description: 'What is not locked in open orders' },
		{ name: 'In Orders', value: 'inOrders', description: 'What is locked in open orders' },
	],
	default: 'total',
});

/** In capitals, as comparing goes by them: the same memory for `usdrec` and `USDRec`. */
const currencyOf = (parameters: TriggerParameters): string =>
	parameters.text('currency').toUpperCase();

const isMeant = (code: string, currency: string): boolean =>
	currency === '' || isSameCode(code, currency);

function changeItem(change: BalanceChange, { free, reserved }: Holdings): IDataObject {
	const { currency } = change;
	return {
		...balanceItem(currency, free[currency], reserved[currency]),
		before: formatDecimal(change.before),
		after: formatDecimal(change.after),
		change: formatDecimal(change.change),
	};
}

/** Zero balances are left out: EXMO lists every currency it has. */
const textsOf = (balances: ReadonlyMap<string, Decimal>): Balances =>
	Object.fromEntries(
		[...balances]
			.filter(([, amount]) => !isZero(amount))
			.map(([currency, amount]) => [currency, formatDecimal(amount)]),
	);

export const balanceChanged: TriggerEvent<Balances> = {
	name: 'Balance Changed',
	value: 'balanceChanged',
	description: 'When the account holds more or less of a currency than before: one item a currency',
	fields: [
		currencyFilterField(),
		countedField,
		decimalField(
			'By More Than',
			'threshold',
			"In the currency's own unit; empty for any change. Small changes add up until they are more.",
		),
	],
	watched: (parameters) => [currencyOf(parameters), parameters.text('counted')],
	async poll(watch, state) {
		const { parameters } = watch;
		const threshold = parameters.decimalFromZero('threshold');
		const counted = parameters.choice(countedField);
		const currency = currencyOf(parameters);
		const holdings = await readHoldings(watch.client.call);
		const all = countedBalances(holdings.free, holdings.reserved, counted);
		const now = new Map([...all].filter(([name]) => isMeant(name, currency)));
		if (!state) return { state: textsOf(now), items: [] };
		const changes = changedBalances(state, now, threshold);
		const before = Object.entries(state).map(([name, text]) => [name, parseDecimal(text)] as const);
		const after = changes.map((change) => [change.currency, change.after] as const);
		return {
			state: textsOf(new Map([...before, ...after])),
			items: changes.map((change) => changeItem(change, holdings)),
		};
	},
	async sample(watch) {
		const counted = watch.parameters.choice(countedField);
		const currency = currencyOf(watch.parameters);
		const holdings = await readHoldings(watch.client.call);
		const held = [...countedBalances(holdings.free, holdings.reserved, counted)].find(
			([name, amount]) => (currency === '' ? !isZero(amount) : isMeant(name, currency)),
		);
		if (!held) return [];
		const [name, amount] = held;
		return [changeItem({ currency: name, before: amount, after: amount, change: ZERO }, holdings)];
	},
};
