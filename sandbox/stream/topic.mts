import type { Account } from '../exchange/accounts.mts';
import type { Exchange } from '../exchange/exchange.mts';
import type { StreamSettings } from './settings.mts';

/** What a feed works with: the exchange, and a way to send. */
interface Feed {
	exchange: Exchange;
	settings: StreamSettings;
	send(event: 'snapshot' | 'update', data: unknown): void;
}

export interface PairFeed extends Feed {
	pair: string;
}

interface AccountFeed extends Feed {
	account: Account;
}

/** Ends a subscription. */
export type End = () => void;

interface Named {
	/** Without the pair, e.g. `spot/trades`. */
	name: string;
	/** Other names it is subscribed by. */
	aliases?: readonly string[];
	/** The name in its frames, where that is another one. */
	frameName?: string;
}

/** A topic of the public socket: `<name>:<PAIR>`. Its first frames are sent at once, or none. */
export interface PublicTopic extends Named {
	socket: 'public';
	open(feed: PairFeed): End;
}

/** A topic about one's own account, on a private socket. */
export interface PrivateTopic extends Named {
	socket: 'private' | 'margin';
	open(feed: AccountFeed): End;
}

export type Topic = PublicTopic | PrivateTopic;
