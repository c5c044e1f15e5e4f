/**
 * The forms that EXMO's answers have, as far as this package reads them (exmo-api/REST.md 2-6): one
 * table, checked where an answer comes in, so that whatever reads rows behind it can rely on them; the
 * types of the answers are taken from it. Fields that are not named here may be anything; methods whose
 * answer no source shows have no form.
 */
import { ExmoError } from '../errors/errors';
import {
	amount,
	given,
	isMissing,
	level,
	listIn,
	listOf,
	listOrNothing,
	mapOf,
	optional,
	orNothing,
	row,
	scalar,
	text,
	whole,
	type Form,
	type Passed,
} from './form';
import { isRow, type Row } from './rows';

const publicTrade = { trade_id: whole, date: whole, type: text, price: given, quantity: given };

const ownTrade = row({
	...publicTrade,
	pair: text,
	amount,
	order_id: whole,
	client_id: optional(whole),
	parent_order_id: optional(whole),
	commission_amount: amount,
	commission_percent: amount,
	commission_currency: optional(text),
	exec_type: optional(text),
});

const anyOrder = {
	client_id: optional(whole),
	created: whole,
	type: text,
	pair: text,
	quantity: given,
	price: amount,
	trigger_price: amount,
	amount,
	reason_status: scalar,
};

/** Stop orders have a `parent_order_id` and a trigger price instead (REST.md 3.6). */
const order: Form<Row> = (value, at) =>
	row({
		...(isRow(value) && isMissing(value.order_id) && !isMissing(value.parent_order_id)
			? { parent_order_id: whole }
			: { order_id: whole }),
		...anyOrder,
	})(value, at);

const operation = row({
	operation_id: whole,
	order_id: optional(whole),
	created: whole,
	updated: optional(whole),
	type: text,
	currency: text,
	status: optional(text),
	amount: given,
	commission: amount,
	account: scalar,
	provider: scalar,
	provider_type: scalar,
	crypto_address: scalar,
	wallet_address: scalar,
	extra: optional(orNothing(row({ txid: scalar, excode: scalar, invoice: scalar }))),
});

const marginTrade = {
	trade_id: whole,
	trade_dt: whole,
	price: given,
	quantity: given,
};

