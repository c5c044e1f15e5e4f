import { candlesBetween, isTraded, maxLengthMs, replySpanMs } from '../../../exmo/market/candles';
import { closedCandles } from '../../../exmo/watch/candles';
import { resolutionField } from '../../shared/fields/resolution';
import { candleItem } from '../../shared/items/candle';
import { pairField } from '../../shared/fields/fields';
import { listedPair, spelledPair } from '../../shared/exchange/pairs';
import type { Row } from '../../../exmo/api/rows';
import type { TriggerEvent, Watch } from '../event';

interface CandlesSeen {
	/** Candles that open after this moment (ms) are new. */
	readonly after: number;
}

/** Requests of one poll; what is left of a long absence, the next poll fetches. */
const MAX_REQUESTS = 4;
/** How many candles without any trade are waited behind; they may still be filled in. */
const PATIENCE = 100;

interface Candles {
	/** The closed ones in which something was traded, by open time, lowest first. */
	readonly closed: Row[];
	readonly searchedTo: number;
}

/** Candles that open after a moment (ms), as far as the requests of one poll reach. */
async function candlesAfter(
	{ client }: Watch,
	pair: string,
	resolution: string,
	after: number,
): Promise<Candles> {
	const span = replySpanMs(resolution);
	const rows = new Map<number, Row>();
	let searchedTo = after;
	let now = client.serverSeconds() * 1000;
	for (let request = 0; request < MAX_REQUESTS; request++) {
		// The first one goes out even if our clock is behind EXMO's: its answer tells EXMO's time
		if (request > 0 && searchedTo >= now) break;
		const to = Math.min(searchedTo + span, Math.max(now, searchedTo));
		const [fromSeconds, toSeconds] = [Math.floor(searchedTo / 1000), Math.ceil(to / 1000)];
		const found = await candlesBetween(client.call, pair, resolution, fromSeconds, toSeconds);
		for (const row of found) rows.set(Number(row.t), row);
		now = client.serverSeconds() * 1000; // by now EXMO's clock is known
		// By a clock of ours that is ahead, `to` lies where there are no candles yet
		searchedTo = Math.min(to, Math.max(now, searchedTo));
	}
	const closed = closedCandles(resolution, [...rows.keys()], now)
		.filter((time) => time > after)
		.map((time): Row => rows.get(time) ?? {})
		.filter(isTraded);
	return { closed, searchedTo };
}

export const candleClosed: TriggerEvent<CandlesSeen> = {
	name: 'Candle Closed',
	value: 'candleClosed',
	description:
		'When a candle of a pair is over: one item a candle in which something was traded, none left out',
	fields: [pairField, resolutionField],
	watched: (parameters) => [parameters.pair(), parameters.text('resolution')],
	async poll(watch, state) {
		const { client, parameters } = watch;
		const asked = parameters.pair();
		// Checked at the first poll only: a pair that is delisted later has no more candles
		const { pair } = state
			? { pair: await spelledPair(client, asked) }
			: await listedPair(client, asked);
		const resolution = parameters.choice(resolutionField);
		const maxMs = maxLengthMs(resolution);
		if (!state) {
			const now = client.serverSeconds() * 1000;
			const { closed } = await candlesAfter(watch, pair, resolution, now - PATIENCE * maxMs);
			const last = closed.at(-1);
			return { state: { after: last ? Number(last.t) : now - maxMs }, items: [] };
		}
		const { closed, searchedTo } = await candlesAfter(watch, pair, resolution, state.after);
		const last = Number(closed.at(-1)?.t ?? 0);
		return {
			state: { after: Math.max(state.after, last, searchedTo - PATIENCE * maxMs) },
			items: closed.map((row) => candleItem(pair, resolution, row)),
		};
	},
	async sample(watch) {
		const { client, parameters } = watch;
		const { pair } = await listedPair(client, parameters.pair());
		const resolution = parameters.choice(resolutionField);
		const now = client.serverSeconds() * 1000;
		const begin = now - PATIENCE * maxLengthMs(resolution);
		const { closed } = await candlesAfter(watch, pair, resolution, begin);
		return closed.slice(-1).map((row) => candleItem(pair, resolution, row));
	},
};
