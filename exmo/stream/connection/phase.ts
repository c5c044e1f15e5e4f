/** Where a connection stands (connection.ts), and what it means when it is closed there. */

export type Phase =
	| 'idle'
	| 'connecting'
	| 'greeting'
	| 'signing'
	| 'loggingIn'
	| 'subscribing'
	| 'live'
	| 'waiting'
	| 'over';

/** What a close means, where it is more than that; a socket that does not open does not say why. */
export const CLOSED: Partial<Record<Phase, string>> = {
	connecting: 'the connection could not be opened',
	greeting: 'closed before EXMO had greeted',
	signing: 'closed before the login',
	loggingIn: 'closed right after the login, without a reason',
	subscribing: 'closed before everything was subscribed',
};