/** By path. Reads only: an odd answer to a write counts as lost (nodes/shared/exchange/write.ts). */
const FORMS = {
	trades: mapOf(listOf(row({ ...publicTrade, amount }))),
	order_book: mapOf(
		row({
			ask: optional(listOf(level)),
			bid: optional(listOf(level)),
			ask_top: amount,
			ask_quantity: amount,
			ask_amount: amount,
			bid_top: amount,
			bid_quantity: amount,
			bid_amount: amount,
		}),
	),
	ticker: mapOf(
		row({
			buy_price: amount,
			sell_price: amount,
			last_trade: amount,
			high: amount,
			low: amount,
			avg: amount,
			vol: amount,
			vol_curr: amount,
			updated: optional(whole),
		}),
	),
	// A pair whose rules cannot be read must not hide the others: exmo/market/pairs.ts reads them one by one
	pair_settings: mapOf(row({})),
	currency: listOf(text),
	'currency/list/extended': listOf(row({ name: text, description: scalar })),
	required_amount: row({ quantity: given, amount: given, avg_price: amount }),
	// Without candles in the range: {"s": "no_data"}
	candles_history: row({
		candles: optional(
			listOf(row({ t: whole, o: amount, c: amount, h: amount, l: amount, v: amount })),
		),
	}),
	'payments/providers/crypto/list': mapOf(
		listOf(
			row({
				type: text,
				name: text,
				min: amount,
				max: amount,
				comment: scalar,
				commission_desc: scalar,
				currency_confirmations: optional(whole),
			}),
		),
	),
	user_info: row({
		uid: optional(whole),
		server_date: optional(whole),
		balances: mapOf(amount),
		reserved: optional(mapOf(amount)),
	}),
	user_open_orders: mapOf(listOf(order)),
	user_trades: mapOf(listOf(ownTrade)),
	user_cancelled_orders: listOrNothing(order),
	order_trades: listIn('trades', ownTrade),
	deposit_address: mapOf(scalar),
	withdraw_get_txid: row({ status: scalar, txid: scalar }),
	wallet_history: row({
		begin: optional(whole),
		end: optional(whole),
		history: listOf(
			row({
				dt: whole,
				type: text,
				curr: text,
				status: scalar,
				provider: scalar,
				amount: given,
				account: scalar,
				txid: scalar,
			}),
		),
	}),
	wallet_operations: listIn('items', operation),
	code_check: row({
		valid: scalar,
		used: scalar,
		created: optional(whole),
		used_dt: optional(whole),
		amount,
		currency: scalar,
	}),
	// Rules as of pair_settings
	'margin/pair/list': listIn(
		'pairs',
		row({ name: text, buy_price: amount, sell_price: amount, last_trade_price: amount }),
	),
	'margin/user/order/list': listIn(
		'orders',
		row({
			order_id: whole,
			client_id: optional(whole),
			pair: text,
			type: text,
			quantity: given,
			price: amount,
			stop_price: amount,
			trigger_price: amount,
			distance: amount,
			leverage: amount,
			take_profit: amount,
			stop_loss: amount,
			comment: scalar,
			created: whole,
			expire: optional(whole),
		}),
	),
	'margin/user/order/history': listIn(
		'items',
		row({
			event_id: whole,
			event_time: whole,
			event_type: text,
			order_id: whole,
			order_type: text,
			order_status: scalar,
			pair: text,
			quantity: amount,
			price: amount,
			stop_price: amount,
			trade_id: optional(whole),
			trade_price: amount,
			trade_quantity: amount,
		}),
	),
	'margin/user/order/trades': listIn(
		'trades',
		row({ ...marginTrade, order_id: whole, pair: text, type: text }),
	),
	'margin/user/position/list': listIn(
		'positions',
		row({
			position_id: whole,
			created: whole,
			pair: text,
			type: text,
			quantity: given,
			leverage: amount,
			base_price: amount,
			liquidation_price: amount,
			margin: amount,
			margin_currency: scalar,
			pnl_currency: scalar,
			realized_pnl: amount,
			unrealized_pnl: amount,
		}),
	),
	'margin/user/wallet/list': row({
		wallets: mapOf(
			row({
				balance: amount,
				free: amount,
				used: amount,
				used_in_positions: amount,
				used_in_orders: amount,
				updated: optional(whole),
			}),
		),
	}),
	'margin/trades': row({
		trades: mapOf(listOf(row({ ...marginTrade, trade_type: text, amount }))),
	}),
} satisfies Record<string, Form>;

type Forms = typeof FORMS;

/** What the method of a path answers; unknown where it has no form. */
export type ReplyOf<Path extends string> = Path extends keyof Forms ? Passed<Forms[Path]> : unknown;

const formAt = new Map<string, Form>(Object.entries(FORMS));

/** The error for an answer that is not what the package can read; `what` says where. */
const unknownForm = (path: string, what: string): ExmoError =>
	new ExmoError({
		title: `EXMO's answer to ${path} has a form that this package does not know: ${what}`,
		advice: 'EXMO may have changed something, or has trouble. Nothing was made of the answer.',
		kind: 'network',
		effect: 'none',
	});

/**
 * Lets an answer through that has its method's form.
 * @throws ExmoError (network) that names the method and the first odd place
 */
export function checkForm<Reply>(
	{ path }: { readonly path: string; readonly reply?: Reply },
	data: unknown,
): asserts data is Reply {
	const what = formAt.get(path)?.(data, '');
	if (what !== undefined) throw unknownForm(path, what);
}
