import { createHash } from 'node:crypto';
import type { Account } from './accounts.mts';
import type { Core } from './core.mts';
import { DECIMALS, type Money } from './money.mts';
import { refuse } from './refusal.mts';
import type { WalletDesk, WalletOperation } from './wallet.mts';

export interface GiftCode {
	code: string;
	currency: string;
	amount: Money;
	creator: Account;
	/** Only this user, or the creator, may load it. */
	login?: string;
	createdMs: number;
	usedMs?: number;
}

const PROVIDER = 'EXCODE';

/** Codes that hold money until somebody loads them. */
export class GiftCodeDesk {
	private readonly core: Core;
	private readonly wallet: WalletDesk;
	private readonly codes = new Map<string, GiftCode>();

	constructor(core: Core, wallet: WalletDesk) {
		this.core = core;
		this.wallet = wallet;
	}

	/** Puts an amount of the account into a new code. Throws a Refusal. */
	create(
		creator: Account,
		currency: string,
		amount: Money,
		login?: string,
	): { gift: GiftCode; operation: WalletOperation } {
		const { ledger, market, clock, ids } = this.core;
		if (!market.currencies.some(({ name }) => name === currency)) {
			throw refuse.unknownCurrency(currency);
		}
		if (market.locked.includes(currency)) throw refuse.notWithdrawable(currency);
		if (amount.lte(0)) throw refuse.notPositive('amount');
		if (amount.decimalPlaces() > DECIMALS) throw refuse.quantityTooPrecise('amount');
		if (ledger.free(creator.spot, currency).lt(amount)) throw refuse.insufficientFunds();

		const number = ids.next('operation');
		const secret = createHash('sha1').update(`sandbox code ${number}`).digest('hex');
		const code = `EX-CODE_${number}_${currency}${secret}`;
		const createdMs = clock.now();
		const gift: GiftCode = { code, currency, amount, creator, login, createdMs };
		this.codes.set(code, gift);
		ledger.move(creator.spot, 'codes', currency, amount);
		return { gift, operation: this.record(creator, 'withdraw', gift) };
	}

	/** Loads a code into an account, once. Throws a Refusal. */
	load(account: Account, code: string): { gift: GiftCode; operation: WalletOperation } {
		const gift = this.codes.get(code);
		if (!gift) throw refuse.codeNotValid();
		if (gift.usedMs !== undefined) throw refuse.codeUsed();
		const isForOther = gift.login !== undefined && gift.login !== account.name;
		if (isForOther && gift.creator !== account) throw refuse.codeForAnotherUser();
		gift.usedMs = this.core.clock.now();
		this.core.ledger.move('codes', account.spot, gift.currency, gift.amount);
		return { gift, operation: this.record(account, 'deposit', gift) };
	}

	/** Puts a code in place that was made before the exchange opened. */
	recall(gift: GiftCode): void {
		this.codes.set(gift.code, gift);
	}

	find(code: string): GiftCode | undefined {
		return this.codes.get(code);
	}

	private record(account: Account, type: WalletOperation['type'], gift: GiftCode): WalletOperation {
		const nowMs = this.core.clock.now();
		return this.wallet.record({
			account,
			type,
			currency: gift.currency,
			provider: PROVIDER,
			amount: gift.amount,
			createdMs: nowMs,
			paidMs: nowMs,
			excode: gift.code,
		});
	}
}
