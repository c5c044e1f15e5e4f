// What the examples of the reference fill in, by resource and operation. A setup brings about what the
// example needs, and may give fields that are known only then.
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox, SandboxOptions } from '../../sandbox/server.mts';

/** The account of an example, before the example runs. */
interface Stage {
	/** Runs an operation and gives its items. */
	run(resource: string, operation: string, fields: IDataObject): Promise<IDataObject[]>;
	/** Moves the exchange's time on, in seconds. */
	advance(seconds: number): void;
}

export interface Example {
	readonly fields: IDataObject;
	readonly setup?: (stage: Stage) => Promise<IDataObject>;
	readonly market?: SandboxOptions['market'];
	/** The sandbox's key; the others see an account without a past. */
	readonly key?: keyof Sandbox['keys'];
	/** The same with other fields, by what is different: only its requests are shown. */
	readonly also?: Readonly<Record<string, IDataObject>>;
	/** Requests that more rows bring about. */
	readonly moreRequests?: string;
}

const ADDRESS = 'TInventedInventedInventedInvented2';
const LIMIT_BUY = {
	pair: 'BTC_USD',
	side: 'buy',
	orderType: 'limit',
	quantity: '0.001',
	price: '30000',
};
const MARKET_BUY = { pair: 'BTC_USD', side: 'buy', orderType: 'market', quantity: '0.002' };
const STOP = { pair: 'BTC_USD', side: 'sell', quantity: '0.01', triggerPrice: '20000' };
const MARGIN_BUY = {
	...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', quantity: '0.01', price: '30000' },
	leverage: '2',
};
const WITHDRAWAL = { currency: 'USDT', network: 'TRC20', address: ADDRESS, amount: '25' };

/** The sandbox's account with a past. */
const PAST = { market: 'winddown', key: 'past' } as const;
const WHOLE_PAST =
	'The account of the example has 5,000 trades and 1,200 wallet operations; one with a short past needs about a dozen.';
const PAGES_OF_100 = 'One more for each further 100 rows.';
const PAGES_OF_1000 = 'One more for each further 1,000 rows.';

const placed =
	(resource: string, order: IDataObject, field = 'orderId') =>
	async ({ run }: Stage): Promise<IDataObject> => {
		const [item] = await run(resource, 'create', order);
		return { [field]: item[field] };
	};

async function opened({ run }: Stage): Promise<IDataObject> {
	await run('marginOrder', 'create', { ...MARGIN_BUY, orderType: 'market' });
	const [{ positionId }] = await run('marginPosition', 'getMany', {});
	return { positionId };
}

async function withdrawn({ run, advance }: Stage): Promise<IDataObject> {
	const [{ taskId }] = await run('wallet', 'withdraw', WITHDRAWAL);
	advance(60);
	return { taskId };
}

const nothing = (setup: (stage: Stage) => Promise<IDataObject>) => async (stage: Stage) => {
	await setup(stage);
	return {};
};

const giftCode = async ({ run }: Stage): Promise<IDataObject> => {
	const [{ code }] = await run('giftCode', 'create', { currency: 'USD', amount: '10' });
	return { code };
};

