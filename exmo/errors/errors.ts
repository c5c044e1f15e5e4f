/**
 * What EXMO's errors mean, each code once (exmo-api/ERRORS.md). A code that is not listed shows
 * EXMO's own text: nothing here guesses.
 */

/**
 * The kinds a workflow can branch on. `refused`: EXMO said no with a code whose meaning is not known.
 */
export type ErrorKind =
	| 'credential'
	| 'permission'
	| 'nonce'
	| 'rateLimit'
	| 'maintenance'
	| 'funds'
	| 'notFound'
	| 'invalidInput'
	| 'refused'
	| 'unknownOutcome'
	| 'network';

export interface ExmoErrorDetails {
	/** What happened, one sentence. */
	readonly title: string;
	/** What to do about it. */
	readonly description: string;
	readonly kind: ErrorKind;
	/** EXMO's code, where it gave one. */
	readonly code?: string;
	/** Whether the request may have changed something at the exchange. */
	readonly mayHaveHadEffect?: boolean;
	/** Whether the request never left: stopped, or no slot in time. */
	readonly notSent?: boolean;
	/** Whether the exchange turned this delivery of the request away before it did anything. */
	readonly refusedUntouched?: boolean;
	/** Whether the nonce in the way of a write is one that this process gave out: see exmo/reconcile/writes.ts. */
	readonly isOwnNonce?: boolean;
	/** How long the exchange asked to wait, in milliseconds. */
	readonly retryAfterMs?: number;
	/** The highest nonce the exchange has accepted (40009). */
	readonly usedNonce?: bigint;
	/** The client order ID of the order that this is about. */
	readonly clientOrderId?: string;
}

/** Everything that EXMO or the way to it can answer instead of data. */
export class ExmoError extends Error {
	override readonly name = 'ExmoError';
	readonly details: ExmoErrorDetails;

	constructor(details: ExmoErrorDetails) {
		super(details.title);
		this.details = details;
	}

	/** The same error with some details changed. */
	with(changes: Partial<ExmoErrorDetails>): ExmoError {
		return new ExmoError({ ...this.details, ...changes });
	}
}

interface Explanation {
	readonly title: string;
	readonly advice: string;
	readonly kind: ErrorKind;
	readonly refusedUntouched?: boolean;
}

