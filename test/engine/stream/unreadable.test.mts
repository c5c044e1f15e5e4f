/** What EXMO sends and nobody can read is a line in n8n's log, and the stream goes on. */
import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { account, trader, activate } = useStreamTriggers();

test('a fill that nobody can read is logged with topic and reason; the next one comes', async () => {
	const trigger = await activate({ triggerOn: 'ownTrades' });
	account.sandbox.stream.hit({
		kind: 'spoil',
		times: 1,
		data: { trade_id: 1, pair: 'BTC_USD', price: 'n/a' },
	});
	trader.buy('BTC_USD', '0.001');
	const { id } = trader.buy('BTC_USD', '0.001');
	expect((await trigger.first(1))[0].tradeId).toBe(String(id));
	expect(trigger.log).toEqual([
		[
			'warn',
			'Stream (workflow "workflow"): spot/user_trades: something could not be read and was left out: price is "n/a", which is no decimal number',
		],
	]);
	expect([trigger.errors, account.sandbox.stream.opened]).toEqual([[], 1]);
});

test('a flood of fills that nobody can read is a few lines in the log', async () => {
	const trigger = await activate({ triggerOn: 'ownTrades' });
	account.sandbox.stream.hit({ kind: 'spoil', times: 40, data: Array(100).fill(null) });
	for (let count = 0; count < 40; count++) trader.buy('BTC_USD', '0.001');
	trader.buy('BTC_USD', '0.001');
	await trigger.first(1);
	expect(trigger.log).toHaveLength(5);
});

test('a book whose change cannot be applied is fetched anew, and is right', async () => {
	const trigger = await activate({
		triggerOn: 'bookUpdates',
		pairs: 'BTC_USD',
		bookWhen: 'any',
		depth: 400,
	});
	await trigger.first(1);
	account.sandbox.stream.hit({ kind: 'spoil', times: 1, data: { ask: [[null, '1', '1']] } });
	trader.buy('BTC_USD', '0.001');
	// Nothing of the spoilt book is shown; on another connection there is a whole one
	const before = trigger.items.length;
	await trigger.until(() => trigger.items.length > before);
	expect(account.sandbox.stream.opened).toBe(2);
	const book = account.sandbox.exchange.instrument('BTC_USD')?.book;
	const { asks, bids } = trigger.items.at(-1) as Record<string, Array<{ price: string }>>;
	expect(asks[0].price).toBe(book?.asks[0].price.toFixed());
	expect(bids[0].price).toBe(book?.bids[0].price.toFixed());
	expect(trigger.log.map(([, text]) => text)).toEqual([
		expect.stringContaining('spot/order_book_updates:BTC_USD'),
	]);
	expect(trigger.errors).toEqual([]);
});
