import type { ExmoError } from '../../errors/errors';
import type { DataFrame } from './frames';

/** What a stream's state machine (connection.ts) wants to be done, in this order. */
export type Action =
	/** Open a new socket; events of an earlier one no longer count. */
	| { readonly do: 'connect' }
	/** Take a slot for the key, sign, and call `signed`. */
	| { readonly do: 'sign' }
	/** The slot of the login can be released. */
	| { readonly do: 'releaseSlot'; readonly error?: ExmoError }
	| { readonly do: 'send'; readonly text: string }
	| { readonly do: 'close' }
	/** Everything is subscribed. `missed`: events between the last connection and this one are lost. */
	| { readonly do: 'live'; readonly missed: boolean }
	| { readonly do: 'emit'; readonly frame: DataFrame }
	/** The connection is gone; it is retried. */
	| { readonly do: 'lost'; readonly reason: string }
	/** It is over, for a reason that a person has to see to. */
	| { readonly do: 'fail'; readonly error: ExmoError };