const EXPLANATIONS: Record<string, Explanation> = {
	'40003': {
		title: 'EXMO got the request without the API key',
		advice: 'Something between n8n and EXMO (a proxy?) removes the header "Key".',
		kind: 'credential',
	},
	'40004': {
		title: 'EXMO got the request without a signature',
		advice: 'Something between n8n and EXMO (a proxy?) removes the header "Sign".',
		kind: 'credential',
	},
	'40005': {
		title: 'EXMO did not accept the signature',
		advice:
			'Check the API Secret in the credential: the whole text, with its beginning "S-", of the same key pair. EXMO shows it only once, so a lost secret means making a new key.',
		kind: 'credential',
	},
	'40009': {
		title: 'EXMO has already seen a higher nonce for this API key',
		advice:
			'Another program uses the same key. Give every program a key of its own; EXMO lets you make several under Settings, API.',
		kind: 'nonce',
		refusedUntouched: true,
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
			'Check the API Key in the credential. A new key works only after the link in the confirmation e-mail has been opened; a deleted key never works again.',
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
			'EXMO allows 10 requests a second for a key and for an address. Another program may be using the same key or the same connection.',
		kind: 'rateLimit',
		refusedUntouched: true,
	},
	'40038': {
		title: 'EXMO takes no query string on a private method',
		advice: 'Send the parameters in the form body.',
		kind: 'invalidInput',
	},
	'50013': {
		title: 'A required parameter is missing',
		advice: 'Fill in the field that EXMO names.',
		kind: 'invalidInput',
	},
	'50049': {
		title: 'A number is empty or malformed',
		advice: 'Write numbers plainly, with a dot: 0.001.',
		kind: 'invalidInput',
	},
	'50052': {
		title: 'The balance is not sufficient',
		advice: 'Compare with Account: Get Balances; amounts in open orders are not free.',
		kind: 'funds',
	},
	'50054': {
		title: 'The balance is not sufficient',
		advice: 'Compare with Account: Get Balances; amounts in open orders are not free.',
		kind: 'funds',
	},
	'50173': {
		title: 'There is no such open order',
		advice: 'It is unknown, already filled or already cancelled.',
		kind: 'notFound',
	},
	'50277': {
		title: 'The quantity is below the minimum for this pair',
		advice: 'Market: Get Many Pairs shows the limits of each pair.',
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
		advice: 'Market: Get Many Pairs shows the limits of each pair.',
		kind: 'invalidInput',
	},
	'50321': {
		title: 'The price is above the maximum for this pair',
		advice: 'Market: Get Many Pairs shows the limits of each pair.',
		kind: 'invalidInput',
	},
	'50381': {
		title: 'The price has more decimals than this pair allows',
		advice: 'Market: Get Many Pairs shows the price precision of each pair.',
		kind: 'invalidInput',
	},
	'10193': {
		title: 'EXMO knows no withdrawal with this task ID',
		advice: 'Check the task ID; Withdraw returns it.',
		kind: 'notFound',
	},
	'10519': {
		title: 'EXMO has not enabled this method for the account',
		advice: 'Withdrawals and gift codes by API work only after EXMO Support has enabled them.',
		kind: 'permission',
	},
	'140333': {
		title: 'The price has more decimals than this margin pair allows',
		advice: 'Margin Market: Get Many Pairs shows the price precision.',
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
const EXPLAINED_TEXTS: ReadonlyArray<readonly [RegExp, Explanation]> = [
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

const RETRY_AFTER = /Retry after (\d+) sec/i;
const USED_NONCE = /what was used before "(\d+)"/;

/** A gift code is money for whoever reads it (exmo-api/REST.md 5.1). */
const GIFT_CODE = /EX-CODE_[^\s"',;]+/gi;

/** The text without the gift codes that may stand in it: they never get into an error, a log or a list. */
export const withoutGiftCodes = (text: string): string => text.replace(GIFT_CODE, 'EX-CODE_…');

/** What looks like an API key or a secret: somebody may paste it into the wrong field. */
const KEY_OR_SECRET = /\b([KS])-[0-9a-f]{16,}/gi;

/** The text without gift codes, keys and secrets, whoever put them there, and of bearable length. */
export const withoutSecrets = (text: string): string =>
	withoutGiftCodes(text.length > 4000 ? `${text.slice(0, 4000)}…` : text).replace(
		KEY_OR_SECRET,
		'$1-…',
	);

/** EXMO's text, one line and of bearable length. */
const quoted = (text: string): string =>
	withoutGiftCodes(text).replace(/\s+/g, ' ').trim().slice(0, 300);

function explanationOf(code: string | undefined, text: string): Explanation | undefined {
	if (code === undefined) return EXPLAINED_TEXTS.find(([pattern]) => pattern.test(text))?.[1];
	return Object.hasOwn(EXPLANATIONS, code) ? EXPLANATIONS[code] : undefined;
}

/** The error for a code and text that EXMO answered. */
export function explainRefusal(code: string | undefined, text: string): ExmoError {
	const retryAfter = RETRY_AFTER.exec(text);
	if (retryAfter) {
		// "API rate limit exceeded for <ip>. Retry after 60 sec." (exmo-api/REST.md 1.6 ERR-C)
		return new ExmoError({
			title: `EXMO asks to wait ${retryAfter[1]} seconds before the next request`,
			description: EXPLANATIONS['40034'].advice,
			kind: 'rateLimit',
			refusedUntouched: true,
			retryAfterMs: Number(retryAfter[1]) * 1000,
		});
	}
	const explanation = explanationOf(code, text);
	if (!explanation) {
		return new ExmoError({
			title:
				text === '' ? 'EXMO refused the request without a reason' : `EXMO refused: ${quoted(text)}`,
			description:
				code === undefined
					? 'EXMO gave no code.'
					: `The meaning of code ${code} is not documented; EXMO Support can tell.`,
			kind: 'refused',
			code,
		});
	}
	const usedNonce = USED_NONCE.exec(text)?.[1];
	const words = [code, quoted(text)].filter((part) => part !== undefined).join(': ');
	return new ExmoError({
		title: explanation.title,
		description: text === '' ? explanation.advice : `${explanation.advice} EXMO's words: ${words}`,
		kind: explanation.kind,
		code,
		refusedUntouched: explanation.refusedUntouched,
		usedNonce: usedNonce === undefined ? undefined : BigInt(usedNonce),
	});
}
