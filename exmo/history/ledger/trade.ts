/** Own trades: rows of `user_trades` (exmo-api/REST.md 3.7). */
import type { Row } from '../../api/rows';
import { amountOf, isAmount } from '../../money/amounts';
import { negate } from '../../money/decimal';
import type { Entry, LedgerEvent } from './event';
import { timeOf } from './time';

/** What a trade on a pair takes and gives. */
interface Sides {
	readonly received: string;
	readonly sent: string;
}

/**
 * Buy: the base currency is received for the quote currency; sell: the other way round. The fee is
 * taken from what is received (REST.md 3.7, 10), and is not yet taken off the row's quantity and
 * amount. Undefined for what is no pair or no side.
 */
function sidesOf(pair: unknown, side: unknown): Sides | undefined {
	const [base, quote, ...more] = String(pair ?? '').split('_');
	if (!base || !quote || more.length > 0) return undefined;
	if (side === 'buy') return { received: base, sent: quote };
	if (side === 'sell') return { received: quote, sent: base };
	return undefined;
}

/** The row says which currency the fee is in; where it does not, the rule does. */
function feeOf(row: Row, { received }: Sides): Entry {
	const amount = negate(amountOf(row.commission_amount));
	return { kind: 'fee', currency: String(row.commission_currency || received), amount };
}

export function tradeEvent(row: Row): LedgerEvent {
	const common = {
		id: `trade-${String(row.trade_id)}`,
		source: 'trade' as const,
		time: timeOf(row.date),
		transactionId: '',
	};
	const sides = sidesOf(row.pair, row.type);
	const isReadable =
		[row.quantity, row.amount, row.commission_amount].every(isAmount) &&
		[row.quantity, row.amount].every((value) => String(value ?? '') !== '');
	if (!sides || !isReadable) {
		const note = 'A trade whose pair, side or amounts cannot be read';
		return { ...common, meaning: 'unknown', entries: [], note };
	}
	const [quantity, amount] = [amountOf(row.quantity), amountOf(row.amount)];
	const [received, sent] = row.type === 'buy' ? [quantity, amount] : [amount, quantity];
	const entries: Entry[] = [
		{ kind: 'bought', currency: sides.received, amount: received },
		{ kind: 'sold', currency: sides.sent, amount: negate(sent) },
		feeOf(row, sides),
	];
	const hasNoFee = String(row.commission_amount ?? '') === '';
	const note = `${String(row.type)} ${String(row.pair)}`;
	return { ...common, meaning: 'done', entries, hasNoFee, note };
}
