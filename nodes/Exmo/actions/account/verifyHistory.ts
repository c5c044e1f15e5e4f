import type { IDataObject } from 'n8n-workflow';

import { currenciesIn, readHoldings } from '../../../../exmo/account/balances';
import { marginWallets } from '../../../../exmo/account/margin';
import { entriesOf, type Row } from '../../../../exmo/api/rows';
import { collectHistory } from '../../../../exmo/history/collect';
import type { HistoryGap } from '../../../../exmo/history/gaps';
import { eventOf } from '../../../../exmo/history/ledger';
import { isRefusal } from '../../../../exmo/history/lists';
import {
	prove,
	type Actual,
	type Holding,
	type Proof,
} from '../../../../exmo/history/replay/proof';
import { Replay } from '../../../../exmo/history/replay/replay';
import { isSameCode } from '../../../../exmo/market/codes';
import { amountOf } from '../../../../exmo/money/amounts';
import { compare, formatDecimal, isZero, ZERO } from '../../../../exmo/money/decimal';
import type { ExmoClient } from '../../../shared/exchange/client';
import { currencyFilterField } from '../../../shared/fields/fields';
import type { Operation } from '../operation';
import { morePairsField } from './exportHistory/fields';
import { teller } from './historyProgress';

/** A history from the beginning up to now, and nothing left out. */
const EVERYTHING = { from: 0, to: Infinity, limit: Infinity };

type Holdings = Map<string, Holding>;

async function readSpot(client: ExmoClient): Promise<Holdings> {
	const held = await readHoldings(client.call);
	return new Map(
		currenciesIn(held).map((currency) => [
			currency,
			{ free: amountOf(held.free[currency]), inOrders: amountOf(held.reserved[currency]) },
		]),
	);
}

/** The margin wallets; undefined for an account or a key that EXMO does not show them. */
async function readMargin(client: ExmoClient): Promise<Map<string, Row> | undefined> {
	const refused = (error: unknown): undefined => {
		if (!isRefusal(error)) throw error;
	};
	const wallets = await marginWallets(client.call).catch(refused);
	return wallets && new Map(entriesOf(wallets));
}

const withMargin = (spot: Holdings, margin: Map<string, Row>): Holdings =>
	new Map(
		[...new Set([...spot.keys(), ...margin.keys()])].map((currency) => [
			currency,
			{
				...(spot.get(currency) ?? { free: ZERO, inOrders: ZERO }),
				margin: amountOf(margin.get(currency)?.balance),
			},
		]),
	);

/** The currencies whose balance is not the same before and after. */
const changedBetween = (before: Holdings, after: Holdings): Set<string> =>
	new Set(
		[...new Set([...before.keys(), ...after.keys()])].filter((currency) =>
			(['free', 'inOrders'] as const).some(
				(part) =>
					compare(before.get(currency)?.[part] ?? ZERO, after.get(currency)?.[part] ?? ZERO) !== 0,
			),
		),
	);

const proofItem = ({ currency, hints, unknownRows, rowCount, ...amounts }: Proof): IDataObject => ({
	currency,
	isEqual: isZero(amounts.difference),
	replayed: formatDecimal(amounts.replayed),
	actual: formatDecimal(amounts.actual),
	difference: formatDecimal(amounts.difference),
	explained: formatDecimal(amounts.explained),
	free: formatDecimal(amounts.free),
	inOrders: formatDecimal(amounts.inOrders),
	inMargin: amounts.margin ? formatDecimal(amounts.margin) : '',
	hints: hints.map((hint) => ({ ...hint })),
	rowCount,
	unknownRows: [...unknownRows],
});

export const verifyHistory: Operation = {
	name: 'Verify History',
	value: 'verifyHistory',
	action: 'Verify the history of the account',
	description:
		'Adds up every trade, fee, deposit, withdrawal and gift code of the history, currency by currency, and compares with what the account has: free, in orders and in the margin wallet. One item a currency, those that differ first, with what the difference may be. It only reads.',
	fields: [morePairsField, currencyFilterField()],
	async execute({ client, parameters, progress }) {
		const wanted = parameters.text('currency');
		const morePairs = parameters.pairs('morePairs');
		const listed = new Set((await client.pairs()).keys());
		const before = await readSpot(client);
		const gaps: HistoryGap[] = [];
		const history = await collectHistory(
			client.call,
			{
				included: new Set(['trades', 'walletOperations', 'marginWallet'] as const),
				...{ listed, morePairs, range: EVERYTHING },
			},
			{ progress: teller(progress) },
		);
		const replay = new Replay();
		for (const { value } of history.rows) replay.add(eventOf(value));
		const [after, margin] = [await readSpot(client), await readMargin(client)];
		if (!margin) gaps.push({ kind: 'listRefused', name: 'margin wallets' });
		const actual: Actual = {
			holdings: margin ? withMargin(after, margin) : after,
			changed: changedBetween(before, after),
		};
		return prove(replay, actual, [...history.gaps, ...gaps])
			.filter(({ currency }) => wanted === '' || isSameCode(currency, wanted))
			.map(proofItem);
	},
};
