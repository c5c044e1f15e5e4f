import type { Noise } from './noise.mts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Waves that a price is made of: how long, and how far it goes at most (as a share of it). */
const WAVES: readonly [name: string, periodMs: number, reach: number][] = [
	['seconds', 4 * SECOND, 0.0001],
	['half minutes', 30 * SECOND, 0.0004],
	['minutes', 4 * MINUTE, 0.001],
	['half hours', 30 * MINUTE, 0.002],
	['hours', 4 * HOUR, 0.006],
	['days', 1.3 * DAY, 0.015],
	['weeks', 9 * DAY, 0.04],
	['months', 70 * DAY, 0.12],
];

const named = new Map<string, typeof WAVES>();

/** The waves under names of the currency's own, made once: this is asked for very often. */
function wavesOf(currency: string): typeof WAVES {
	let waves = named.get(currency);
	if (!waves) {
		waves = WAVES.map(([name, periodMs, reach]) => [`${currency} ${name}`, periodMs, reach]);
		named.set(currency, waves);
	}
	return waves;
}

/**
 * What one unit of a currency is worth in US dollars at a moment: a smooth curve around `base`.
 * `restlessness` 0 stands still, 1 moves like Bitcoin.
 */
export function dollarPrice(
	noise: Noise,
	currency: string,
	base: number,
	restlessness: number,
	atMs: number,
): number {
	if (restlessness === 0) return base;
	let exponent = 0;
	for (const [name, periodMs, reach] of wavesOf(currency)) {
		exponent += reach * noise.smooth(name, atMs / periodMs);
	}
	return base * Math.exp(restlessness * exponent);
}

/**
 * Base volume traded between the market's beginning and a moment, at an average of `perDay`. It
 * only rises, so that the volumes of adjoining candles add up to that of the longer one.
 */
export function volumeUntil(noise: Noise, pair: string, perDay: number, atMs: number): number {
	const swing = (periodMs: number, share: number) =>
		(share / 3) * (periodMs / DAY) * noise.smooth(`${pair} volume ${periodMs}`, atMs / periodMs);
	return perDay * (atMs / DAY + swing(MINUTE, 0.4) + swing(45 * MINUTE, 0.3) + swing(DAY, 0.2));
}
