/** What can be streamed: the eleven topics and their sockets (exmo-api/WEBSOCKET.md 1, 4). */

export type SocketName = 'public' | 'private' | 'margin';

/** Below the stream's address (exmo/api/hosts.ts). */
export const SOCKET_PATHS: Readonly<Record<SocketName, string>> = {
	public: '/v1/public',
	private: '/v1/private',
	margin: '/v1/margin/private',
};

export interface Topic {
	/** As EXMO writes it, without a pair. */
	readonly name: string;
	readonly socket: SocketName;
	/** The other name that it is known by: frames, and perhaps subscriptions, use it (WEBSOCKET.md 4.8). */
	readonly otherName?: string;
}

export const TOPICS = {
	trades: { name: 'spot/trades', socket: 'public' },
	ticker: { name: 'spot/ticker', socket: 'public' },
	bookSnapshots: { name: 'spot/order_book_snapshots', socket: 'public' },
	bookUpdates: { name: 'spot/order_book_updates', socket: 'public' },
	ownTrades: { name: 'spot/user_trades', socket: 'private' },
	wallet: { name: 'spot/wallet', socket: 'private' },
	orders: { name: 'spot/orders', socket: 'private' },
	marginWallet: { name: 'margin/wallet', socket: 'margin', otherName: 'margin/wallets' },
	marginOrders: { name: 'margin/orders', socket: 'margin' },
	marginOwnTrades: { name: 'margin/user_trades', socket: 'margin' },
	marginPositions: { name: 'margin/positions', socket: 'margin' },
} as const satisfies Record<string, Topic>;

export type TopicKey = keyof typeof TOPICS;

/** The full names to subscribe to: one a pair for public topics, one for private ones. */
export function topicNames(key: TopicKey, pairs: readonly string[]): string[] {
	const { name, socket } = TOPICS[key];
	return socket === 'public' ? pairs.map((pair) => `${name}:${pair}`) : [name];
}

/** The pair of a full name; '' for private topics. */
export const pairOfTopic = (fullName: string): string => fullName.split(':')[1] ?? '';

/** The other name of a topic, whichever of the two is given; undefined where it has only one. */
export function otherNameOf(fullName: string): string | undefined {
	for (const { name, otherName } of Object.values<Topic>(TOPICS)) {
		if (name === fullName) return otherName;
		if (otherName === fullName) return name;
	}
	return undefined;
}
