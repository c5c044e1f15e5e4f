/** How long a connection may take and last, in milliseconds (exmo-api/WEBSOCKET.md 5). */

/** From opening a socket to being live; EXMO itself allows 30 s for login and subscription. */
export const START_MS = 25_000;
/** A login keeps all other requests of its key waiting, so it may not take for ever. */
export const LOGIN_MS = 8000;
/** Quiet for so long: ask. Below the 30 s after which EXMO drops a silent connection. */
export const QUIET_MS = 20_000;
/** Asked and not answered for so long: the connection is dead. */
export const ANSWER_MS = 10_000;
/** EXMO ends a connection after 24 hours; ours ends up to an hour earlier, not all at one time. */
export const MAX_AGE_MS = 23.5 * 3_600_000;
export const MAX_AGE_JITTER_MS = 1_800_000;
/** Out of step sooner than this: it will happen again. */
export const SOON_MS = 60_000;
