import { API, CREDENTIALS, refusal, SHAPES, type Options } from './requests.mts';

const { apiKey, apiSecret } = CREDENTIALS;
const to = (path: string, params = {}, more = {}): Options =>
	({ ...SHAPES['uri and form'](API + path, params), ...more }) as Options;
const info = to('user_info');

/** What n8n shows of the signer without a node in between: whole, as n8n hands on nothing but this. */
const SENTENCES: Array<[sentence: string, options: Options, credentials: object]> = [
	[
		'order_create needs the permission "Trade", which this credential does not give. Choose permissions with it in the credential if this workflow may do that.',
		to('order_create'),
		{ permissions: 'read' },
	],
	[
		"The credential's Exchange is not one that this package knows. Choose it anew.",
		info,
		{ exchange: 'exmoOrg' },
	],
	[
		"The credential's Custom URL is not a URL. Write it like https://api.example.com.",
		info,
		{ exchange: 'custom', customUrl: 'here' },
	],
	[
		"The credential's Custom URL has to begin with https:// or http://.",
		info,
		{ exchange: 'custom', customUrl: 'ftp://127.0.0.1' },
	],
	[
		"The credential's Custom URL may hold a host, a port and a path, and nothing else.",
		info,
		{ exchange: 'custom', customUrl: 'https://127.0.0.1/?a=1' },
	],
	[
		'The credential has no API Key. Public market data works without one; for everything else fill in API Key and API Secret.',
		info,
		{ apiKey: '', apiSecret: '' },
	],
	["The credential's API Key is empty.", info, { apiKey: '' }],
	["The credential's API Secret is empty.", info, { apiSecret: '' }],
	[
		"The credential's API Secret begins with K-: key and secret have changed places.",
		info,
		{ apiSecret: apiKey },
	],
	[
		"The credential's API Key does not begin with K-, as every EXMO API Key does.",
		info,
		{ apiKey: apiSecret.replace('S-', 'X-') },
	],
	[
		'"rOther" is not among the addresses that this credential may withdraw to. The credential has Allowed Withdrawal Addresses, so that money can leave only to these.',
		to('withdraw_crypt', { address: 'rOther' }),
		{ withdrawalAddresses: 'rOwn' },
	],
	[
		'"rOther" is not among the addresses that this credential may withdraw to. The credential\'s Allowed Withdrawal Addresses cannot be read, so nothing is allowed. Write one address a line, or empty the field to allow any.',
		to('withdraw_crypt', { address: 'rOther' }),
		{ withdrawalAddresses: ' ' },
	],
	[
		'A signed request goes straight to the exchange, so this credential signs none with the option proxy. Remove it. A proxy for all of n8n is set by its operator, in the environment.',
		to('user_info', {}, { proxy: 'http://127.0.0.1:1' }),
		{},
	],
	[
		'This credential signs only when the certificate of api.exmo.com is checked. Switch off "Ignore SSL Issues" in the request.',
		to('user_info', {}, { rejectUnauthorized: false }),
		{},
	],
	[
		'order_cancel was sent, and the answer was HTTP 401, after which n8n would send it again. It may have had an effect, so it is not signed again.',
		to('order_cancel', {}, { headers: { Sign: 'x' } }),
		{},
	],
	[
		'EXMO takes parameters as a URL-encoded form and nothing else. Choose "Form Urlencoded" as the type of the body.',
		to('user_info', {}, { formData: {} }),
		{},
	],
];

test.each(SENTENCES)('%s', async (sentence, options, credentials) => {
	const error = await refusal(options, credentials as Record<string, string>);
	expect(error.message).toBe(sentence);
	// The credential test, and n8n up to 2.33, show the code alone
	expect(error).toHaveProperty('code', sentence);
});
