/**
 * What EXMO's codes mean, each once (exmo-api/ERRORS.md). A code that is not listed shows EXMO's own
 * text: nothing here guesses. nodes/shared/errors/wording.ts names the editor's fields and operations.
 */
import type { ErrorKind } from './errors';

export interface Explanation {
	readonly title: string;
	readonly advice: string;
	readonly kind: ErrorKind;
}

export const EXPLANATIONS: Record<string, Explanation> = {
	'40003': {
		title: 'EXMO got the request without the API key',
		advice: 'Something on the way to EXMO (a proxy?) removes the header "Key".',
		kind: 'credential',
	},
	'40004': {
		title: 'EXMO got the request without a signature',
		advice: 'Something on the way to EXMO (a proxy?) removes the header "Sign".',
		kind: 'credential',
	},
	'40005': {
		title: 'EXMO did not accept the signature',
		advice:
			'Check the API secret: the whole text, with its beginning "S-", of the same key pair. EXMO shows it only once, so a lost secret means making a new key.',
		kind: 'credential',
	},
	'40009': {
		title: 'EXMO has already seen a higher nonce for this API key',
		advice:
			'Another program uses the same key. Give every program a key of its own; EXMO lets you make several under Settings, API.',
		kind: 'nonce',
	},
	'40015': {
		title: 'EXMO does not know this method',
		advice: 'Check the path; this package uses version v1.1 of the API.',
		kind: 'invalidInput',
	},
	'40016': {
		title: 'EXMO is under maintenance',
		advice: 'Try again in a few minutes.',
		kind: 'maintenance',
	},
	'40017': {
		title: 'EXMO does not know this API key',
		advice:
			'Check the API key. A new key works only after the link in the confirmation e-mail has been opened; a deleted key never works again.',
		kind: 'credential',
	},
	'40032': {
		title: 'This API key may not do that',
		advice: 'Edit the permissions of the key at EXMO, under Settings, API, or make a new key.',
		kind: 'permission',
	},
	'40033': {
		title: 'EXMO has temporarily blocked this for the account',
		advice: 'Look into the account on the web site, or ask EXMO Support.',
		kind: 'permission',
	},
	'40034': {
		title: 'EXMO was asked more often than it allows',
		advice:
			'EXMO limits the requests a second of a key and of an address. Another program may be using the same key or the same connection.',
		kind: 'rateLimit',
	},
	'40038': {
		title: 'EXMO takes no query string on a private method',
		advice: 'Send the parameters in the form body.',
		kind: 'invalidInput',
	},
	'50013': {
		title: 'A required parameter is missing',
		advice: 'Send the parameter that EXMO names.',
		kind: 'invalidInput',
	},
	'50049': {
		title: 'A number is empty or malformed',
		advice: 'Write numbers plainly, with a dot: 0.001.',
		kind: 'invalidInput',
	},
	'50052': {
		title: 'The balance is not sufficient',
		advice: 'Amounts in open orders are not free.',
		kind: 'funds',
	},
	'50054': {
		title: 'The balance is not sufficient',
		advice: 'Amounts in open orders are not free.',
		kind: 'funds',
	},
	'50173': {
		title: 'There is no such open order',
		advice: 'It is unknown, already filled or already cancelled.',
		kind: 'notFound',
	},
	'50277': {
		title: 'The quantity is below the minimum for this pair',
		advice: 'EXMO lists the limits with the pairs.',
		kind: 'invalidInput',
	},
	'50304': {
		title: 'EXMO has no trades for this order',
		advice:
			'The order is unknown, or nothing of it has been filled yet: EXMO answers both the same way.',
		kind: 'notFound',
	},
	'50319': {
		title: 'The price is below the minimum for this pair',
		advice: 'EXMO lists the limits with the pairs.',
		kind: 'invalidInput',
	},
	'50321': {
		title: 'The price is above the maximum for this pair',
		advice: 'EXMO lists the limits with the pairs.',
		kind: 'invalidInput',
	},
	'50381': {
		title: 'The price has more decimals than this pair allows',
		advice: 'EXMO lists the price precision with the pairs.',
		kind: 'invalidInput',
	},
	'10193': {
		title: 'EXMO knows no withdrawal with this task ID',
		advice: 'Check the task ID; EXMO gives it in its answer to a withdrawal.',
		kind: 'notFound',
	},
	'10519': {
		title: 'EXMO has not enabled this method for the account',
		advice: 'Withdrawals and gift codes by API work only after EXMO Support has enabled them.',
		kind: 'permission',
	},
	'140333': {
		title: 'The price has more decimals than this margin pair allows',
		advice: 'EXMO lists the price precision with the margin pairs.',
		kind: 'invalidInput',
	},
	'140434': {
		title: 'The margin balance is not sufficient',
		advice:
			'Top up the margin wallet on the web site: the API has no method that moves money between the wallets.',
		kind: 'funds',
	},
	'191021': {
		title: 'There is no such stop order',
		advice: 'It is unknown, already triggered or already cancelled.',
		kind: 'notFound',
	},
};

/** Refusals that candles_history gives without a code (exmo-api/ERRORS.md 3). */
export const EXPLAINED_TEXTS: ReadonlyArray<readonly [RegExp, Explanation]> = [
	[
		/range period is too long/i,
		{
			title: 'The range holds more candles than EXMO gives at once',
			advice: 'EXMO gives at most 3000. Ask for a shorter range, or for longer candles.',
			kind: 'invalidInput',
		},
	],
	[
		/^strconv\.ParseInt/,
		{
			title: 'The beginning or the end of the range is not a whole number',
			advice: 'EXMO wants both in unix seconds.',
			kind: 'invalidInput',
		},
	],
];

/** Every code that has an explanation. */
export const EXPLAINED_CODES: readonly string[] = Object.keys(EXPLANATIONS);
