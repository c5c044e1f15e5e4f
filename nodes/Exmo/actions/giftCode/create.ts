import type { IDataObject } from 'n8n-workflow';

import { checkWithdrawalTarget } from '../../../../exmo/api/authorization';
import { amountOf } from '../../../../exmo/money/amounts';
import { compare, formatDecimal, type Decimal } from '../../../../exmo/money/decimal';
import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Call } from '../../../../exmo/api/call';
import { fitDecimals, QUANTITY_DECIMALS } from '../../../../exmo/market/pairs';
import { currencyField, dryRunField, optionsField } from '../../../shared/fields/fields';
import { checkMaxAmount, maxAmountOption } from '../../../shared/fields/maxAmount';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import { decimalText, taskIdOf } from '../../../shared/items/rows';
import type { Row } from '../../../../exmo/api/rows';
import { write } from '../../../shared/exchange/write';
import type { Operation } from '../operation';
import { ownCodes, searchNewCode } from './lookUp';

/** What is free of the currency. @throws InvalidInput when EXMO does not know it */
async function freeBalance(call: Call, currency: string): Promise<Decimal> {
	const { balances } = (await call(ENDPOINTS.userInfo)) as { balances?: Row };
	if (balances && Object.hasOwn(balances, currency)) return amountOf(balances[currency]);
	throw new InvalidInput(`EXMO does not list the currency ${currency}.`);
}

export const create: Operation = {
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
	writes: true,
	async execute({ client, parameters, memory }) {
		const options = parameters.options();
		const login = options.text('login');
		const currency = parameters.currency();
		const wanted = parameters.positiveDecimal('amount', 'Amount');
		const amount = fitDecimals('amount', wanted, QUANTITY_DECIMALS, 'down', 'fit');
		checkMaxAmount(amount, currency, options.positiveDecimal('maxAmount'));
		const amountText = formatDecimal(amount);
		const params = { currency, amount: amountText, login };
		const { path } = ENDPOINTS.excodeCreate;
		checkWithdrawalTarget(client.account, path, params);

		if (parameters.flag('dryRun')) {
			const free = await freeBalance(client.ask, currency);
			const wouldSend: IDataObject = { currency, amount: amountText };
			if (params.login !== undefined) wouldSend.login = params.login;
			return [
				{
					dryRun: true,
					currency,
					amount: amountText,
					wouldSend,
					freeBalance: formatDecimal(free),
					balanceSuffices: compare(free, amount) >= 0,
				},
			];
		}
		const record = memory.next(path);
		record.before ??= formatDecimal(await freeBalance(client.ask, currency));
		const { answer, reconciled } = await write(client, record, {
			endpoint: ENDPOINTS.excodeCreate,
			params,
			what: `the new gift code of ${amountText} ${currency}`,
			howToCheck:
				'Look on the web site, under the gift codes of the account, before making another one.',
			isAnswer: (data) => typeof (data as Row).code === 'string' && (data as Row).code !== '',
			lookUp: async (effort) => {
				const freeNow = async () => formatDecimal(await freeBalance(client.lookUp, currency));
				return await searchNewCode(client, record, { currency, amount, freeNow }, effort);
			},
		});
		const created = answer as Row;
		const taskId = taskIdOf(created);
		ownCodes.add(client.url, taskId);
		return [
			{
				code: String(created.code),
				taskId,
				currency,
				amount: decimalText(created.amount ?? amountText),
				feeAmount: decimalText(created.commission),
				login: params.login ?? '',
				reconciled,
			},
		];
	},
};
