/**
 * Currencies whose transfers usually carry a tag, memo or payment ID: one address of an exchange serves
 * many customers, and the tag tells them apart. The chains' own documentation says so; EXMO's API does
 * not say which currencies need one. As of 2026-11; a currency that is not listed here may need one too.
 */
const WITH_TAG: ReadonlySet<string> = new Set(
	'ATOM BTS EOS HBAR IGNIS KAVA LUNA LUNC MIOTA NEM RUNE STEEM HIVE STX TON XEM XLM XRP XYM'.split(
		' ',
	),
);

export const usuallyNeedsTag = (currency: string): boolean => WITH_TAG.has(currency.toUpperCase());
