/**
 * Margin: what `margin/user/trade/list` and `margin/user/wallet/history` answer is documented nowhere
 * (exmo-api/REST.md 6.20, 6.21). A trade on margin swaps no currencies, and the known row names neither
 * profit nor fee. A wallet row counts when it names currency, amount and a type in plain words.
 */
import { secondsOfNanoseconds } from '../../account/margin';
import type { Row } from '../../api/rows';
import { amountOf, isAmount } from '../../money/amounts';
import { isNegative, negate, type Decimal } from '../../money/decimal';
import type { Entry, EntryKind, LedgerEvent } from './event';
import { timeOf } from './time';

export const marginTradeEvent = (row: Row): LedgerEvent => ({
	id: `marginTrade-${String(row.trade_id)}`,
	source: 'marginTrade',
	time: timeOf(secondsOfNanoseconds(row.trade_dt)),
	meaning: 'unknown',
	entries: [],
	note: `A margin trade on ${String(row.pair ?? '')}: its row tells neither profit nor fee`,
	transactionId: '',
});

/** By the words that a row may use; the names are ours and the sandbox's, EXMO's are not known. */
const KINDS: Readonly<Record<string, EntryKind>> = {
	transfer: 'marginIn',
	transfer_in: 'marginIn',
	transfer_out: 'marginOut',
	trade: 'marginProfit',
	profit: 'marginProfit',
	loss: 'marginProfit',
	fee: 'marginFee',
	commission: 'marginFee',
	funding: 'marginFee',
};

const absolute = (amount: Decimal): Decimal => (isNegative(amount) ? negate(amount) : amount);

/** Profit has the sign that the row has, a loss and a fee go out; a move between the wallets cancels out. */
function entriesOf(type: string, currency: string, amount: Decimal): Entry[] {
	const kind = KINDS[type];
	if (kind === 'marginIn' || kind === 'marginOut') {
		const moved = absolute(amount);
		return [
			{ kind, currency, amount: moved },
			{ kind, currency, amount: negate(moved) },
		];
	}
	const isOut = kind === 'marginFee' || type === 'loss';
	return [{ kind, currency, amount: isOut ? negate(absolute(amount)) : amount }];
}

export function marginWalletEvent(row: Row): LedgerEvent {
	const type = String(row.type ?? '').toLowerCase();
	const currency = String(row.currency ?? '');
	const common = {
		id: `marginWallet-${String(row.id ?? '')}`,
		source: 'marginWallet' as const,
		time: timeOf(secondsOfNanoseconds(row.created)),
		transactionId: '',
	};
	const hasAmount = currency !== '' && String(row.amount ?? '') !== '' && isAmount(row.amount);
	if (hasAmount && Object.hasOwn(KINDS, type)) {
		const entries = entriesOf(type, currency, amountOf(row.amount));
		return { ...common, meaning: 'done', entries, isInferred: true, note: `margin ${type}` };
	}
	return {
		...common,
		meaning: 'unknown',
		entries: hasAmount ? [{ kind: 'unknown', currency, amount: amountOf(row.amount) }] : [],
		note: `A movement of the margin wallet of the type "${type}", which is not known`,
	};
}
