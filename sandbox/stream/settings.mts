/** How the stream keeps time (milliseconds) and what it calls things: as exmo-api/WEBSOCKET.md 1 and 4 say, unless asked for otherwise. */
export interface StreamSettings {
	/** From one protocol ping to the next. */
	pingMs: number;
	/** A connection whose pings nobody answers is given up after this. */
	pongMs: number;
	/** A public connection without a subscription and without a word is dropped after this. */
	idleMs: number;
	/** A private connection without a login is closed after this. */
	loginMs: number;
	/** No connection lives longer. */
	sessionMs: number;
	/** Shortest time between two frames of a book topic of a pair; 0: every change at once. */
	bookMs: number;
	/** Shortest time between two frames of a ticker. */
	tickerMs: number;
	/** So many changes of one quote a second, over all pairs in turn, on top of the market's own. */
	ticks: number;
	/** Which of its two names an acknowledgement of the margin wallet has (exmo-api/WEBSOCKET.md 4.8). */
	marginWalletAck: 'asked' | 'margin/wallet' | 'margin/wallets';
}

const DEFAULT_SETTINGS: StreamSettings = {
	pingMs: 30_000,
	pongMs: 600_000,
	idleMs: 30_700,
	loginMs: 30_000,
	sessionMs: 86_400_000,
	bookMs: 100,
	tickerMs: 10_000,
	ticks: 0,
	marginWalletAck: 'asked',
};

/** What was asked for, the rest as usual; ticks are sent one by one, not every tenth of a second. */
export const settingsOf = (asked: Partial<StreamSettings>): StreamSettings => ({
	...DEFAULT_SETTINGS,
	...(asked.ticks ? { bookMs: 0 } : {}),
	...asked,
});
