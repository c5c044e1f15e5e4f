import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { account, trader, active, activate, connections } = useStreamTriggers();

describe('public topics', () => {
	test('Public Trade brings what anybody trades on the pair', async () => {
		const trigger = await activate({ triggerOn: 'trades', pairs: 'BTC_USD' });
		const trade = trader.buy('BTC_USD', '0.001');
		await trigger.until(() => trigger.items.some(({ tradeId }) => tradeId === String(trade.id)));
		const item = trigger.items.find(({ tradeId }) => tradeId === String(trade.id));
		expect(item).toMatchObject({
			pair: 'BTC_USD',
			side: 'buy',
			quantity: '0.001',
			price: trade.price.toFixed(),
			createdAt: expect.stringMatching(/^20\d\d-.*Z$/),
			sentAt: expect.stringMatching(/^20\d\d-.*Z$/),
		});
	});

	test('Ticker Updated brings last price, bid and ask of each pair', async () => {
		const trigger = await activate({ triggerOn: 'ticker', pairs: 'BTC_USD, ETH_USD' });
		await trigger.until(() => new Set(trigger.items.map(({ pair }) => pair)).size === 2);
		expect(trigger.items[0]).toMatchObject({
			pair: 'BTC_USD',
			last: expect.stringMatching(/^\d/),
			bid: expect.stringMatching(/^\d/),
			ask: expect.stringMatching(/^\d/),
		});
	});

	test.each(['bookSnapshots', 'bookUpdates'])(
		'%s brings the top of the book as REST has it',
		async (triggerOn) => {
			const parameters = { triggerOn, pairs: 'BTC_USD', depth: 5, bookWhen: 'any' };
			const trigger = await activate(parameters);
			const [item] = await trigger.first(1);
			expect(item).toMatchObject({ pair: 'BTC_USD', bestBid: expect.any(String) });
			expect(item.asks).toHaveLength(5);
			const before = trigger.items.length;
			trader.buy('BTC_USD', '0.001');
			await trigger.until(() => trigger.items.length > before);
			const { book } = account.sandbox.exchange.instrument('BTC_USD')!;
			expect(trigger.items.at(-1)).toMatchObject({
				bestAsk: book.asks[0].price.toFixed(),
				bestBid: book.bids[0].price.toFixed(),
			});
		},
	);

	test('an empty list of pairs means all that are listed', async () => {
		await activate({ triggerOn: 'trades', pairs: '' });
		expect(connections()[0].topics).toHaveLength(account.sandbox.exchange.core.market.pairs.length);
	});
});

describe('private topics', () => {
	test('Own Trade brings a fill with its role and fee', async () => {
		const trigger = await activate({ triggerOn: 'ownTrades' });
		const trade = trader.buy('BTC_USD', '0.001');
		expect(await trigger.first(1)).toEqual([
			expect.objectContaining({
				tradeId: String(trade.id),
				orderId: String(trade.orderId),
				pair: 'BTC_USD',
				side: 'buy',
				role: 'taker',
				feeCurrency: 'BTC',
			}),
		]);
	});

	test('Order Changed says filled, although EXMO calls it cancelled', async () => {
		const trigger = await activate({ triggerOn: 'orders' });
		trader.buy('BTC_USD', '0.001');
		await trigger.until(() => trigger.items.at(-1)?.status === 'filled');
		const order = trader.rest('BTC_USD', '0.01', '20000');
		account.sandbox.exchange.spot.cancel(trader.account, order.id);
		await trigger.until(() => trigger.items.at(-1)?.status === 'cancelled');
		expect(trigger.items.slice(-2)).toEqual([
			expect.objectContaining({ orderId: String(order.id), status: 'open', quantity: '0.01' }),
			expect.objectContaining({ status: 'cancelled', filledQuantity: '0', side: 'buy' }),
		]);
	});

	test('Balance Changed brings only what changes', async () => {
		const trigger = await activate({ triggerOn: 'wallet' });
		trader.buy('BTC_USD', '0.001');
		await trigger.until(() => trigger.items.some(({ currency }) => currency === 'BTC'));
		expect(trigger.items.map(({ currency }) => currency).sort()).toEqual(['BTC', 'USD']);
		expect(trigger.items.find(({ currency }) => currency === 'BTC')?.free).toBe('1.500997');
	});

	test.each([
		['marginOrders', { pair: 'BTC_USDT', side: 'buy', quantity: '0.01' }],
		['marginOwnTrades', { pair: 'BTC_USDT', side: 'buy', quantity: '0.01' }],
		['marginPositions', { pair: 'BTC_USDT', side: 'long', status: 'open', quantity: '0.01' }],
		['marginWallet', { currency: 'USDT' }],
	])('%s brings what a margin order did', async (triggerOn, expected) => {
		const trigger = await activate({ triggerOn });
		await trader.long('BTC_USDT', '0.01');
		expect(await trigger.first(1)).toEqual([expect.objectContaining(expected)]);
	});

	test('several triggers and REST share one key', async () => {
		const [one, other] = await Promise.all([
			activate({ triggerOn: 'ownTrades' }),
			activate({ triggerOn: 'ownTrades' }),
			...Array.from({ length: 5 }, () => activate({ triggerOn: 'wallet' })),
		]);
		const trade = trader.buy('BTC_USD', '0.001');
		for (const trigger of [one, other]) {
			expect((await trigger.first(1))[0].tradeId).toBe(String(trade.id));
		}
		expect(active.flatMap(({ errors }) => errors)).toEqual([]);
	});
});
