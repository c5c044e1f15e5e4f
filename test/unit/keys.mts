/** Invented key pairs. */

/** The key pair of the published vectors (exmo-api/REST.md 1.3). */
export const KEY_PAIR = {
	apiKey: 'K-0123456789abcdef0123456789abcdef01234567',
	apiSecret: 'S-89abcdef0123456789abcdef0123456789abcdef',
} as const;

let made = 0;

/** An API key that no other test has used: nonces and rate limits are remembered by key. */
export const freshKey = (): string => `K-${(++made).toString(16).padStart(40, '0')}`;