export const EXAMPLES: Readonly<Record<string, Readonly<Record<string, Example>>>> = {
	account: {
		getBalances: { fields: {} },
		getInfo: { fields: {} },
		getPortfolioValue: { fields: { currency: 'USDC' }, market: 'winddown' },
		exportHistory: {
			fields: { returnAll: false, limit: 1 },
			...PAST,
			moreRequests: WHOLE_PAST,
		},
		verifyHistory: { fields: { currency: 'BTC' }, ...PAST, moreRequests: WHOLE_PAST },
		planExit: {
			fields: { valueCurrency: 'USDC' },
			market: 'winddown',
			moreRequests: 'One for each order book that a way out leads through, 100 pairs at once.',
		},
	},
	market: {
		getTicker: { fields: { pair: 'BTC_USDC' }, market: 'winddown' },
		getManyTickers: { fields: { limit: 1 }, market: 'winddown' },
		getOrderBook: { fields: { pair: 'BTC_USD', depth: 2 } },
		getManyTrades: { fields: { pair: 'BTC_USD', limit: 1 } },
		getCandles: {
			fields: {
				...{ pair: 'BTC_USD', resolution: 'D' },
				...{ from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z' },
			},
			moreRequests: 'One more for each further 3,000 candles.',
		},
		getManyPairs: { fields: { limit: 1 }, market: 'winddown' },
		getManyCurrencies: { fields: { limit: 1, withNames: true }, market: 'winddown' },
		getRequiredAmount: { fields: { pair: 'BTC_USDC', quantity: '0.5' }, market: 'winddown' },
		getManyNetworks: { fields: { currency: 'USDC', limit: 1 }, market: 'winddown' },
		estimateOrder: {
			fields: { pair: 'BTC_USDC', side: 'buy', sizeIn: 'quantity', quantity: '0.5' },
			market: 'winddown',
		},
	},
	order: {
		create: {
			fields: LIMIT_BUY,
			also: {
				'a market order with Max Order Value': {
					...MARKET_BUY,
					options: { maxOrderValue: '500' },
				},
			},
		},
		cancel: { fields: {}, setup: placed('order', LIMIT_BUY) },
		cancelMany: {
			fields: { scope: 'pair', pair: 'BTC_USD' },
			setup: nothing(placed('order', LIMIT_BUY)),
			moreRequests: 'One cancellation for each order.',
		},
		get: { fields: { lookUpBy: 'orderId' }, setup: placed('order', MARKET_BUY) },
		getManyOpen: { fields: {}, setup: nothing(placed('order', LIMIT_BUY)) },
		getManyCancelled: {
			fields: {},
			setup: async (stage) => {
				await stage.run('order', 'cancel', await placed('order', LIMIT_BUY)(stage));
				return {};
			},
			moreRequests: PAGES_OF_1000,
		},
		getTrades: { fields: {}, setup: placed('order', MARKET_BUY) },
		waitUntilDone: {
			fields: { lookUpBy: 'orderId', waitSeconds: 60 },
			setup: placed('order', MARKET_BUY),
			moreRequests: 'One for each further look while it waits.',
		},
		convert: {
			fields: { fromCurrency: 'BTC', toCurrency: 'USDC', amount: '0.1', maxPriceImpact: '11' },
			market: 'winddown',
		},
	},
	stopOrder: {
		create: { fields: STOP },
		cancel: { fields: {}, setup: placed('stopOrder', STOP) },
		getManyOpen: { fields: {}, setup: nothing(placed('stopOrder', STOP)) },
	},
	trade: {
		getMany: {
			fields: { pairs: 'BTC_USD' },
			setup: nothing(placed('order', MARKET_BUY)),
			moreRequests: 'One or more for each pair. ' + PAGES_OF_100,
		},
	},
	wallet: {
		getManyDepositAddresses: { fields: { currency: 'USDT' } },
		withdraw: { fields: WITHDRAWAL },
		getWithdrawal: {
			fields: {},
			setup: withdrawn,
			moreRequests: 'With Wait Until Sent as many for each further look.',
		},
		getHistory: {
			fields: { from: '2026-11-23T12:00:00.000Z', to: '2026-11-24T12:00:00.000Z' },
			setup: nothing(withdrawn),
			moreRequests: 'One for each day of the range.',
		},
		getManyOperations: {
			fields: { type: 'withdrawal' },
			setup: nothing(withdrawn),
			moreRequests: PAGES_OF_100,
		},
	},
	giftCode: {
		create: { fields: { currency: 'USD', amount: '10' } },
		redeem: { fields: {}, setup: giftCode },
		check: { fields: {}, setup: giftCode },
	},
	marginOrder: {
		create: { fields: MARGIN_BUY },
		update: {
			fields: { updateFields: { price: '31000' } },
			setup: placed('marginOrder', MARGIN_BUY),
		},
		cancel: { fields: {}, setup: placed('marginOrder', MARGIN_BUY) },
		getManyOpen: { fields: {}, setup: nothing(placed('marginOrder', MARGIN_BUY)) },
		getHistory: {
			fields: { limit: 1 },
			setup: nothing(placed('marginOrder', MARGIN_BUY)),
			moreRequests: PAGES_OF_100,
		},
		getTrades: {
			fields: {},
			setup: placed('marginOrder', { ...MARGIN_BUY, orderType: 'market' }),
			moreRequests: PAGES_OF_100,
		},
		getMaxQuantity: {
			fields: {
				...{ pair: 'BTC_USDT', side: 'buy', orderType: 'limit', leverage: '2', price: '30000' },
			},
		},
	},
	marginPosition: {
		getMany: { fields: {}, setup: nothing(opened) },
		close: { fields: {}, setup: opened },
		addMargin: { fields: { amount: '20' }, setup: opened },
		removeMargin: {
			fields: { amount: '5' },
			setup: async (stage) => {
				const position = await opened(stage);
				await stage.run('marginPosition', 'addMargin', { ...position, amount: '20' });
				return position;
			},
		},
		getAddMarginInfo: { fields: {}, setup: opened },
		getRemoveMarginInfo: { fields: {}, setup: opened },
	},
	marginAccount: {
		getInfo: { fields: {} },
		getWallets: { fields: { hideZero: true } },
		getWalletHistory: { fields: { options: { limit: 1 } }, setup: nothing(opened) },
		getManyTrades: { fields: { options: { pair: 'BTC_USDT' } }, setup: nothing(opened) },
	},
	marginMarket: {
		getManyPairs: { fields: { limit: 1 } },
		getManyCurrencies: { fields: {} },
		getSettings: { fields: {} },
		getFunding: { fields: {} },
		getManyTrades: { fields: { pair: 'BTC_USDT', limit: 1 } },
		getLiquidations: { fields: {} },
	},
};
