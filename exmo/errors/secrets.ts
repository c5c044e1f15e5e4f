/** What must never get into an error, a log or a list. */

/** A gift code is money for whoever reads it (exmo-api/REST.md 5.1). */
const GIFT_CODE = /EX-CODE_[^\s"',;]+/gi;

/** The text without the gift codes that may stand in it: they never get into an error, a log or a list. */
export const withoutGiftCodes = (text: string): string => text.replace(GIFT_CODE, 'EX-CODE_…');

/** What looks like an API key or a secret: somebody may paste it into the wrong field. */
const KEY_OR_SECRET = /\b([KS])-[0-9a-f]{16,}/gi;

/** The text without gift codes, keys and secrets, and shortened. */
export const withoutSecrets = (text: string): string =>
	withoutGiftCodes(text.length > 4000 ? `${text.slice(0, 4000)}…` : text).replace(
		KEY_OR_SECRET,
		'$1-…',
	);
