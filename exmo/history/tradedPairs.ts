/**
 * The account's trades of many pairs. EXMO has no list of all own trades: each pair has to be asked
 * for, also those that are no longer listed. How it answers for such a pair is not known (exmo-api/
 * REST.md 3.7): it may still have its trades, be left out, or have the whole request refused. So every
 * pair ends with an outcome, and nothing is left out in silence.
 */
import { OWN_TRADES_PAGE as PAGE, ownTrades, ownTradesPage } from '../account/lists';
import type { Call } from '../api/call';
import { entriesOf, rowsIn, type Row } from '../api/rows';
import { ExmoError } from '../errors/errors';
import { eachConcurrently } from '../pacing/concurrency';

/** Pairs in one request; a list is documented, its longest length is not. */
const BATCH = 25;
/** So many pairs without a refusal, and lists are tried again. */
const ANSWERED_AGAIN = 8;

type PairOutcome = 'found' | 'empty' | 'leftOut' | 'refused';

export interface PairCoverage {
	readonly pair: string;
	readonly outcome: PairOutcome;
	/** Trades found. */
	readonly rows: number;
	/** Why EXMO refused it, in its words. */
	readonly refusal?: string;
}

/** Kinds of error by which EXMO says that it will not answer for a pair; others are trouble. */
const REFUSALS: ReadonlySet<string> = new Set(['invalidInput', 'notFound', 'refused']);

const isRefusal = (error: unknown): error is ExmoError =>
	error instanceof ExmoError && REFUSALS.has(error.kind);

export interface TradesReader {
	readonly call: Call;
	/** Requests that are under way at the same time. */
	readonly concurrency: number;
	/** Told of each trade, pair by pair, newest first within a pair. False: older ones of the pair are not wanted. */
	visit(row: Row): boolean;
	/** Told when the outcome of a pair is known. */
	settled?(coverage: PairCoverage): void;
}

/** Reads the trades of all these pairs. @throws ExmoError for trouble on the way, never for a pair */
export class TradesOfPairs {
	readonly #reader: TradesReader;
	readonly #coverage = new Map<string, PairCoverage>();
	/** One when EXMO refuses lists for most of their pairs: then halving them only costs requests. */
	#batch = BATCH;
	/** Pairs in a row that were asked for alone and not refused. */
	#answered = 0;

	constructor(reader: TradesReader) {
		this.#reader = reader;
	}

	/** In the order in which the pairs were settled. */
	get coverage(): readonly PairCoverage[] {
		return [...this.#coverage.values()];
	}

	/** Pairs that were asked for before are not asked for again. */
	async read(pairs: Iterable<string>): Promise<void> {
		const waiting = [...new Set(pairs)].filter((pair) => !this.#coverage.has(pair));
		const next = function* (batch: () => number) {
			while (waiting.length > 0) yield waiting.splice(0, batch());
		};
		await eachConcurrently(
			next(() => this.#batch),
			this.#reader.concurrency,
			async (batch) => {
				await this.#ask(batch);
				this.#adapt(batch);
			},
		);
	}

	#adapt(batch: readonly string[]): void {
		const refused = batch.filter((pair) => this.#coverage.get(pair)?.outcome === 'refused').length;
		this.#answered = refused === 0 ? this.#answered + batch.length : 0;
		if (batch.length > 1 && 4 * refused > batch.length) this.#batch = 1;
		else if (this.#answered >= ANSWERED_AGAIN) this.#batch = BATCH;
	}

	async #ask(pairs: readonly string[]): Promise<void> {
		const answer = await this.#answer(pairs);
		if (answer instanceof ExmoError) {
			if (pairs.length > 1) return await this.#askHalves(pairs);
			return this.#settle({
				...{ pair: pairs[0], outcome: 'refused', rows: 0, refusal: answer.title },
			});
		}
		const counts = pairs.map((pair) => answer.get(pair)?.length ?? 0);
		const total = counts.reduce((sum, count) => sum + count, 0);
		if (total >= PAGE) {
			// A limit on all of them together may have cut off any of the pairs
			if (pairs.length > 1) return await this.#askHalves(pairs);
			return await this.#readPages(pairs[0]);
		}
		for (const pair of pairs) await this.#take(pair, answer.get(pair), pairs.length === 1);
	}

	async #answer(pairs: readonly string[]): Promise<ReadonlyMap<string, Row[]> | ExmoError> {
		return await ownTradesPage(this.#reader.call, pairs, undefined, PAGE).then(
			(reply) => new Map(entriesOf(reply).map(([pair, rows]) => [pair, rowsIn(rows)])),
			(error: unknown) => (isRefusal(error) ? error : Promise.reject(error)),
		);
	}

	async #askHalves(pairs: readonly string[]): Promise<void> {
		const middle = Math.ceil(pairs.length / 2);
		await this.#ask(pairs.slice(0, middle));
		await this.#ask(pairs.slice(middle));
	}

	async #take(pair: string, rows: readonly Row[] | undefined, isAlone: boolean): Promise<void> {
		if (rows === undefined && !isAlone) return await this.#ask([pair]);
		for (const row of rows ?? []) if (!this.#reader.visit(row)) break;
		const count = rows?.length ?? 0;
		const outcome = rows === undefined ? 'leftOut' : count > 0 ? 'found' : 'empty';
		this.#settle({ pair, outcome, rows: count });
	}

	async #readPages(pair: string): Promise<void> {
		let rows = 0;
		for await (const row of ownTrades(this.#reader.call, pair)) {
			if (!this.#reader.visit(row)) break;
			rows += 1;
		}
		this.#settle({ pair, outcome: 'found', rows });
	}

	#settle(coverage: PairCoverage): void {
		this.#coverage.set(coverage.pair, coverage);
		this.#reader.settled?.(coverage);
	}
}
