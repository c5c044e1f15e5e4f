import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IDataObject,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authorize, type Account, type Permission } from '../exmo/authorization';
import { API_PATH, ENDPOINTS } from '../exmo/endpoints';
import { EXPLAINED_CODES, explainRefusal } from '../exmo/errors';
import { EXCHANGES, type Exchange } from '../exmo/hosts';
import type { Params } from '../exmo/signing';

/**
 * n8n asks for a signature on two paths with different shapes: nodes send `url` and `body`, the HTTP
 * Request node and "Custom API Call" send `uri` and `form`.
 */
type LegacyRequestOptions = { uri?: string; form?: unknown; formData?: unknown };

function requestUrl(options: { url?: string; uri?: string; baseURL?: string }): string {
	const url = options.url ?? options.uri ?? ''; // n8n, too, looks at `url` first
	if (!options.baseURL || /^[a-z]+:\/\//i.test(url)) return url;
	return `${options.baseURL.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function requestParams({ form, body }: { form?: unknown; body?: unknown }): Params {
	const source = form ?? body ?? {};
	if (typeof source === 'string' || source instanceof URLSearchParams) {
		return Object.fromEntries(new URLSearchParams(source));
	}
	if (Buffer.isBuffer(source)) return Object.fromEntries(new URLSearchParams(source.toString()));
	return Object.fromEntries(
		Object.entries(source).filter(([, value]) => value !== undefined && value !== null),
	) as Params;
}

/** The account that decrypted credential data describes. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	return {
		apiKey: String(credentials.apiKey ?? ''),
		apiSecret: String(credentials.apiSecret ?? ''),
		exchange: credentials.exchange as Exchange,
		customUrl: String(credentials.customUrl ?? ''),
		permissions: (credentials.permissions ?? []) as Permission[],
		withdrawalAddresses: String(credentials.withdrawalAddresses ?? '')
			.split('\n')
			.map((line) => line.trim().replace(/\s*,\s*/, ','))
			.filter((line) => line !== ''),
	};
}

/** n8n compares whole texts, so each code that a test can meet is listed with the wordings seen of it. */
const REFUSALS_OF_TEST: Array<[code: string, text: string]> = [
	['40003', "Error 40003: Authorization error, http header 'Key' not specified"],
	['40005', 'Error 40005: Authorization error, Incorrect signature'],
	['40005', 'Error 40005: Authorization error, incorrect signature'],
	['40016', 'Error 40016: Maintenance work in progress'],
	['40017', 'Error 40017: Wrong API Key'],
	['40032', 'Error 40032: Access is denied for this API key'],
	['40033', 'Error 40033: Access is denied, this resources are temporarily blocked to user'],
	['40034', 'Error 40034: Access is denied, rate limit is exceeded'],
];

const failsWith = (key: string, value: unknown, message: string) => ({
	type: 'responseSuccessBody' as const,
	properties: { key, value, message },
});

export class ExmoApi implements ICredentialType {
	name = 'exmoApi';

	displayName = 'EXMO API';

	icon = { light: 'file:../icons/exmo.svg', dark: 'file:../icons/exmo.dark.svg' } as const;

	documentationUrl = 'https://github.com/n8n-nodes-exmo/n8n-nodes-exmo#set-up-the-credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'K-…',
			description:
				'Made at EXMO under Settings, API. A new key works only after the link in the confirmation e-mail has been opened. Public market data needs no key.',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'S-…',
			description: 'Shown only once, when the key is made',
		},
		{
			displayName: 'Exchange',
			name: 'exchange',
			type: 'options',
			options: [
				...Object.entries(EXCHANGES).map(([value, { name, url }]) => ({
					name,
					value,
					description: url,
				})),
				{
					name: 'Custom URL',
					value: 'custom',
					description: 'A sandbox on another address or port, or a proxy of yours',
				},
			],
			default: 'exmoCom',
			description: 'The exchange that the key belongs to. The key is never sent anywhere else.',
		},
		{
			displayName: 'Custom URL',
			name: 'customUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. http://127.0.0.1:8081',
			description:
				'Host, port and, if need be, a path. Plain http is accepted only for this machine and private networks.',
			displayOptions: { show: { exchange: ['custom'] } },
		},
		{
			displayName: 'Permissions',
			name: 'permissions',
			type: 'multiOptions',
			options: [
				{
					name: 'Read',
					value: 'read',
					description: 'See balances, orders, trades and the wallet history',
				},
				{
					name: 'Trade',
					value: 'trade',
					description: 'Place, change and cancel orders, redeem gift codes, move margin',
				},
				{
					name: 'Withdraw',
					value: 'withdraw',
					description: 'Send money out: withdrawals and new gift codes',
				},
			],
			default: ['read', 'trade'],
			description:
				'What n8n may sign with this key, whatever the key itself can do at EXMO. A credential for an AI agent that only looks needs Read alone.',
		},
		{
			displayName: 'Allowed Withdrawal Addresses',
			name: 'withdrawalAddresses',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			placeholder: 'e.g. rInventedAddress,100200300',
			description:
				'One a line; with a tag as "address,tag". When filled in, withdrawals to any other address are not signed, whichever node asks for them, and neither are new gift codes. Empty: any address.',
			displayOptions: { show: { permissions: ['withdraw'] } },
		},
	];

	/** Signs every private request over the exact bytes of its form body; public ones stay as they are. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { form, formData, url, uri, baseURL, ...options } =
			requestOptions as IHttpRequestOptions & LegacyRequestOptions;
		const signedUrl = requestUrl({ url, uri, baseURL });
		const signed = authorize(accountOf(credentials), {
			url: signedUrl,
			method: options.method ?? 'GET',
			params: requestParams({ form, body: options.body }),
			hasQuery: Object.keys(options.qs ?? {}).length > 0,
			isMultipart: formData !== undefined || options.body instanceof FormData,
		});
		if (!signed) return requestOptions;
		const otherHeaders = Object.entries((options.headers ?? {}) as IDataObject).filter(
			([name]) => !['key', 'sign', 'content-type'].includes(name.toLowerCase()),
		);
		return {
			...options,
			// The address that was looked at, and no base that could lead it elsewhere
			...((url === undefined ? { uri: signedUrl } : { url: signedUrl }) as { url: string }),
			body: signed.body,
			headers: { ...Object.fromEntries(otherHeaders), ...signed.headers },
			// A redirect would carry the key to another address; the legacy path has names of its own
			disableFollowRedirect: true,
			maxRedirects: 0,
			...{ followRedirect: false, followAllRedirects: false },
		};
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: `={{ (${JSON.stringify(
				Object.fromEntries(Object.entries(EXCHANGES).map(([value, { url }]) => [value, url])),
			)}[$credentials.exchange] ?? $credentials.customUrl).trim().replace(/(\\/v1\\.1)?\\/*$/, '') }}`,
			url: API_PATH + ENDPOINTS.userInfo.path,
			method: 'POST',
		},
		rules: [
			...REFUSALS_OF_TEST.filter(([code]) => EXPLAINED_CODES.includes(code)).map(([code, text]) => {
				const { title, description } = explainRefusal(code, '').details;
				return failsWith('error', text, `${title}. ${description}`);
			}),
			failsWith(
				'result',
				false,
				'EXMO refused the test request. If another program uses the same key, give each a key of its own; otherwise Account: Get Info shows the reason.',
			),
			failsWith('uid', undefined, 'The answer is not that of an EXMO account. Check the Exchange.'),
		],
	};
}
