import type { IDataObject } from 'n8n-workflow';

import { isSameCode } from '../../../exmo/market/codes';
import { walletOperations } from '../../../exmo/account/lists';
import { operationType } from '../../../exmo/account/walletOperations';
import { readOperationChanges, type OperationsSeen } from '../../../exmo/watch/operations';
import { operationItem } from '../../shared/items/walletOperation';
import { currencyFilterField } from '../../shared/fields/fields';
import type { Row } from '../../../exmo/api/rows';
import type { TriggerEvent, Watch } from '../event';
import { choiceField } from '../../shared/fields/choiceField';

const typeField = choiceField({
	displayName: 'Type',
	name: 'type',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Deposit', value: 'deposit' },
		{ name: 'Withdrawal', value: 'withdrawal' },
	],
	default: 'all',
});

/** Whether a row is what the fields ask for. */
function filterOf({ parameters }: Watch): (row: Row) => boolean {
	const type = parameters.choice(typeField);
	const currency = parameters.text('currency');
	return (row) =>
		(type === 'all' || operationType(row) === type) &&
		(currency === '' || isSameCode(row.currency, currency));
}

const changeItem = (row: Row, before: string | undefined): IDataObject => ({
	...operationItem(row),
	change: before === undefined ? 'new' : 'changed',
	previousStatus: before ?? '',
});

export const depositOrWithdrawalChanged: TriggerEvent<OperationsSeen> = {
	name: 'Deposit or Withdrawal Changed',
	value: 'depositOrWithdrawalChanged',
	description:
		'When money comes in or goes out, when its status changes, and when its transaction ID is there',
	fields: [typeField, currencyFilterField()],
	watched: () => [],
	async poll(watch, state) {
		const isWanted = filterOf(watch);
		const { changes, seen } = await readOperationChanges(
			walletOperations(watch.client.call),
			state,
		);
		return {
			state: seen,
			items: changes
				.filter(({ row }) => isWanted(row))
				.map(({ row, before }) => changeItem(row, before)),
		};
	},
	async sample(watch) {
		const isWanted = filterOf(watch);
		for await (const row of walletOperations(watch.client.call)) {
			if (isWanted(row)) return [changeItem(row, undefined)];
		}
		return [];
	},
};
