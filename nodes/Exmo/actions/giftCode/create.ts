import type { IDataObject } from 'n8n-workflow';

import { checkWithdrawalTarget } from '../../../../exmo/api/authorization';
import { compare, formatDecimal, type Decimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Call } from '../../../../exmo/api/call';
import { answeredTaskId } from '../../../../exmo/api/ids';
import {
	freeBalanceOf,
	reconcileNewCode,
	type NewCode,
} from '../../../../exmo/reconcile/giftCodes';
import { fitDecimals, QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { currencyField, dryRunField, optionsField } from '../../../shared/fields/fields';
import { checkMaxAmount, maxAmountOption } from '../../../shared/fields/maxAmount';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { decimalText } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import type { Write } from '../../../shared/exchange/write';
import type { ReadContext } from '../operation';
import { unpriced, writeOperation } from '../writeOperation';
import { ownCodes } from './ownCodes';

/** A code that is to be made. */
interface CodePlan {
	readonly currency: string;
	readonly amount: Decimal;
	/** The parameters of `excode_create`. */
	readonly params: { currency: string; amount: string; login?: string };
}

/** What is free of the currency. @throws InvalidInput when EXMO does not know it */
async function freeBalance(call: Call, currency: string): Promise<Decimal> {
	const free = await freeBalanceOf(call, currency);
	if (free) return free;
	throw new InvalidInput(`EXMO does not list the currency ${currency}.`);
}

/** A code and its task; undefined unless there is a code. */
function codeIn({ code, task_id: id, amount, commission }: Row): NewCode | undefined {
	if (typeof code !== 'string' || code === '') return undefined;
	return { code, taskId: answeredTaskId(id), amount, commission };
}

const createCode: Write<CodePlan, { readonly freeBefore: Decimal }, NewCode> = {
	endpoint: ENDPOINTS.excodeCreate,
	note: async (client, { currency }) => ({
		freeBefore: await freeBalance(client.call, currency),
	}),
	params: ({ plan }) => plan.params,
	what: ({ plan: { amount, currency } }) =>
		`the new gift code of ${formatDecimal(amount)} ${currency}`,
	howToCheck: () =>
		'Look on the web site, under the gift codes of the account, before making another one.',
	readAnswer: (data) => codeIn(data as Row),
	async reconcile(client, { plan: { currency, amount }, noted, notBefore }, effort) {
		const sent = { currency, amount, ...noted, notBefore, excluding: ownCodes.of(client.url) };
		return await reconcileNewCode(client.urgentCall, clock, sent, effort);
	},
	claim: ({ url }, _plan, { answer: { taskId } }) => ownCodes.add(url, taskId),
};

/** @throws InvalidInput | SigningRefused for a login that the credential does not allow */
async function planCode({ client, parameters }: ReadContext): Promise<CodePlan> {
	const options = parameters.options();
	const login = options.text('login');
	const currency = parameters.currency();
	const wanted = parameters.positiveDecimal('amount');
	const amount = fitDecimals('amount', wanted, QUANTITY_DECIMALS, 'down', 'fit');
	checkMaxAmount(amount, currency, options.positiveDecimal('maxAmount'));
	const params = { currency, amount: formatDecimal(amount), login };
	checkWithdrawalTarget(client.account, ENDPOINTS.excodeCreate.path, params);
	return { currency, amount, params };
}

/** What Dry Run answers: nothing of it is sent. */
async function dryRunItem(client: ExmoClient, plan: CodePlan): Promise<IDataObject> {
	const { currency, amount, params } = plan;
	const free = await freeBalance(client.call, currency);
	const { login, ...wouldSend } = params;
	return {
		currency,
		amount: params.amount,
		wouldSend: login === undefined ? wouldSend : params,
		freeBalance: formatDecimal(free),
		balanceSuffices: compare(free, amount) >= 0,
	};
}

export const create = writeOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a gift code',
	description:
		'Turn money of the account into a gift code. Whoever has the code has the money: it is in the output and nowhere else. Needs the Withdraw permission in the credential; EXMO Support has to enable gift codes for the account.',
	fields: [
		{
			displayName:
				'The code is money for whoever reads it, and this execution holds it: hand it on at once, and do not save executions of this workflow.',
			name: 'giftCodeNotice',
			type: 'notice',
			default: '',
		},
		currencyField('currency', 'What the code holds'),
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 10',
			description: 'In the currency itself',
		},
		dryRunField,
		optionsField(
			{
				displayName: 'Login',
				name: 'login',
				type: 'string',
				default: '',
				description:
					'The EXMO user who alone may redeem the code, besides you. Not added: anybody.',
			},
			maxAmountOption,
		),
	],
	write: createCode,
	plan: planCode,
	dryRun: unpriced(dryRunItem),
	item: ({ currency, params }, { answer, reconciled }) => ({
		code: answer.code,
		taskId: answer.taskId,
		currency,
		amount: decimalText(answer.amount ?? params.amount),
		feeAmount: decimalText(answer.commission),
		login: params.login ?? '',
		reconciled,
	}),
});
