import { walletOperations } from '../../../../exmo/account/lists';
import { firstRows } from '../../../../exmo/account/pages';
import { OPERATIONS_PAGE } from '../../../../exmo/account/walletOperations';
import { currencyFilterField, limitFields, simplifyField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { spelledCurrency } from '../../../shared/exchange/pairs';
import { choice } from '../../../shared/fields/texts';
import type { Operation } from '../operation';
import { operationItem, rawOperationItem } from '../../../shared/items/walletOperation';

/** In the words of `wallet_operations`, which asks for `withdraw` (exmo-api/REST.md 4.5). */
const TYPES: Record<string, string | undefined> = {
	all: undefined,
	deposit: 'deposit',
	withdrawal: 'withdraw',
};

export const getManyOperations: Operation = {
	name: 'Get Many Operations',
	value: 'getManyOperations',
	action: 'Get many wallet operations',
	description:
		'Deposits and withdrawals of the account, newest first, with status, fee and transaction ID. Gift codes, cashback and referral rewards are among them.',
	fields: [
		...limitFields,
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'All', value: 'all' },
				{ name: 'Deposits', value: 'deposit' },
				{ name: 'Withdrawals', value: 'withdrawal' },
			],
			default: 'all',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				currencyFilterField('Only operations in this currency'),
				{
					displayName: 'Provider',
					name: 'provider',
					type: 'string',
					default: '',
					placeholder: 'e.g. USDT (TRC20)',
					description: "Only operations by this provider, in EXMO's own spelling",
				},
				{
					displayName: 'Task ID',
					name: 'taskId',
					type: 'string',
					default: '',
					placeholder: 'e.g. 71234567',
					description: 'Only the operation of this task, as Withdraw returns it',
				},
			],
		},
		simplifyField,
	],
	async execute({ client, parameters }) {
		const wanted = parameters.limit();
		const filter = (name: string) => parameters.filter('filters', name) || undefined;
		const taskId = filter('taskId');
		if (taskId !== undefined && !/^\d+$/.test(taskId)) {
			throw new InvalidInput(`Task ID "${taskId}" is not a whole number.`);
		}
		const type = choice('Type', parameters.text('type'), Object.keys(TYPES));
		const currency = filter('currency');
		const filters = {
			type: TYPES[type],
			currency: currency && (await spelledCurrency(client, currency)),
			provider: filter('provider'),
			order_id: taskId,
		};
		const pageSize = Math.min(OPERATIONS_PAGE, wanted);
		const list = walletOperations(client.call, { ...filters, pageSize });
		const rows = await firstRows(list, wanted);
		return rows.map(parameters.flag('simplify') ? operationItem : rawOperationItem);
	},
};
