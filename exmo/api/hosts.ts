/** Which exchange a credential talks to, and which addresses a key may travel to. */

import { UnusableAddress } from './signersError';

/** The exchanges a user can pick; every host name of the package stands here (exmo-api/REST.md 0.3, 1.1, WEBSOCKET.md 1). */
export const EXCHANGES = {
	exmoCom: {
		name: 'EXMO.com',
		url: 'https://api.exmo.com',
		streamUrl: 'wss://ws-api.exmo.com:443',
	},
	exmoMe: { name: 'EXMO.me', url: 'https://api.exmo.me', streamUrl: 'wss://ws-api.exmo.me:443' },
	sandbox: {
		name: 'Sandbox on This Machine',
		url: 'http://127.0.0.1:8080',
		streamUrl: 'ws://127.0.0.1:8080',
	},
} as const;

export type Exchange = keyof typeof EXCHANGES | 'custom';

// Loopback, RFC 1918 and RFC 4193/4291 private ranges, and names that no public DNS serves.
const PRIVATE_HOST = [
	/^(?:.+\.)?localhost$/,
	/^127\.\d+\.\d+\.\d+$/,
	/^10\.\d+\.\d+\.\d+$/,
	/^192\.168\.\d+\.\d+$/,
	/^172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+$/,
	/^\[::1\]$/,
	/^\[f[cd][0-9a-f]{2}:.*\]$/,
	/^\[fe[89ab][0-9a-f]:.*\]$/,
	/^[a-z0-9_-]+$/, // a container's or a machine's bare name
	/\.(?:local|internal|lan|home\.arpa)$/,
];

/** Whether the host is this machine or on a private network. @param host a URL's `hostname`, in lower case */
export const isPrivateHost = (host: string): boolean =>
	PRIVATE_HOST.some((pattern) => pattern.test(host));

const unusable = (what: string): UnusableAddress =>
	new UnusableAddress(`The custom URL ${what}`, { reason: 'customUrl' });

/**
 * The exchange's address without a trailing slash, from the credential's choice.
 * @throws UnusableAddress for an unknown exchange, and for a custom URL that is missing, malformed,
 * carries a password or a query, or is plain http to anything but this machine or a private network
 */
export function exchangeUrl(exchange: Exchange, customUrl = ''): string {
	if (exchange !== 'custom') {
		if (Object.hasOwn(EXCHANGES, exchange)) return EXCHANGES[exchange].url;
		throw new UnusableAddress('The exchange is not one that this package knows.', {
			reason: 'unknownExchange',
		});
	}
	const url = URL.canParse(customUrl.trim()) ? new URL(customUrl.trim()) : undefined;
	if (!url) {
		// Not quoted: a secret pasted into the wrong field would show
		throw unusable('is not a URL. Write it like https://api.example.com.');
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw unusable('has to begin with https:// or http://.');
	}
	if (url.username || url.password || url.search || url.hash) {
		throw unusable('may hold a host, a port and a path, and nothing else.');
	}
	if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) {
		throw new UnusableAddress(
			`Plain http would send the key unprotected to ${url.hostname}. Use https, or an address on this machine or a private network.`,
		);
	}
	return (url.origin + url.pathname).replace(/(?:\/v1\.1)?\/*$/, '');
}

/**
 * The address of the exchange's WebSocket API (exmo-api/WEBSOCKET.md 1), without a trailing slash. A
 * sandbox and a custom URL serve it on the same host and port as REST.
 * @throws UnusableAddress as exchangeUrl
 */
export function streamUrl(exchange: Exchange, customUrl = ''): string {
	const url = exchangeUrl(exchange, customUrl);
	return exchange === 'custom' ? url.replace(/^http/, 'ws') : EXCHANGES[exchange].streamUrl;
}
