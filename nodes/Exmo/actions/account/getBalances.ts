import { add, formatDecimal, isZero, parseDecimal } from '../../../../exmo/decimal';
import { ENDPOINTS } from '../../../../exmo/endpoints';
import { currencyFilterField } from '../../../shared/fields';
import type { Row } from '../../../shared/rows';
import type { Operation } from '../operation';

export const getBalances: Operation = {
	name: 'Get Balances',
	value: 'getBalances',
	action: 'Get balances',
	description:
		'What the account holds: one item a currency, with what is free and what is in open orders',
	fields: [
		{
			displayName: 'Hide Zero Balances',
			name: 'hideZero',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out currencies of which the account holds nothing',
		},
		currencyFilterField(),
	],
	async execute({ client, parameters }) {
		const { balances, reserved } = (await client.call(ENDPOINTS.userInfo)) as {
			balances?: Row;
			reserved?: Row;
		};
		const wanted = parameters.text('currency').toUpperCase(); // EXMO has codes in mixed case: USDRec
		const currencies = new Set([...Object.keys(balances ?? {}), ...Object.keys(reserved ?? {})]);
		return [...currencies]
			.filter((currency) => wanted === '' || currency.toUpperCase() === wanted)
			.map((currency) => {
				const free = parseDecimal(String(balances?.[currency] ?? '0'));
				const inOrders = parseDecimal(String(reserved?.[currency] ?? '0'));
				return { currency, free, inOrders, total: add(free, inOrders) };
			})
			.filter(({ total }) => !parameters.flag('hideZero') || !isZero(total))
			.map(({ currency, free, inOrders, total }) => ({
				currency,
				free: formatDecimal(free),
				inOrders: formatDecimal(inOrders),
				total: formatDecimal(total),
			}));
	},
};
