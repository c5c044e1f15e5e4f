/**
 * What the signer agrees to sign. It is asked twice: by the client before a request waits for its
 * turn, and by the credential at the moment of signing, so that no other way (the HTTP Request node,
 * a custom API call) leads around it.
 */
import { PERMISSIONS, type Account, type Permission } from './credential';
import { API_PATH, ENDPOINTS, findEndpoint, isWrite, takes, type Endpoint } from './endpoints';
import { exchangeUrl, isPrivateHost } from './hosts';
import { nextNonce } from './nonce';
import { SigningRefused } from './signersError';
import { checkKey, paramTexts, quoteName, signBody, type Params } from './signing';

const capitalized = (word: string): string => word[0].toUpperCase() + word.slice(1);

/** @throws SigningRefused when the credential's permissions do not cover the endpoint */
export function checkPermission(permissions: readonly Permission[], endpoint: Endpoint): void {
	const { access, path } = endpoint;
	if (access === 'public' || permissions.includes(access)) return;
	throw new SigningRefused(
		`${path} needs the permission "${capitalized(access)}", which this credential does not give.`,
		{ reason: 'missingPermission' },
	);
}

/** Unknown paths may do anything, so only a credential with every permission may call them. */
function checkUnknownPath(permissions: readonly Permission[], path: string): void {
	if (PERMISSIONS.every((permission) => permissions.includes(permission))) return;
	throw new SigningRefused(
		`This package does not know the EXMO method "${path}", so it is signed only for a credential with the permissions Read, Trade and Withdraw.`,
	);
}

/**
 * The signature covers the body and not the path, so a body is valid for every method that takes its
 * parameters (EXMO ignores what a method does not know, exmo-api/REST.md 4.2). Therefore an endpoint is
 * signed with its own parameters only: the body of a read must not fit a withdrawal.
 * @throws SigningRefused
 */
export function checkParameters(endpoint: Endpoint, names: Iterable<string>): void {
	for (const name of names) {
		if (takes(endpoint, name)) continue;
		const { required, optional, path } = endpoint;
		const own = [...required, ...optional].join(', ') || 'none';
		throw new SigningRefused(
			`${path} has no parameter${quoteName(name)}, so the request is not signed. Its parameters: ${own}.`,
		);
	}
}

/**
 * Keeps withdrawals to the credential's Allowed Withdrawal Addresses, where it has any.
 * @throws SigningRefused for any other address, and for a gift code: that is money for whoever holds it
 */
export function checkWithdrawalTarget(account: Account, path: string, params: Params): void {
	const isWithdrawal = path === ENDPOINTS.withdrawCrypt.path;
	const address = String(params.address ?? '');
	if (isWithdrawal && /[\s,]/.test(address)) {
		throw new SigningRefused(
			'The address of a withdrawal has a space or a comma in it. A tag or memo is a parameter of its own, "invoice".',
		);
	}
	const allowed = account.withdrawalTargets ?? [];
	if (allowed === 'any') return;
	const refuse = (what: string) => {
		throw allowed.length > 0
			? new SigningRefused(what, { reason: 'notAllowedTarget' })
			: new SigningRefused(what, { reason: 'unreadableTargets' });
	};
	if (path === ENDPOINTS.excodeCreate.path) {
		refuse('A gift code is money for whoever holds it, so this credential makes none.');
	}
	if (!findEndpoint(path)) refuse(`This package does not know the EXMO method "${path}".`);
	if (!isWithdrawal) return;
	const tag = String(params.invoice ?? '');
	if (address !== '' && allowed.some((own) => own.address === address && own.tag === tag)) return;
	const target = tag === '' ? address : `${address},${tag}`;
	refuse(`"${target}" is not among the addresses that this credential may withdraw to.`);
}

/** Headers of the caller that go along: how the answer may come, who asks, and what n8n adds to trace a request. */
const HARMLESS_HEADERS = [
	...['accept', 'accept-encoding', 'accept-language', 'user-agent'],
	...['traceparent', 'tracestate'],
];

/**
 * Who sees a signed body on its way can use it at another method that takes its parameters, so it goes
 * straight to the exchange, over a connection that was checked, and with no header that could name
 * another method. A proxy that n8n's operator has set for all requests is none of the caller's.
 * @throws SigningRefused
 */
function checkRoute(host: string, request: OutgoingRequest): void {
	const { detours = [], isUnchecked = false, headers = [] } = request;
	if (detours.length > 0) {
		throw new SigningRefused(
			`A signed request goes straight to the exchange, so this credential signs none with the option ${detours.join(', ')}.`,
			{ reason: 'detour' },
		);
	}
	if (isUnchecked && !isPrivateHost(host)) {
		throw new SigningRefused(
			`This credential signs only when the certificate of ${host} is checked.`,
			{ reason: 'uncheckedCertificate' },
		);
	}
	const foreign = headers.find((name) => !HARMLESS_HEADERS.includes(name.toLowerCase()));
	if (foreign !== undefined) {
		throw new SigningRefused(
			`This credential signs no request with the header ${/^[A-Za-z-]{1,40}$/.test(foreign) ? `"${foreign}"` : 'that was added'}. Of your own headers, Accept, Accept-Encoding, Accept-Language and User-Agent go along.`,
		);
	}
}

