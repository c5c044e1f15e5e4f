import type { IDataObject } from 'n8n-workflow';

import { readHoldings } from '../../../../exmo/account/balances';
import { checkWithdrawalTarget } from '../../../../exmo/api/authorization';
import { amountOf } from '../../../../exmo/money/amounts';
import { compare, formatDecimal, subtract } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import { feeOf } from '../../../../exmo/market/networks';
import type { ExmoClient } from '../../../shared/exchange/client';
import {
	currencyField,
	dryRunField,
	optionsField,
	pickerField,
} from '../../../shared/fields/fields';
import { maxAmountOption } from '../../../shared/fields/maxAmount';
import { unpriced, writeOperation } from '../writeOperation';
import { checkNotAgain } from './notAgain';
import { notAgainOption } from './notAgainField';
import { planWithdrawal, type WithdrawalPlan } from './planWithdrawal';
import { sendWithdrawal } from './sendWithdrawal';

const withdrawalJson = ({ currency, network, address, tag, amount }: WithdrawalPlan) => ({
	currency,
	provider: network.name,
	network: network.transport,
	address,
	tag,
	amount: formatDecimal(amount),
});

/** What Dry Run answers: nothing of it is sent. */
async function dryRunItem(client: ExmoClient, plan: WithdrawalPlan): Promise<IDataObject> {
	await checkNotAgain(client, plan);
	const free = amountOf((await readHoldings(client.call)).free[plan.currency]);
	const fee = feeOf(plan.network, plan.amount);
	return {
		...withdrawalJson(plan),
		wouldSend: Object.fromEntries(
			Object.entries(plan.params).filter(([, value]) => value !== undefined),
		) as IDataObject,
		feeText: plan.network.feeText,
		feeAmount: fee ? formatDecimal(fee) : '',
		// One source only says that the fee is part of the amount (exmo-api/REST.md 4.5)
		amountAfterFee: fee ? formatDecimal(subtract(plan.amount, fee)) : '',
		networkComment: plan.network.comment,
		freeBalance: formatDecimal(free),
		balanceSuffices: compare(free, plan.amount) >= 0,
	};
}

export const withdraw = writeOperation({
	name: 'Withdraw',
	value: 'withdraw',
	action: 'Withdraw to an address',
	description:
		'Send a currency out of the account to an address. It cannot be called back. Needs the Withdraw permission in the credential; EXMO Support has to enable withdrawals by API for the account.',
	fields: [
		{
			displayName:
				'A withdrawal cannot be called back. The wrong network or a missing tag loses the money: try Dry Run first, then a small amount.',
			name: 'withdrawNotice',
			type: 'notice',
			default: '',
		},
		currencyField('currency', 'What to send'),
		{
			...pickerField(
				{
					displayName: 'Network',
					name: 'network',
					description:
						'The network that the address belongs to. Empty: the only one that the currency has; when there are several, nothing is sent.',
				},
				'searchNetworks',
				{ displayName: 'Name', name: 'name', placeholder: 'e.g. TRC20' },
			),
			required: false,
		},
		{
			displayName: 'Address',
			name: 'address',
			type: 'string',
			default: '',
			required: true,
			description: 'Where the money goes, on the chosen network',
		},
		{
			displayName: 'Address Tag',
			name: 'tag',
			type: 'string',
			default: '',
			placeholder: 'e.g. 100200300',
			description:
				'Tag, memo or payment ID, where the receiver names one (often for XRP, XLM and the like)',
		},
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 100',
			description: "In the currency itself; the network's fee comes out of it",
		},
		dryRunField,
		optionsField(maxAmountOption, notAgainOption),
	],
	write: sendWithdrawal,
	async plan({ client, parameters }) {
		const plan = await planWithdrawal(client, parameters, parameters.options());
		checkWithdrawalTarget(client.account, ENDPOINTS.withdrawCrypt.path, plan.params);
		return plan;
	},
	dryRun: unpriced(dryRunItem),
	spending: (plan) => plan,
	item: (plan, { answer: taskId, reconciled }) => ({
		...{ taskId, reconciled },
		...withdrawalJson(plan),
	}),
});
