/**
 * n8n's options of a request, as the signer has to know them and as they go on. n8n hands them over on
 * two paths with different names: nodes send `url` and `body`, the HTTP Request node and "Custom API
 * Call" send `uri` and `form`. Names: n8n-workflow's IHttpRequestOptions and IRequestOptions, and what
 * backend-network's request.js and legacy.js read (n8n 2.41).
 */
import type { IHttpRequestOptions } from 'n8n-workflow';

import type { OutgoingRequest, SignedRequest } from '../exmo/api/authorization';

type Options = Readonly<Record<string, unknown>>;
type Entries = Array<[name: string, value: unknown]>;

/** How long to wait, and in which form the answer is given to the node: these go on as they are. */
const ANSWER_OPTIONS = [
	...['abortSignal', 'allowedDomains', 'arrayFormat', 'encoding', 'gzip', 'ignoreHttpStatusErrors'],
	...['json', 'qsStringifyOptions', 'resolveWithFullResponse', 'returnFullResponse', 'simple'],
	...['timeout', 'useQuerystring', 'useStream'],
];

/**
 * What leads a request another way, by any name that n8n, axios or Node.js has for it: refused when it
 * is set. Any other name that is not listed here means nothing to n8n and does not go on.
 */
const DETOURS = [
	...['adapter', 'agent', 'agentOptions', 'agents', 'auth', 'beforeRedirect', 'ca', 'cert'],
	...['createConnection', 'dispatcher', 'family', 'host', 'hostname', 'httpAgent', 'httpsAgent'],
	...['key', 'localAddress', 'lookup', 'paramsSerializer', 'passphrase', 'pfx', 'port'],
	...['protocol', 'proxy', 'secureContext', 'servername', 'setHost', 'socket', 'socketPath'],
	...['transformRequest', 'transport', 'tunnel'],
];

/** The signer writes these itself, over the body that it has signed. */
const OWN_HEADERS = ['key', 'sign', 'content-type', 'content-length'];

/** Objects of other realms count, too: there, a plain object's prototype is another one, again without a parent. */
function isPlain(value: object): boolean {
	const prototype = Object.getPrototypeOf(value) as object | null;
	return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isSet(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return Boolean(value);
	return !isPlain(value) || Object.keys(value).length > 0;
}

/** The address, as text. n8n, too, looks at `url` first. */
function requestUrl({ url, uri, baseURL }: Options): string {
	const text = (value: unknown) =>
		value instanceof URL ? value.href : typeof value === 'string' ? value : '';
	const address = text(url ?? uri);
	const base = text(baseURL);
	if (base === '' || /^[a-z]+:\/\//i.test(address)) return address;
	return `${base.replace(/\/+$/, '')}/${address.replace(/^\/+/, '')}`;
}

/** The parameters in a body; undefined for a body that is no form. */
function formEntries(body: unknown): Entries | undefined {
	if (body === undefined || body === null) return [];
	if (typeof body === 'string') return [...new URLSearchParams(body)];
	if (body instanceof URLSearchParams) return [...body];
	if (Buffer.isBuffer(body)) return [...new URLSearchParams(body.toString())];
	return typeof body === 'object' && isPlain(body) ? Object.entries(body) : undefined;
}

const isQuery = (qs: unknown): boolean => (qs instanceof URLSearchParams ? qs.size > 0 : isSet(qs));

/** What the signer decides on. Every option is read once; what goes on are these very values. */
export interface Outgoing extends OutgoingRequest {
	/** The options to send the signed request with. */
	toSend(signed: SignedRequest): IHttpRequestOptions;
}

export function readOutgoing(requestOptions: object): Outgoing {
	const options: Options = { ...requestOptions }; // no getter answers twice
	const { form, formData, body, rejectUnauthorized, skipSslCertificateValidation } = options;
	const headers = Object.entries((options.headers ?? {}) as object).filter(
		([name, value]) =>
			!OWN_HEADERS.includes(name.toLowerCase()) && value !== undefined && value !== null,
	);
	const isMultipart = formData !== undefined && formData !== null;
	const hasTwoBodies = isSet(form) && isSet(body);
	const entries = isMultipart || hasTwoBodies ? undefined : formEntries(isSet(form) ? form : body);
	const certificates = {
		...(rejectUnauthorized !== undefined && { rejectUnauthorized: isSet(rejectUnauthorized) }),
		...(isSet(skipSslCertificateValidation) && { skipSslCertificateValidation: true }),
	};
	return {
		url: requestUrl(options),
		method: typeof options.method === 'string' ? options.method : 'GET',
		params: entries ?? [],
		isNoForm: entries === undefined,
		isSigned: Object.keys((options.headers ?? {}) as object).some(
			(name) => name.toLowerCase() === 'sign',
		),
		hasQuery: isQuery(options.qs) || isQuery(options.params),
		detours: DETOURS.filter((name) => isSet(options[name])),
		isUnchecked:
			certificates.rejectUnauthorized === false ||
			certificates.skipSslCertificateValidation === true,
		headers: headers.map(([name, value]) => (typeof value === 'object' ? '' : name)),
		toSend: (signed) =>
			({
				...Object.fromEntries(
					ANSWER_OPTIONS.filter((name) => options[name] !== undefined).map((name) => [
						name,
						options[name],
					]),
				),
				method: 'POST',
				// The address that was looked at, and no base that could lead it elsewhere
				...(options.url === undefined || options.url === null
					? { uri: signed.url }
					: { url: signed.url }),
				body: signed.body,
				headers: {
					...Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
					...signed.headers,
				},
				...certificates,
				// A redirect would carry the key to another address; the legacy path has names of its own
				...{ disableFollowRedirect: true, maxRedirects: 0 },
				...{ followRedirect: false, followAllRedirects: false },
				sendCredentialsOnCrossOriginRedirect: false,
			}) as unknown as IHttpRequestOptions,
	};
}
