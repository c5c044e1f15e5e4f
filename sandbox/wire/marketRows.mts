import { seconds } from '../exchange/clock.mts';
import type { Core, Instrument } from '../exchange/core.mts';
import { money, text, ZERO } from '../exchange/money.mts';

type Day = ReturnType<Core['market']['day']>;

/** One row of `ticker`; also what a WebSocket ticker frame carries (exmo-api/REST.md 2.3). */
export function tickerRow({ book, tape, rules }: Instrument, day: Day) {
	const last = tape.last;
	const decimals = Math.max(rules.pricePrecision, 2);
	const price = (value: number) => text(money(value.toFixed(decimals)));
	const lastPrice = last ? Number(last.price) : day.average;
	return {
		buy_price: text(book.bids[0]?.price ?? ZERO),
		sell_price: text(book.asks[0]?.price ?? ZERO),
		last_trade: text(last?.price ?? ZERO),
		high: price(Math.max(day.high, lastPrice)),
		low: price(Math.min(day.low, lastPrice)),
		avg: text(money(day.average.toFixed(8))),
		vol: text(money(day.volume.toFixed(8))),
		vol_curr: text(money((day.quoteVolume ?? day.volume * day.average).toFixed(8))),
		updated: seconds(last?.atMs ?? 0),
	};
}
