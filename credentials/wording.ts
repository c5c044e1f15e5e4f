/**
 * What errors say to somebody who sees the credential's form in n8n: exmo/ knows neither. Whatever
 * leaves the credential is worded here, as no node may stand in between (HTTP Request).
 */
import { SignersError, type SignersReason } from '../exmo/api/signersError';
import type { ExmoErrorDetails } from '../exmo/errors/errors';

/** Better words for n8n's users than an error has by itself. */
export type Wording = (
	details: ExmoErrorDetails,
) => Partial<Pick<ExmoErrorDetails, 'title' | 'advice'>>;
export type Wordings = Readonly<Record<string, Wording>>;

export const retitle =
	(words: (title: string) => string): Wording =>
	({ title }) => ({ title: words(title) });
export const advise =
	(advice: string): Wording =>
	() => ({ advice });
/** For advice that goes on after what is known of EXMO. */
export const adviseAlso =
	(more: string): Wording =>
	({ advice }) => ({ advice: `${advice} ${more}` });

/** A sentence of the signer comes through n8n's helpers alone, so its advice stands in it. */
const andThen = (more: string): Wording => retitle((title) => `${title} ${more}`);

const OF_SIGNER: Readonly<Record<SignersReason, Wording>> = {
	unknownExchange: retitle(
		() => "The credential's Exchange is not one that this package knows. Choose it anew.",
	),
	customUrl: retitle((title) => title.replace(/^The custom URL/, "The credential's Custom URL")),
	noKey: retitle(
		() =>
			'The credential has no API Key. Public market data works without one; for everything else fill in API Key and API Secret.',
	),
	unusableKey: retitle((title) =>
		title
			.replace(/^The/, "The credential's")
			.replaceAll('API key', 'API Key')
			.replaceAll('API secret', 'API Secret'),
	),
	missingPermission: andThen(
		'Choose permissions with it in the credential if this workflow may do that.',
	),
	notAllowedTarget: andThen(
		'The credential has Allowed Withdrawal Addresses, so that money can leave only to these.',
	),
	unreadableTargets: andThen(
		"The credential's Allowed Withdrawal Addresses cannot be read, so nothing is allowed. Write one address a line, or empty the field to allow any.",
	),
	detour: andThen('Remove it. A proxy for all of n8n is set by its operator, in the environment.'),
	uncheckedCertificate: andThen('Switch off "Ignore SSL Issues" in the request.'),
	sentBefore: retitle((title) =>
		title.replace(' HTTP 401.', ' HTTP 401, after which n8n would send it again.'),
	),
	noForm: andThen('Choose "Form Urlencoded" as the type of the body.'),
};

/** By an error's `reason`. */
export const CREDENTIAL_WORDINGS: Wordings = {
	...OF_SIGNER,
	'40003': advise('Something between n8n and EXMO (a proxy?) removes the header "Key".'),
	'40004': advise('Something between n8n and EXMO (a proxy?) removes the header "Sign".'),
	'40005': advise(
		'Check the API Secret in the credential: the whole text, with its beginning "S-", of the same key pair. EXMO shows it only once, so a lost secret means making a new key.',
	),
	'40017': advise(
		'Check the API Key in the credential. A new key works only after the link in the confirmation e-mail has been opened; a deleted key never works again.',
	),
};

/** The error's details in the words of the table; as they are where it has none. */
export function worded(details: ExmoErrorDetails, wordings: Wordings): ExmoErrorDetails {
	const { reason } = details;
	const wording =
		reason !== undefined && Object.hasOwn(wordings, reason) ? wordings[reason] : undefined;
	return wording ? { ...details, ...wording(details), reason: undefined } : details;
}

/** What the signer throws, as it leaves the credential. */
export const inWords = (error: unknown): unknown =>
	error instanceof SignersError
		? error.inWords(worded(error.details, CREDENTIAL_WORDINGS).title)
		: error;
