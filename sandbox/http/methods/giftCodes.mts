import { seconds } from '../../exchange/clock.mts';
import { text } from '../../exchange/money.mts';
import { bareNumber } from '../../wire/json.mts';
import type { PrivateCall, PrivateMethod } from '../method.mts';

/** The gift-code methods (exmo-api/REST.md 5). */
export const giftCodeMethods: PrivateMethod[] = [
	{ path: 'excode_create', access: 'excode', writes: true, handle: create },
	{
		path: 'excode_load',
		access: 'excode',
		writes: true,
		handle({ exchange, account, params }) {
			const { gift, operation } = exchange.giftCodes.load(account, params.text('code'));
			return {
				result: true,
				error: '',
				task_id: String(operation.taskId),
				amount: text(gift.amount),
				currency: gift.currency,
				reviewing: false,
			};
		},
	},
	{ path: 'code_check', access: 'excode', handle: check },
];

/** Sandbox codes cost nothing: what EXMO takes is not known. */
function create({ exchange, account, params }: PrivateCall) {
	const currency = params.text('currency');
	const amount = params.decimal('amount');
	const login = params.optional('login');
	const { gift, operation } = exchange.giftCodes.create(account, currency, amount, login);
	const { ledger } = exchange.core;
	return {
		result: true,
		error: '',
		task_id: String(operation.taskId),
		code: gift.code,
		amount: text(amount),
		currency,
		commission: '0',
		...(login === undefined ? {} : { login }),
		// Numbers here, texts everywhere else (exmo-api/REST.md 5.1).
		balances: Object.fromEntries(
			exchange
				.currenciesOf(account.spot)
				.map((name) => [name, bareNumber(ledger.free(account.spot, name))]),
		),
	};
}

/** What EXMO says of a code that does not exist is not known: ours is not valid, and empty. */
function check({ exchange, params }: PrivateCall) {
	const gift = exchange.giftCodes.find(params.text('code'));
	return {
		result: true,
		error: '',
		valid: gift !== undefined && gift.usedMs === undefined,
		created: gift ? seconds(gift.createdMs) : 0,
		used: gift?.usedMs !== undefined,
		used_dt: gift?.usedMs === undefined ? 0 : seconds(gift.usedMs),
		amount: gift ? text(gift.amount) : '0',
		currency: gift?.currency ?? '',
	};
}
