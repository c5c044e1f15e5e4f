/** The shapes in which n8n hands requests to a credential, and a credential to sign them. */
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { KEY_PAIR } from '../keys.mts';

/** Where the methods of the exchange of CREDENTIALS are. */
export const API = 'https://api.exmo.com/v1.1/';

/** A method that the package does not know: with every permission it is signed with any parameters. */
export const UNKNOWN = `${API}new_method`;

type Params = Record<string, string>;

/** n8n's options of both request paths. */
export type Options = IHttpRequestOptions & Record<string, unknown>;

const post = (options: object): Options => ({ method: 'POST', ...options }) as Options;

const formOf = (params: Params) => new URLSearchParams(params);

/** A POST of a form to a URL: by the nodes (`url`, `body`), and by the HTTP Request node (`uri`, `form`). */
export const SHAPES: Record<string, (url: string, params: Params) => Options> = {
	'url and string body': (url, params) => post({ url, body: formOf(params).toString() }),
	'url and object body': (url, params) => post({ url, body: params }),
	'url and URLSearchParams': (url, params) => post({ url, body: formOf(params) }),
	'url and bytes': (url, params) => post({ url, body: Buffer.from(formOf(params).toString()) }),
	'uri and form': (url, params) => post({ uri: url, form: params, json: true }),
	'uri and string body': (url, params) => post({ uri: url, body: formOf(params).toString() }),
	'baseURL and url': (url, params) => {
		const [, baseURL, rest] = /^(\w+:\/\/[^/]*)(.*)$/s.exec(url) ?? [
			'',
			'https://api.exmo.com',
			url,
		];
		return post({ baseURL, url: rest, body: params });
	},
};

/** What the credential's fields hold, unless a test says otherwise. */
export const CREDENTIALS = {
	...KEY_PAIR,
	exchange: 'exmoCom',
	customUrl: '',
	permissions: 'readTradeWithdraw',
	withdrawalAddresses: '',
} satisfies ICredentialDataDecryptedObject;

/** Asks the credential to sign. */
export const authenticate = async (
	options: Options,
	changes: ICredentialDataDecryptedObject = {},
): Promise<Options> =>
	(await new ExmoApi().authenticate({ ...CREDENTIALS, ...changes }, options)) as Options;

/** The credential's own sentence. Fails when it signs. */
export async function refusal(
	options: Options,
	changes: ICredentialDataDecryptedObject = {},
): Promise<Error> {
	const outcome = await authenticate(options, changes).catch((error: Error) => error);
	if (!(outcome instanceof Error)) throw new Error(`Signed: ${JSON.stringify(outcome.headers)}`);
	return outcome;
}

/** Every shape's refusal of an address; each has to refuse. */
export const refusals = async (url: string, credentials = {}): Promise<Error[]> =>
	await Promise.all(Object.values(SHAPES).map((shape) => refusal(shape(url, {}), credentials)));
