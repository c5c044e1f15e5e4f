/**
 * What the signer agrees to sign. It is asked twice: by the client before a request waits for its
 * turn, and by the credential at the moment of signing, so that no other way (the HTTP Request node,
 * a custom API call) leads around it.
 */
import { API_PATH, ENDPOINTS, findEndpoint, type Access, type Endpoint } from './endpoints';
import { exchangeUrl, type Exchange } from './hosts';
import { nextNonce } from './nonce';
import { checkKey, formBody, signBody, type ApiKey, type Params } from './signing';

export type Permission = Exclude<Access, 'public'>;
export const PERMISSIONS: readonly Permission[] = ['read', 'trade', 'withdraw'];

/** An account as the credential describes it. */
export interface Account extends ApiKey {
	readonly exchange: Exchange;
	readonly customUrl?: string;
	readonly permissions: readonly Permission[];
	/**
	 * Where withdrawals may go, "address" or "address,tag"; empty: anywhere. At an exchange, the tag is
	 * what tells one customer's money from another's, so an address alone does not allow any tag.
	 */
	readonly withdrawalAddresses?: readonly string[];
}

/** Thrown when a request must not be signed; the message is fit for a user. */
export class SigningRefused extends Error {
	override readonly name = 'SigningRefused';
	/** n8n up to 2.33 hides what it wraps, but passes this on as `httpCode`. */
	readonly code = 'EXMO_SIGNING_REFUSED';
}

const capitalized = (word: string): string => word[0].toUpperCase() + word.slice(1);

/** @throws SigningRefused when the credential's permissions do not cover the endpoint */
export function checkPermission(permissions: readonly Permission[], endpoint: Endpoint): void {
	const { access, path } = endpoint;
	if (access === 'public' || permissions.includes(access)) return;
	throw new SigningRefused(
		`${path} needs the permission "${capitalized(access)}", which this credential does not give. Add it under Permissions in the credential if this workflow may do that.`,
	);
}

/** Unknown paths may do anything, so only a credential with every permission may call them. */
function checkUnknownPath(permissions: readonly Permission[], path: string): void {
	if (PERMISSIONS.every((permission) => permissions.includes(permission))) return;
	throw new SigningRefused(
		`This package does not know the EXMO method "${path}", so it is signed only for a credential with the permissions Read, Trade and Withdraw.`,
	);
}

/** A withdrawal as EXMO knows it (exmo-api/REST.md 4.2); another parameter could name another address. */
const WITHDRAWAL_PARAMETERS = ['amount', 'currency', 'address', 'invoice', 'transport', 'nonce'];

/**
 * Keeps withdrawals to the credential's Allowed Withdrawal Addresses, where it has any.
 * @throws SigningRefused for any other address, and for a gift code: that is money for whoever holds it
 */
export function checkWithdrawalTarget(account: Account, path: string, params: Params): void {
	const allowed = account.withdrawalAddresses ?? [];
	if (allowed.length === 0) return;
	const refuse = (what: string) => {
		throw new SigningRefused(
			`${what} The credential has Allowed Withdrawal Addresses, so that money can leave only to these.`,
		);
	};
	if (path === ENDPOINTS.excodeCreate.path) {
		refuse('A gift code is money for whoever holds it, so this credential makes none.');
	}
	if (!findEndpoint(path)) refuse(`This package does not know the EXMO method "${path}".`);
	if (path !== ENDPOINTS.withdrawCrypt.path) return;
	const foreign = Object.keys(params).find((name) => !WITHDRAWAL_PARAMETERS.includes(name));
	if (foreign !== undefined) refuse(`A withdrawal has no parameter "${foreign}".`);
	const tag = String(params.invoice ?? '');
	const target = String(params.address ?? '') + (tag === '' ? '' : `,${tag}`);
	if (!allowed.includes(target)) {
		refuse(`"${target}" is not among the addresses that this credential may withdraw to.`);
	}
}

/** The method path of a URL on the account's own exchange. @throws SigningRefused for any other address */
function methodPath(account: Account, { url, hasQuery }: OutgoingRequest): string {
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
	return target.pathname.slice(apiRoot.length);
}

export interface OutgoingRequest {
	readonly url: string;
	readonly method: string;
	readonly params: Params;
	/** Whether query parameters stand beside the URL. */
	readonly hasQuery?: boolean;
	/** Whether the body is multipart form data, whose bytes could not be signed. */
	readonly isMultipart?: boolean;
}

export interface SignedRequest {
	/** The exact form body that was signed; to be sent byte for byte. */
	readonly body: string;
	readonly headers: {
		readonly Key: string;
		readonly Sign: string;
		readonly 'Content-Type': string;
	};
}

/** Whether the request goes to a public method of any exchange: it needs no key and gets none. */
function isPublic(request: OutgoingRequest): boolean {
	const path = URL.canParse(request.url) ? new URL(request.url).pathname : '';
	const method = path.slice(path.lastIndexOf(API_PATH) + API_PATH.length);
	return path.includes(API_PATH) && findEndpoint(method)?.access === 'public';
}

/**
 * Signs one request with a fresh nonce, or gives undefined for a public method, which stays unsigned.
 * A nonce that is already among the parameters (n8n signs again after an HTTP 401) is replaced.
 * @throws SigningRefused | UnusableKey | UnusableAddress, each with a sentence for the user
 */
export function authorize(account: Account, request: OutgoingRequest): SignedRequest | undefined {
	if (isPublic(request)) return undefined;
	const asked = methodPath(account, request);
	const endpoint = findEndpoint(asked);
	const path = endpoint?.path ?? asked;
	if (endpoint) checkPermission(account.permissions, endpoint);
	else checkUnknownPath(account.permissions, path);
	checkWithdrawalTarget(account, path, request.params);
	if (request.method.toUpperCase() !== 'POST') {
		throw new SigningRefused(
			`EXMO takes ${path} as POST only, not as ${request.method.toUpperCase()}.`,
		);
	}
	if (request.isMultipart) {
		throw new SigningRefused(
			'EXMO takes parameters as a URL-encoded form, not as multipart form data. Choose "Form Urlencoded" as the type of the body.',
		);
	}
	checkKey(account);
	const body = formBody({ ...request.params, nonce: nextNonce(account.apiKey) });
	return {
		body,
		headers: {
			Key: account.apiKey,
			Sign: signBody(body, account.apiSecret),
			'Content-Type': 'application/x-www-form-urlencoded',
		},
	};
}
