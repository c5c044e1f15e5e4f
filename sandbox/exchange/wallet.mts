import { createHash } from 'node:crypto';
import type { Account } from './accounts.mts';
import type { Core } from './core.mts';
import { DECIMALS, money, ZERO, type Money } from './money.mts';
import { refuse } from './refusal.mts';
import type { Network } from '../market/market.mts';

/** A movement into or out of an account: by a network, by a gift code, or from the start. */
export interface WalletOperation {
	id: bigint;
	taskId: bigint;
	account: Account;
	type: 'deposit' | 'withdraw';
	currency: string;
	/** The network's name, or what else it came by. */
	provider: string;
	/** Always positive; the commission is part of it. */
	amount: Money;
	commission: Money;
	createdMs: number;
	/** When it is done; before, it is being processed. */
	paidMs: number;
	address: string;
	invoice: string;
	txid: string;
	excode: string;
	/** In EXMO's word, when it is neither `Paid` nor `Processing`. */
	status?: string;
	/** The row's own text of what went wrong. */
	error?: string;
	/** Written, not done: no withdrawal that anybody asked this exchange for. */
	isWritten?: true;
}

export interface WithdrawalRequest {
	currency: string;
	amount: Money;
	address: string;
	invoice?: string;
	/** The text in the network's brackets; without it the first network of the currency is taken. */
	transport?: string;
}

/** Movements between an account and the world outside. */
export class WalletDesk {
	private readonly core: Core;
	/** How long a withdrawal is being processed. */
	private readonly processingMs: number;
	private readonly operations = new Map<Account, WalletOperation[]>();

	constructor(core: Core, processingMs: number) {
		this.core = core;
		this.processingMs = processingMs;
	}

	/** The account's operations, oldest first. */
	of(account: Account): readonly WalletOperation[] {
		return this.operations.get(account) ?? [];
	}

	find(account: Account, taskId: bigint): WalletOperation {
		const found = this.of(account).find(
			(operation) => operation.taskId === taskId && operation.type === 'withdraw',
		);
		if (!found) throw refuse.withdrawalNotFound(String(taskId));
		return found;
	}

	isPaid = (operation: WalletOperation): boolean => operation.paidMs <= this.core.clock.now();

	/** Brings money in from outside, as if a deposit had arrived at that moment. */
	deposit(account: Account, currency: string, amount: Money, atMs: number): WalletOperation {
		this.core.ledger.move('outside', account.spot, currency, amount);
		const network = this.networks(currency, 'deposit').at(0);
		const id = this.core.ids.next('operation');
		return this.record({
			account,
			id,
			type: 'deposit',
			currency,
			provider: network?.name ?? 'Sandbox',
			amount,
			createdMs: atMs,
			paidMs: atMs,
			address: network ? inventAddress(account, network) : '',
			txid: network ? inventTxid(id) : '',
		});
	}

	/** Sends money out. Limits and fee are the network's. Throws a Refusal. */
	withdraw(account: Account, request: WithdrawalRequest): WalletOperation {
		const { currency, amount, address, invoice = '', transport } = request;
		const { ledger, market, clock, ids } = this.core;
		if (!market.currencies.some(({ name }) => name === currency)) {
			throw refuse.unknownCurrency(currency);
		}
		if (market.locked.includes(currency)) throw refuse.notWithdrawable(currency);
		if (amount.lte(0)) throw refuse.notPositive('amount');
		if (amount.decimalPlaces() > DECIMALS) throw refuse.quantityTooPrecise('amount');
		const network = this.networks(currency, 'withdraw').find(
			({ name }) =>
				transport === undefined || name.endsWith(`(${transport})`) || name === transport,
		);
		if (!network?.enabled) throw refuse.networkUnavailable(transport ?? currency);
		const aboveMost = network.max !== '0' && amount.gt(network.max);
		if (amount.lt(network.min) || aboveMost) throw refuse.withdrawalOutsideLimits();
		if (!/^[A-Za-z0-9:._-]{10,120}$/.test(address)) throw refuse.badAddress();
		if (ledger.free(account.spot, currency).lt(amount)) throw refuse.insufficientFunds();

		const commission = money(network.commission);
		ledger.move(account.spot, 'fees', currency, commission);
		ledger.move(account.spot, 'outside', currency, amount.minus(commission));
		const id = ids.next('operation');
		return this.record({
			account,
			id,
			type: 'withdraw',
			currency,
			provider: network.name,
			amount,
			commission,
			createdMs: clock.now(),
			paidMs: clock.now() + this.processingMs,
			address,
			invoice,
			txid: inventTxid(id),
		});
	}

	/** Puts a movement into the account's list. The money has been moved by who calls. */
	record(
		operation: Pick<
			WalletOperation,
			'account' | 'type' | 'currency' | 'provider' | 'amount' | 'createdMs' | 'paidMs'
		> &
			Partial<WalletOperation>,
	): WalletOperation {
		const whole: WalletOperation = {
			id: operation.id ?? this.core.ids.next('operation'),
			taskId: operation.taskId ?? this.core.ids.next('task'),
			commission: ZERO,
			address: '',
			invoice: '',
			txid: '',
			excode: '',
			...operation,
		};
		const list = this.operations.get(whole.account) ?? [];
		this.operations.set(whole.account, list);
		list.push(whole);
		return whole;
	}

	/** Deposit addresses by currency; a currency with several networks has one for each. */
	addresses(account: Account): Record<string, string> {
		return Object.fromEntries(
			this.core.networks
				.filter(({ type }) => type === 'deposit')
				.map((network) => {
					const suffix = /\((\w+)\)/.exec(network.name)?.[1] ?? '';
					return [network.currency + suffix, inventAddress(account, network)];
				}),
		);
	}

	private networks(currency: string, type: Network['type']): Network[] {
		return this.core.networks.filter(
			(network) => network.currency === currency && network.type === type,
		);
	}
}

/** Currencies whose addresses need a tag (exmo-api/REST.md 4.1). */
const TAGGED = ['XRP', 'XLM'];

/** Nothing that anybody could send money to. */
function inventAddress({ uid }: Account, { name, currency }: Network): string {
	const address = `sandbox${name.replace(/[^A-Za-z0-9]/g, '')}${uid}`.toLowerCase();
	return TAGGED.includes(currency) ? `${address},${uid}` : address;
}

const inventTxid = (id: bigint): string =>
	createHash('sha256').update(`sandbox operation ${id}`).digest('hex');
