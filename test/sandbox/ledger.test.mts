import fc from 'fast-check';
import { DEMO_ACCOUNTS } from '../../sandbox/demo.mts';
import type { Account } from '../../sandbox/exchange/accounts.mts';
import { ManualClock } from '../../sandbox/exchange/clock.mts';
import { Exchange } from '../../sandbox/exchange/exchange.mts';
import { money, ZERO, type Money } from '../../sandbox/exchange/money.mts';
import { Refusal } from '../../sandbox/exchange/refusal.mts';
import { MARGIN_STYLES } from '../../sandbox/exchange/margin/orders.mts';
import { createMarket } from '../../sandbox/market/create.mts';
import { NOON } from './client.mts';

type Step = (exchange: Exchange, clock: ManualClock) => void;

const side = fc.constantFrom('buy' as const, 'sell' as const);
const account = fc.constantFrom(0, 1);
const pair = fc.constantFrom('BTC_USD', 'ETH_BTC', 'ETH_USD');
/** Around the market, so that some orders trade at once, some later, some never. */
const offset = fc.integer({ min: -30, max: 30 }).map((tenth) => 1 + tenth / 10_000);
const size = fc
	.integer({ min: 1, max: 2_000 })
	.map((units) => money(units).div(1234).toDecimalPlaces(8));

const priced = (exchange: Exchange, name: string, factor: number): Money => {
	const { rules, tape } = exchange.instrument(name)!;
	return tape.last!.price.times(factor).toDecimalPlaces(rules.pricePrecision);
};

const place = fc
	.record({
		account,
		pair,
		side,
		size,
		offset,
		style: fc.constantFrom('limit' as const, 'market' as const, 'total' as const),
		execType: fc.constantFrom(undefined, 'post_only' as const, 'ioc' as const, 'fok' as const),
	})
	.map(
		(asked): Step =>
			(exchange) => {
				exchange.placeOrder(exchange.accounts[asked.account], {
					pair: asked.pair,
					side: asked.side,
					style: asked.style,
					type: asked.side,
					quantity: asked.style === 'total' ? asked.size.times(500).toDecimalPlaces(8) : asked.size,
					price: asked.style === 'limit' ? priced(exchange, asked.pair, asked.offset) : ZERO,
					clientId: 0n,
					execType: asked.style === 'limit' ? asked.execType : undefined,
				});
			},
	);

const stop = fc.record({ account, pair, side, size, offset }).map(
	(asked): Step =>
		(exchange) => {
			const triggerPrice = priced(exchange, asked.pair, asked.offset);
			exchange.stops.place(exchange.accounts[asked.account], {
				pair: asked.pair,
				side: asked.side,
				quantity: asked.size,
				triggerPrice,
				clientId: 0n,
			});
		},
);

const cancel = fc.record({ account, stops: fc.boolean() }).map(
	(asked): Step =>
		(exchange) => {
			const owner = exchange.accounts[asked.account];
			const [open] = owner.open;
			const waiting = [...owner.stops.values()].find(({ status }) => status === 'open');
			if (asked.stops && waiting) exchange.stops.cancel(owner, waiting.id);
			else if (open) exchange.spot.cancel(owner, open.id);
		},
);

const outside = fc.record({ account, size, kind: fc.nat({ max: 2 }) }).map(
	(asked): Step =>
		(exchange) => {
			const owner = exchange.accounts[asked.account];
			if (asked.kind === 0) {
				const address = 'sandboxproperty';
				exchange.wallet.withdraw(owner, { currency: 'ETH', amount: asked.size, address });
			} else {
				const { gift } = exchange.giftCodes.create(
					owner,
					'BTC',
					asked.size.div(100).toDecimalPlaces(8),
				);
				if (asked.kind === 1)
					exchange.giftCodes.load(exchange.accounts[1 - asked.account], gift.code);
			}
		},
);

