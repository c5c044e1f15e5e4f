import type { Account } from '../exchange/accounts.mts';
import type { Exchange } from '../exchange/exchange.mts';
import type { Access } from './authentication.mts';
import type { ErrorStyle } from './envelopes.mts';
import type { Params } from './params.mts';

/** What a method gets to answer a request with. */
export interface Call {
	exchange: Exchange;
	params: Params;
	nowMs: number;
	/** What "nothing" looks like: EXMO was seen with both (exmo-api/REST.md 13). */
	nothing: () => unknown;
	/** Whether a listed pair without trades is left out: EXMO was seen to (exmo-api/REST.md 2.1, 3.7). */
	omitsTradeless: boolean;
}

export interface PrivateCall extends Call {
	account: Account;
}

interface Common {
	/** Below /v1.1/. */
	path: string;
	/** Does it change anything? Writes are counted apart. */
	writes?: boolean;
	errors?: ErrorStyle;
	/** Fields that stand beside a refusal without a code (ERR-C in exmo-api/REST.md 1.6). */
	refusedWith?(exchange: Exchange): Record<string, unknown>;
}

export interface PublicMethod extends Common {
	access: 'public';
	handle(call: Call): unknown;
}

export interface PrivateMethod extends Common {
	access: Exclude<Access, 'public'>;
	handle(call: PrivateCall): unknown;
}

export type Method = PublicMethod | PrivateMethod;
