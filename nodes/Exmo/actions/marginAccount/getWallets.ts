import { amountOf } from '../../../../exmo/amounts';
import { isSameCode } from '../../../../exmo/codes';
import { isZero } from '../../../../exmo/decimal';
import { ENDPOINTS } from '../../../../exmo/endpoints';
import { isoOfNanoseconds } from '../../../shared/dates';
import { decimalText, entriesOf, type Row } from '../../../shared/rows';
import type { Operation } from '../operation';

export const getWallets: Operation = {
	name: 'Get Wallets',
	value: 'getWallets',
	action: 'Get margin wallets',
	description:
		'What the margin wallets hold: one item a currency, with what is free and what positions and orders use. Money is moved between spot and margin on the web site only.',
	fields: [
		{
			displayName: 'Hide Zero Balances',
			name: 'hideZero',
			type: 'boolean',
			default: true,
			description: 'Whether to leave out currencies of which the wallet holds nothing',
		},
		{
			displayName: 'Currency',
			name: 'currency',
			type: 'string',
			default: '',
			placeholder: 'e.g. USDC',
			description: 'Only this currency; empty for all',
		},
	],
	async execute({ client, parameters }) {
		const wanted = parameters.text('currency') === '' ? undefined : parameters.currency();
		const { wallets } = (await client.call(ENDPOINTS.marginWalletList)) as Row;
		return entriesOf<Row>(wallets)
			.filter(([currency]) => wanted === undefined || isSameCode(currency, wanted))
			.filter(([, { balance }]) => !parameters.flag('hideZero') || !isZero(amountOf(balance)))
			.map(([currency, row]) => ({
				currency,
				total: decimalText(row.balance),
				free: decimalText(row.free),
				used: decimalText(row.used),
				inPositions: decimalText(row.used_in_positions),
				inOrders: decimalText(row.used_in_orders),
				updatedAt: isoOfNanoseconds(row.updated),
			}));
	},
};