const margin = fc
	.record({
		account,
		side,
		offset,
		size,
		style: fc.constantFrom(...MARGIN_STYLES),
		close: fc.boolean(),
	})
	.map(
		(asked): Step =>
			(exchange) => {
				const owner = exchange.accounts[asked.account];
				const [position] = exchange.margin.positions.of(owner);
				if (asked.close && position) return exchange.margin.close(owner, position.id);
				const price = priced(exchange, 'BTC_USD', asked.offset);
				exchange.margin.place(owner, {
					pair: 'BTC_USD',
					side: asked.side,
					style: asked.style,
					leverage: money(3),
					quantity: asked.size.div(20).toDecimalPlaces(8),
					price: asked.style.endsWith('limit') ? price : ZERO,
					stopPrice: asked.style.startsWith('stop') ? price : ZERO,
					distance: asked.style === 'trailing_stop' ? money(25) : ZERO,
					expire: 0,
					comment: '',
					clientId: 0n,
				});
			},
	);

const wait = fc.constantFrom(1_000, 60_000, 7_200_000).map(
	(ms): Step =>
		(exchange, clock) => {
			clock.advance(ms);
			exchange.advance();
		},
);

/** What the account's own rows say it has. */
function fromItsRows(exchange: Exchange, owner: Account, currency: string): Money {
	let sum = ZERO;
	for (const { type, amount, ...row } of exchange.wallet.of(owner)) {
		if (row.currency === currency) sum = type === 'deposit' ? sum.plus(amount) : sum.minus(amount);
	}
	for (const trade of [...owner.trades.values()].flat()) {
		const [base, quote] = trade.pair.split('_');
		const sign = trade.side === 'buy' ? 1 : -1;
		if (base === currency) sum = sum.plus(trade.quantity.times(sign));
		if (quote === currency) sum = sum.minus(trade.amount.times(sign));
		if (trade.commissionCurrency === currency) sum = sum.minus(trade.commission);
	}
	return sum;
}

function checkBooks(exchange: Exchange): void {
	const { ledger, market } = exchange.core;
	for (const { name: currency } of market.currencies) {
		expect(ledger.total(currency).toFixed()).toBe('0');
		let fees = ZERO;
		for (const owner of exchange.accounts) {
			const free = ledger.free(owner.spot, currency);
			const reserved = ledger.reserved(owner.spot, currency);
			expect(free.gte(0) && reserved.gte(0) && ledger.free(owner.margin, currency).gte(0)).toBe(
				true,
			);
			expect(free.plus(reserved).toFixed()).toBe(fromItsRows(exchange, owner, currency).toFixed());

			const waiting = [...owner.stops.values()].filter(({ status }) => status === 'open');
			const locked = [...owner.open, ...waiting]
				.filter((order) => order.reservedCurrency === currency)
				.reduce((sum, order) => sum.plus(order.reserved), ZERO);
			expect(reserved.toFixed()).toBe(locked.toFixed());

			for (const trade of [...owner.trades.values()].flat()) {
				if (trade.commissionCurrency === currency) fees = fees.plus(trade.commission);
			}
			for (const row of exchange.wallet.of(owner)) {
				if (row.currency === currency) fees = fees.plus(row.commission);
			}
			for (const entry of exchange.margin.wallets.of(owner)) {
				if (entry.currency === currency && entry.type === 'fee') fees = fees.minus(entry.amount);
			}
		}
		expect(ledger.free('fees', currency).toFixed()).toBe(fees.toFixed());
		for (const { rules, book } of exchange.core.instruments.all()) {
			if (rules.base !== currency) continue;
			expect(book.bids.concat(book.asks).every(({ remaining }) => remaining.gt(0))).toBe(true);
			const [bid, ask] = [book.bids[0], book.asks[0]];
			if (bid && ask) expect(bid.price.lt(ask.price)).toBe(true);
		}
	}
}

it('money in is money out and fees, whatever is done', () => {
	const market = createMarket('normal', 11);
	const step = fc.oneof({ arbitrary: place, weight: 6 }, stop, cancel, outside, margin, {
		arbitrary: wait,
		weight: 2,
	});
	let done = 0;
	let refused = 0;
	fc.assert(
		fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
			const clock = new ManualClock(NOON);
			const exchange = new Exchange({
				market,
				accounts: DEMO_ACCOUNTS,
				clock,
				stepMs: 1000,
				withdrawalMs: 20_000,
			});
			for (const run of steps) {
				try {
					run(exchange, clock);
					done += 1;
				} catch (error) {
					if (!(error instanceof Refusal)) throw error;
					refused += 1;
				}
			}
			checkBooks(exchange);
		}),
		{ numRuns: 60 },
	);
	// The runs are worth something only if most of them do something.
	expect(done).toBeGreaterThan(refused);
});
