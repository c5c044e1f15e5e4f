import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import {
	PERMISSION_SETS,
	readPermissions,
	readTargets,
	type Account,
} from '../exmo/api/credential';
import { authorize, type SignedRequest } from '../exmo/api/authorization';
import { API_PATH, ENDPOINTS } from '../exmo/api/endpoints';
import { EXPLAINED_CODES } from '../exmo/errors/codes';
import { explainRefusal } from '../exmo/errors/explainRefusal';
import { EXCHANGES, type Exchange } from '../exmo/api/hosts';
import { readOutgoing, type Outgoing } from './outgoing';
import { CREDENTIAL_WORDINGS, inWords, worded } from './wording';

/** The account that decrypted credential data describes. */
export function accountOf(credentials: ICredentialDataDecryptedObject): Account {
	return {
		apiKey: String(credentials.apiKey ?? ''),
		apiSecret: String(credentials.apiSecret ?? ''),
		exchange: credentials.exchange as Exchange,
		customUrl: String(credentials.customUrl ?? ''),
		permissions: readPermissions(credentials.permissions),
		withdrawalTargets: readTargets(credentials.withdrawalAddresses),
	};
}

/** The values of Permissions with which money can leave. */
const WITHDRAWING = Object.entries(PERMISSION_SETS)
	.filter(([, permissions]) => permissions.some((permission) => permission === 'withdraw'))
	.map(([value]) => value);

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

const sign = async (account: Account, request: Outgoing): Promise<SignedRequest | undefined> =>
	authorize(account, request);

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
				'Made at EXMO under Settings, API. A new key works only after the link in the confirmation e-mail has been opened. Market data works without a key: then leave key and secret empty, and pay no attention to the test of the credential, which needs one.',
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
			type: 'options',
			// Credentials of older versions hold a list of permissions under this name (exmo/api/credential.ts): under
			// another name, n8n would fill in the default for them
			options: [
				{
					name: 'Read',
					value: 'read',
					description: 'See balances, orders, trades and the wallet history',
				},
				{
					name: 'Read and Trade',
					value: 'readTrade',
					description:
						'Also place, change and cancel orders, redeem gift codes, move margin. No money can leave.',
				},
				{
					name: 'Read and Withdraw',
					value: 'readWithdraw',
					description: 'Also send money out: withdrawals and new gift codes',
				},
				{
					name: 'Read, Trade and Withdraw',
					value: 'readTradeWithdraw',
					description: 'Everything, including methods that this package does not know',
				},
			],
			default: 'readTrade', // never to be changed: n8n does not save a default, but fills it in later
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
			// n8n drops the value of a field that it does not show. 'withdraw' is for the permissions of older
			// versions, and '' is what n8n's form makes of them until a person chooses anew
			displayOptions: { show: { permissions: [...WITHDRAWING, 'withdraw', ''] } },
		},
	];

	/** Signs every private request over the exact bytes of its form body; public ones stay as they are. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const outgoing = readOutgoing(requestOptions);
		const signed = await sign(accountOf(credentials), outgoing).catch((error: unknown) => {
			throw inWords(error);
		});
		return signed ? outgoing.toSend(signed) : requestOptions;
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
				const { title, advice } = worded(explainRefusal(code, '').details, CREDENTIAL_WORDINGS);
				return failsWith('error', text, `${title}. ${advice}`);
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
