import { Refusal } from '../../exchange/refusal.mts';
import { candleAt, candleOpens, RESOLUTIONS, withinHistory } from '../../market/candles.mts';
import { MARKET_BEGAN_MS } from '../../market/market.mts';
import { bareNumber } from '../../wire/json.mts';
import type { Call, PublicMethod } from '../method.mts';

/** Candles in one answer at most (exmo-api/REST.md 2.8). */
const MAX_CANDLES = 3000;

/** `candles_history`: errors come as `s` and `errmsg`, the service's own family. */
export const candlesHistory: PublicMethod = {
	path: 'candles_history',
	access: 'public',
	errors: 'candles',
	handle({ exchange, params, nowMs }: Call) {
		const { market } = exchange.core;
		const rules = exchange.instrument(params.optional('symbol') ?? '')?.rules;
		const resolution = params.optional('resolution') ?? '';
		const fromMs = unixSeconds(params.optional('from') ?? '') * 1000;
		const toMs = unixSeconds(params.optional('to') ?? '') * 1000;
		// The texts of these two are ours.
		if (!rules) throw new Refusal(null, 'symbol is not listed (sandbox text)');
		if (!RESOLUTIONS.includes(resolution)) {
			throw new Refusal(null, 'resolution is not supported (sandbox text)');
		}

		if (candleOpens(resolution, fromMs, toMs, MAX_CANDLES).length > MAX_CANDLES) {
			throw new Refusal(null, 'requested range period is too long');
		}
		const range = withinHistory(fromMs, toMs, nowMs);
		const opens = range ? candleOpens(resolution, range.fromMs, range.toMs, MAX_CANDLES) : [];
		if (opens.length === 0) {
			return { s: 'no_data', nextTime: Math.floor(MARKET_BEGAN_MS / 1000) };
		}
		const price = (value: number) => bareNumber(Number(value.toFixed(rules.pricePrecision)));
		return {
			candles: opens.map((openMs) => {
				const candle = candleAt(market, rules, resolution, openMs, nowMs);
				return {
					t: candle.openMs,
					o: price(candle.open),
					c: price(candle.close),
					h: price(candle.high),
					l: price(candle.low),
					v: bareNumber(Number(candle.volume.toFixed(8))),
				};
			}),
		};
	},
};

/** The service is written in Go and shows it (exmo-api/ERRORS.md 3). */
function unixSeconds(value: string): number {
	if (!/^\d{1,12}$/.test(value)) {
		throw new Refusal(null, `strconv.ParseInt: parsing ${JSON.stringify(value)}: invalid syntax`);
	}
	return Number(value);
}
