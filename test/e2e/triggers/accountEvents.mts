// What happens to an account, for the polling trigger.
import { Decimal } from 'decimal.js';
import type { OwnExchange, Placed } from '../ownExchange.mts';
import { iso, type Scenario, type Scenarios } from './scenario.mts';

function ownTrade(exchange: OwnExchange): Scenario {
	const pair = 'BTC_USDC';
	const trade = async (types: string[]) => {
		for (const type of types) await exchange.order('trade', pair, type, '0.001');
		const { [pair]: rows } = await exchange.call('readOnly', 'user_trades', { pair });
		return rows
			.slice(0, types.length)
			.reverse()
			.map((row: Record<string, string>) => ({
				tradeId: row.trade_id,
				orderId: row.order_id,
				clientOrderId: '77',
				pair,
				side: row.type,
				role: row.exec_type,
				price: row.price,
				quantity: row.quantity,
				amount: row.amount,
				feeAmount: row.commission_amount,
				feeCurrency: row.commission_currency,
				feePercent: row.commission_percent,
				createdAt: iso(row.date),
			}));
	};
	return {
		parameters: { triggerOn: 'ownTrade', pairs: pair },
		before: () => trade(['market_buy']),
		rounds: [() => trade(['market_buy', 'market_sell']), () => trade(['market_buy'])],
	};
}

function orderEnded(exchange: OwnExchange): Scenario {
	const pair = 'ETH_USDC';
	const rest = (price: string) => exchange.order('trade', pair, 'buy', '0.1', price);
	let filled: Placed;
	let cancelled: Placed;
	const ended = async (...orders: Placed[]) => {
		const { orders: accepted } = await exchange.control('GET', 'record');
		return orders.map(({ order_id: orderId }) => {
			const truth = accepted.find(({ id }: { id: string }) => id === orderId);
			return {
				orderId,
				clientOrderId: truth.clientId,
				pair,
				side: 'buy',
				orderType: 'limit',
				status: truth.status,
				quantity: truth.quantity,
				price: truth.price,
				filledQuantity: truth.filled,
				remainingQuantity: new Decimal(truth.quantity).sub(truth.filled).toFixed(),
			};
		});
	};
	return {
		parameters: { triggerOn: 'orderEnded', pairs: pair },
		before: async () => {
			await exchange.cancel('trade', await rest('2490'));
			filled = await rest('2500');
			cancelled = await rest('2480');
		},
		rounds: [
			async () => {
				await exchange.order('other', pair, 'market_sell', '0.1');
				await exchange.cancel('trade', cancelled);
				return await ended(filled, cancelled);
			},
			async () => {
				const brief = await rest('2495');
				await exchange.cancel('trade', brief);
				return await ended(brief);
			},
		],
	};
}

function balanceChanged(exchange: OwnExchange): Scenario {
	const currency = 'EUR';
	const holding = async () => {
		const { balances, reserved } = await exchange.call('readOnly', 'user_info');
		return new Decimal(balances[currency]).add(reserved[currency]);
	};
	const changedBy = async (type: string) => {
		const before = await holding();
		await exchange.order('trade', 'EUR_USDC', type, '10');
		const after = await holding();
		const change = after.sub(before).toFixed();
		return [{ currency, before: before.toFixed(), after: after.toFixed(), change }];
	};
	return {
		parameters: { triggerOn: 'balanceChanged', currency },
		rounds: [() => changedBy('market_sell'), () => changedBy('market_buy')],
	};
}

function depositOrWithdrawalChanged(exchange: OwnExchange): Scenario {
	// What no method of EXMO does is done at the exchange itself: networks pay, and money comes in
	const desk = () => exchange.sandbox.exchange;
	const demo = () => desk().account('demo')!;
	const latest = async (change: string, previousStatus: string) => {
		const { items } = await exchange.call('readOnly', 'wallet_operations');
		const [row] = items;
		return [
			{
				operationId: row.operation_id,
				type: row.type,
				currency: row.currency,
				amount: row.amount,
				status: row.status.toLowerCase(),
				transactionId: row.extra.txid,
				change,
				previousStatus,
			},
		];
	};
	return {
		parameters: { triggerOn: 'depositOrWithdrawalChanged' },
		before: () =>
			exchange.call('full', 'withdraw_crypt', {
				currency: 'BTC',
				amount: '0.01',
				address: 'bc1qinventedinventedinvented',
			}),
		rounds: [
			async () => {
				const [withdrawal] = desk().wallet.of(demo()).slice(-1);
				withdrawal.paidMs = desk().nowMs;
				return await latest('changed', 'processing');
			},
			async () => {
				desk().wallet.deposit(demo(), 'XLM', new Decimal('12.5'), desk().nowMs);
				return await latest('new', '');
			},
		],
	};
}

/** By the name in the editor. */
export const accountEvents: Scenarios = {
	'Own Trade': ownTrade,
	'Order Filled or Cancelled': orderEnded,
	'Balance Changed': balanceChanged,
	'Deposit or Withdrawal Changed': depositOrWithdrawalChanged,
};
