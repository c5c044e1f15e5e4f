/** Deposits, withdrawals, gift codes and rewards: rows of `wallet_operations` (exmo-api/REST.md 4.5). */
import { extraOf, operationType } from '../../account/walletOperations';
import type { Row } from '../../api/rows';
import { withoutGiftCodes } from '../../errors/secrets';
import { amountOf, isAmount } from '../../money/amounts';
import { isNegative, isZero, negate, subtract } from '../../money/decimal';
import type { Entry, EntryKind, LedgerEvent, Meaning } from './event';
import { timeOf } from './time';

/** The statuses that were seen (REST.md 4.4, 4.5), in lower case; what any other means is not known. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
	paid: 'done',
	transferred: 'done',
	processing: 'underWay',
	pending: 'underWay',
	verifying: 'underWay',
	cancelled: 'nothing',
	canceled: 'nothing',
};

/** Deposits are cashback and referral rows, too (REST.md 4.5): when the row itself says so. */
function depositKind(row: Row): EntryKind {
	if (extraOf(row).excode) return 'giftCodeIn';
	const words = `${String(row.provider ?? '')} ${String(row.provider_type ?? '')}`;
	if (/cash\s?back/i.test(words)) return 'cashback';
	return /referral/i.test(words) ? 'referral' : 'deposit';
}

/** A withdrawal's fee is part of its amount (REST.md 4.5, one source). */
function withdrawalEntries(row: Row, currency: string): Entry[] {
	const [amount, fee] = [amountOf(row.amount), amountOf(row.commission)];
	const kind = extraOf(row).excode ? 'giftCodeOut' : 'withdrawal';
	return [
		{ kind, currency, amount: negate(subtract(amount, fee)) },
		{ kind: 'fee', currency, amount: negate(fee) },
	];
}

/** Whether the row has what every operation has: amounts have no sign here (REST.md 13.16). */
const isReadable = (row: Row): boolean =>
	String(row.currency ?? '') !== '' &&
	String(row.amount ?? '') !== '' &&
	[row.amount, row.commission].every((value) => isAmount(value) && !isNegative(amountOf(value)));

export function walletEvent(row: Row): LedgerEvent {
	const type = operationType(row);
	const common = {
		id: `wallet-${String(row.operation_id)}`,
		source: 'wallet' as const,
		time: timeOf(row.created),
		transactionId: String(extraOf(row).txid ?? ''),
	};
	if (!isReadable(row)) {
		const note = 'An operation whose currency or amounts cannot be read';
		return { ...common, meaning: 'unknown', entries: [], note };
	}
	const currency = String(row.currency);
	const provider = withoutGiftCodes(String(row.provider ?? ''));
	const status = String(row.status ?? '').toLowerCase();
	const meaning = Object.hasOwn(MEANINGS, status) ? MEANINGS[status] : 'unknown';
	const note =
		meaning === 'unknown'
			? `${type} by ${provider}, with the status "${status}", which is not known`
			: `${type} by ${provider}`;
	if (type === 'withdrawal') {
		return { ...common, meaning, entries: withdrawalEntries(row, currency), note };
	}
	if (type === 'deposit') {
		const [amount, fee] = [amountOf(row.amount), amountOf(row.commission)];
		const entries = [{ kind: depositKind(row), currency, amount }];
		return { ...common, meaning, entries, note, uncountedFee: isZero(fee) ? undefined : fee };
	}
	return {
		...common,
		meaning: meaning === 'nothing' ? 'nothing' : 'unknown',
		entries: [{ kind: 'unknown', currency, amount: amountOf(row.amount) }],
		note: `An operation of the type "${withoutGiftCodes(type)}", which is not known`,
	};
}
