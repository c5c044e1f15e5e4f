import type { Exchange } from '../exchange/exchange.mts';
import { money } from '../exchange/money.mts';
import { sizeText } from '../market/ladder.mts';
import { Noise } from '../market/noise.mts';

/** Quotes near the top that change. */
const DEPTH = 10;
const EVERY_MS = 10;

/**
 * Changes the size of one quote so many times a second, pair after pair, for loads that the market
 * itself would not make. Returns what ends it.
 */
export function startTicking(exchange: () => Exchange, perSecond: number): () => void {
	if (perSecond === 0) return () => {};
	const noise = new Noise(1);
	const began = performance.now();
	let done = 0;
	const timer = setInterval(() => {
		const due = Math.floor(((performance.now() - began) * perSecond) / 1000);
		while (done < due) tick(exchange(), noise, done++);
	}, EVERY_MS).unref();
	return () => clearInterval(timer);
}

function tick({ core, events }: Exchange, noise: Noise, turn: number): void {
	const instruments = core.instruments.asTheyAre();
	const { book, rules } = instruments[turn % instruments.length];
	const side = noise.uniform('side', turn) < 0.5 ? book.bids : book.asks;
	const quotes = side.slice(0, DEPTH).filter(({ owner }) => owner === 'market');
	const quote = quotes[Math.floor(noise.uniform('level', turn) * quotes.length)];
	if (!quote) return;
	const factor = 0.5 + noise.uniform('size', turn);
	quote.remaining = money(sizeText(Number(quote.remaining) * factor, rules));
	events.emit('book', rules.name);
}