/** The address on the account's own exchange, and the method path in it. @throws SigningRefused for any other address */
function ownAddress(
	account: Account,
	{ url, hasQuery }: OutgoingRequest,
): { href: string; path: string } {
	const base = new URL(exchangeUrl(account.exchange, account.customUrl) + '/');
	const target = URL.canParse(url) ? new URL(url) : undefined;
	if (!target || target.origin !== base.origin || target.username || target.password) {
		throw new SigningRefused(
			`This credential signs only for ${base.origin}, not for ${target?.host ?? 'an address that is not a URL'}.`,
		);
	}
	const apiRoot = base.pathname.replace(/\/$/, '') + API_PATH;
	if (!target.pathname.startsWith(apiRoot)) {
		throw new SigningRefused(
			`This credential signs only for methods below ${base.origin}${apiRoot}.`,
		);
	}
	if (target.search || hasQuery) {
		// exmo-api/ERRORS.md 40038
		throw new SigningRefused(
			'EXMO takes no query string on a private method. Send the parameters in the form body.',
		);
	}
	return {
		href: target.origin + target.pathname, // as this parser read it, so that no other reads it differently
		path: target.pathname.slice(apiRoot.length),
	};
}

export interface OutgoingRequest {
	readonly url: string;
	readonly method: string;
	/** The parameters of the form body, as they are going to be written. */
	readonly params: Iterable<readonly [name: string, value: unknown]>;
	/** Whether query parameters stand beside the URL. */
	readonly hasQuery?: boolean;
	/** Whether the body is something else than a URL-encoded form, so that its bytes could not be signed. */
	readonly isNoForm?: boolean;
	/** The caller's options that would change where or how the bytes go, by name: a proxy, certificates. */
	readonly detours?: readonly string[];
	/** Whether the certificate of the host would not be checked. */
	readonly isUnchecked?: boolean;
	/** Whether it was signed before: n8n signs and sends again after an HTTP 401. */
	readonly isSigned?: boolean;
	/** The names of the caller's headers. */
	readonly headers?: readonly string[];
}

export interface SignedRequest {
	/** The address that was looked at, to be sent to in this very spelling. */
	readonly url: string;
	/** The exact form body that was signed; to be sent byte for byte. */
	readonly body: string;
	readonly headers: {
		readonly Key: string;
		readonly Sign: string;
		readonly 'Content-Type': string;
	};
}

/** Whether the request goes to a public method of any exchange: it needs no key and gets none. */
function isPublic(url: string): boolean {
	const path = URL.canParse(url) ? new URL(url).pathname : '';
	const method = path.slice(path.lastIndexOf(API_PATH) + API_PATH.length);
	return path.includes(API_PATH) && findEndpoint(method)?.access === 'public';
}

/**
 * Signs one request with a fresh nonce, or gives undefined for a public method, which stays unsigned.
 * A nonce that is already among the parameters (n8n signs again after an HTTP 401) is replaced; a write
 * is not signed a second time.
 * @throws SigningRefused | UnusableKey | UnusableAddress, each with a sentence for the user
 */
export function authorize(account: Account, request: OutgoingRequest): SignedRequest | undefined {
	if (isPublic(request.url)) return undefined;
	const { href, path: asked } = ownAddress(account, request);
	const endpoint = findEndpoint(asked);
	const path = endpoint?.path ?? asked;
	if (endpoint) checkPermission(account.permissions, endpoint);
	else checkUnknownPath(account.permissions, path);
	const method = request.method.toUpperCase();
	if (method !== 'POST') {
		throw new SigningRefused(`EXMO takes ${path} as POST only, not as ${method}.`);
	}
	if (request.isSigned && (!endpoint || isWrite(endpoint))) {
		throw new SigningRefused(
			`${path} was sent, and the answer was HTTP 401. It may have had an effect, so it is not signed again.`,
			{ reason: 'sentBefore', effect: 'unknown' },
		);
	}
	if (request.isNoForm) {
		throw new SigningRefused('EXMO takes parameters as a URL-encoded form and nothing else.', {
			reason: 'noForm',
		});
	}
	checkRoute(new URL(href).hostname, request);
	const texts = paramTexts(request.params);
	texts.delete('nonce');
	if (endpoint) checkParameters(endpoint, texts.keys());
	const params = Object.fromEntries(texts);
	checkWithdrawalTarget(account, path, params);
	checkKey(account);
	texts.set('nonce', nextNonce(account.apiKey).toString());
	const body = new URLSearchParams([...texts]).toString();
	return {
		url: href,
		body,
		headers: {
			Key: account.apiKey,
			Sign: signBody(body, account.apiSecret),
			'Content-Type': 'application/x-www-form-urlencoded',
		},
	};
}
