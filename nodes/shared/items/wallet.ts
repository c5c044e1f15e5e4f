/** Balances as items: one maker each for spot and margin, from REST and stream. */
import type { IDataObject } from 'n8n-workflow';

import { amountOf, amountText } from '../../../exmo/money/amounts';
import { add, formatDecimal } from '../../../exmo/money/decimal';
import { isoOfNanoseconds, isoOfSeconds } from '../fields/dates';
import { idText, numberOf } from './rows';
import type { Row } from '../../../exmo/api/rows';

/** What is free and what is locked in orders, as EXMO has them (exmo-api/REST.md 3.1, WEBSOCKET.md 4.6). */
export const balanceItem = (currency: string, free: unknown, reserved: unknown): IDataObject => ({
	currency,
	free: amountText(free),
	inOrders: amountText(reserved),
	total: formatDecimal(add(amountOf(free), amountOf(reserved))),
});

/** One row of `margin/user/wallet/list`, or of the stream's `margin/wallets`, which has only the first three (REST.md 6.19). */
export function marginWalletItem(currency: string, row: Row): IDataObject {
	const item = {
		currency,
		total: amountText(row.balance),
		free: amountText(row.free),
		used: amountText(row.used),
	};
	if (row.used_in_positions === undefined && row.updated === undefined) return item;
	return {
		...item,
		inPositions: amountText(row.used_in_positions),
		inOrders: amountText(row.used_in_orders),
		updatedAt: isoOfNanoseconds(row.updated),
	};
}

/** The whole answer of `user_info`: balances (free), reserved (in orders), and staked where there is such. */
export function accountItem({ uid, server_date: serverDate, ...holdings }: Row): IDataObject {
	return {
		accountId: idText(uid),
		serverDate: numberOf(serverDate),
		serverTime: isoOfSeconds(serverDate),
		...(holdings as IDataObject),
	};
}
