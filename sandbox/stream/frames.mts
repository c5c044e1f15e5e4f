/**
 * The frames that the server sends (exmo-api/WEBSOCKET.md 3). `ts` is in milliseconds; an `id` is
 * echoed only to those who sent one.
 */
export type Frame = { ts: number; event: string } & Record<string, unknown>;

/** The id of a command, if it had one. */
export type CommandId = { id?: unknown };

export const greeting = (ts: number, sessionId: string): Frame => ({
	ts,
	event: 'info',
	code: 1,
	message: 'connection established',
	session_id: sessionId,
});

/** Travels in the close frame. */
export const maintenance = (ts: number): Frame => ({
	ts,
	event: 'info',
	code: 2,
	message: 'maintenance in progress',
});

export const subscribed = (ts: number, id: CommandId, topic: string): Frame => ({
	ts,
	event: 'subscribed',
	...id,
	topic,
});

export const unsubscribed = (ts: number, id: CommandId, topic: string): Frame => ({
	ts,
	event: 'unsubscribed',
	...id,
	topic,
});

export const loggedIn = (ts: number, id: CommandId): Frame => ({ ts, event: 'logged_in', ...id });

export const failed = (ts: number, id: CommandId, code: number, message: string): Frame => ({
	ts,
	event: 'error',
	...id,
	code,
	message,
});

export const data = (
	ts: number,
	event: 'snapshot' | 'update',
	topic: string,
	content: unknown,
): Frame => ({ ts, event, topic, data: content });
