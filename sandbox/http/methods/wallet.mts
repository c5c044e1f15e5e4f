import { seconds } from '../../exchange/clock.mts';
import { text } from '../../exchange/money.mts';
import type { WalletOperation } from '../../exchange/wallet.mts';
import type { PrivateCall, PrivateMethod } from '../method.mts';

const DAY_SECONDS = 86_400;

/** The wallet methods (exmo-api/REST.md 4). */
export const walletMethods: PrivateMethod[] = [
	{
		path: 'deposit_address',
		access: 'read',
		handle: ({ exchange, account }) => exchange.wallet.addresses(account),
	},
	{ path: 'withdraw_crypt', access: 'withdraw', writes: true, handle: withdraw },
	{
		path: 'withdraw_get_txid',
		access: 'read',
		handle({ exchange, account, params }) {
			const operation = exchange.wallet.find(account, params.integer('task_id'));
			const status = exchange.wallet.isPaid(operation);
			return { result: true, error: '', status, txid: status ? operation.txid : '' };
		},
	},
	{
		path: 'wallet_history',
		access: 'read',
		handle: walletHistory,
		refusedWith(exchange) {
			const begin = startOfDay(seconds(exchange.nowMs));
			return { history: [], begin, end: begin + DAY_SECONDS };
		},
	},
	{ path: 'wallet_operations', access: 'read', handle: walletOperations },
];

/** task_id is a number, as seen live; the documents have a text. */
function withdraw({ exchange, account, params }: PrivateCall) {
	const operation = exchange.wallet.withdraw(account, {
		amount: params.decimal('amount'),
		currency: params.text('currency'),
		address: params.text('address'),
		invoice: params.optional('invoice'),
		transport: params.optional('transport'),
	});
	return { result: true, error: '', task_id: operation.taskId };
}

const startOfDay = (unixSeconds: number): number =>
	Math.floor(unixSeconds / DAY_SECONDS) * DAY_SECONDS;

/** One day in UTC: which zone EXMO's days are in is not known. */
function walletHistory({ exchange, account, params, nowMs }: PrivateCall) {
	const begin = startOfDay(Number(params.optionalInteger('date') ?? seconds(nowMs)));
	const end = begin + DAY_SECONDS; // where the next day begins
	const history = exchange.shown
		.rows(exchange.wallet.of(account))
		.filter(({ createdMs }) => begin <= seconds(createdMs) && seconds(createdMs) < end)
		.map((operation) => {
			const paid = exchange.wallet.isPaid(operation);
			const leaves = operation.type === 'withdraw';
			return {
				dt: seconds(operation.createdMs),
				type: leaves ? 'withdrawal' : 'deposit',
				curr: operation.currency,
				status: statusOf(operation, paid).toLowerCase(),
				provider: operation.provider,
				amount: text(leaves ? operation.amount.negated() : operation.amount),
				account: counterparty(operation),
				txid: paid ? operation.txid : '',
			};
		});
	return { result: true, error: '', begin: String(begin), end: String(end), history };
}

/** Withdrawals are called `withdrawal`, as seen live, though they are asked for as `withdraw`. */
function walletOperations({ exchange, account, params }: PrivateCall) {
	const { limit, offset } = params.page(100);
	const wanted = {
		currency: params.optional('currency'),
		provider: params.optional('provider'),
		type: params.optional('type'),
		taskId: params.optionalInteger('order_id'),
	};
	const rows = exchange.shown
		.rows(exchange.wallet.of(account))
		.filter((operation) =>
			Object.entries(wanted).every(
				([name, value]) => value === undefined || operation[name as keyof typeof wanted] === value,
			),
		)
		.toReversed();
	return {
		items: rows.slice(offset, offset + limit).map((operation) => {
			const paid = exchange.wallet.isPaid(operation);
			return {
				operation_id: operation.id,
				created: seconds(operation.createdMs),
				updated: seconds(paid ? operation.paidMs : operation.createdMs),
				type: operation.type === 'withdraw' ? 'withdrawal' : 'deposit',
				currency: operation.currency,
				status: statusOf(operation, paid),
				amount: text(operation.amount),
				provider: operation.provider,
				commission: text(operation.commission),
				account: counterparty(operation),
				order_id: operation.taskId,
				// Seen live only (exmo-api/REST.md 4.5); what EXMO has in them is not known
				provider_type: operation.address === '' ? '' : 'crypto',
				crypto_address: operation.address,
				card_number: '',
				wallet_address: '',
				email: '',
				phone: '',
				extra: {
					txid: paid ? operation.txid : '',
					excode: operation.excode,
					invoice: operation.invoice,
					confirmations: null,
				},
				error: operation.error ?? '',
			};
		}),
		count: rows.length,
	};
}

const statusOf = ({ status }: WalletOperation, paid: boolean): string =>
	status ?? (paid ? 'Paid' : 'Processing');

const counterparty = ({ address, currency }: WalletOperation): string =>
	address === '' ? '' : `${currency}: ${address}`;
