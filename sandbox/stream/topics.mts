import { orders, userTrades, wallet } from './feeds/account.mts';
import { bookSnapshots, bookUpdates } from './feeds/books.mts';
import { marginOrders, marginPositions, marginTrades, marginWallet } from './feeds/margin.mts';
import { ticker, trades } from './feeds/market.mts';
import type { SocketName } from '../wire/sockets.mts';
import type { Topic } from './topic.mts';

/** The topics, in the order of exmo-api/WEBSOCKET.md 4. */
const TOPICS: readonly Topic[] = [
	trades,
	ticker,
	bookSnapshots,
	bookUpdates,
	userTrades,
	wallet,
	orders,
	marginWallet,
	marginOrders,
	marginTrades,
	marginPositions,
];

/** The topic of a name on a socket; a name of another socket is unknown there (that is our guess). */
export const findTopic = (socket: SocketName, name: string): Topic | undefined =>
	TOPICS.find(
		(topic) => topic.socket === socket && (topic.name === name || topic.aliases?.includes(name)),
	);
