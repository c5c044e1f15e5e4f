/**
 * What the exchange answers instead of doing what was asked.
 *
 * Codes below 900000 and their texts are EXMO's (exmo-api/ERRORS.md). EXMO's codes for the other
 * cases are not known: numbers from 990000 on are the sandbox's own invention, and their texts say so.
 */
export class Refusal extends Error {
	/** EXMO's number, a string where EXMO sends it as one, or null for a text without a code. */
	readonly code: number | string | null;
	readonly text: string;

	constructor(code: number | string | null, text: string) {
		super(`${code ?? 'no code'}: ${text}`);
		this.name = 'Refusal';
		this.code = code;
		this.text = text;
	}
}

const refusal = (code: number | string, text: string) => new Refusal(code, text);
const invented = (code: number, text: string) => new Refusal(code, `${text} (sandbox code)`);

/** Every refusal the exchange knows, by what happened. */
export const refuse = {
	// Parameters and orders: exmo-api/ERRORS.md 2.
	parameterMissing: (name: string) => refusal(50013, `Parameter '${name}' is not specified`),
	notANumber: (name: string) => refusal(50049, `Parameter is not a number '${name}'`),
	insufficientFunds: () => refusal(50052, 'Insufficient funds'),
	insufficientFundsAtMarket: () => refusal(50054, 'Insufficient funds'),
	orderNotFound: (id: string) => refusal(50173, `Order was not found '#${id}'`),
	quantityTooSmall: () =>
		refusal(50277, 'Quantity by order is less than permissible minimum for this pair'),
	orderHasNoTrades: (id: string) => refusal(50304, `Order was not found '${id}'`),
	priceTooLow: () =>
		refusal(50319, 'Price by order is less than permissible minimum for this pair'),
	priceTooHigh: () =>
		refusal(50321, 'Price by order is more than permissible maximum for this pair'),
	priceTooPrecise: (decimals: number, pair: string) =>
		refusal(50381, `More than ${decimals} decimal places are not permitted for pair ${pair}`),

	// Wallet, codes and services: exmo-api/ERRORS.md 3.
	withdrawalNotFound: (id: string) => refusal(10193, `Withdrawal task not found ${id}`),
	methodNotAllowed: () => refusal(10519, 'API method is not allowed'),
	stopOrderNotFound: () => refusal(191021, 'complex order not found'),
	marginPriceTooPrecise: (given: number, max: number) =>
		refusal(
			140333,
			`The number of characters after the point in the price exceeds the maximum number '${given}>${max}'`,
		),
	marginTooSmall: (quantity: string, base: string, missing: string, currency: string) =>
		refusal(
			'140434',
			`Your margin balance is not sufficient to place the order for '${quantity} ${base}'. ` +
				`Please top up your margin wallet by "${missing} ${currency}".`,
		),

	// Ours: what EXMO answers here is not known.
	unknownPair: (pair: string) => invented(990001, `Pair '${pair}' is not listed`),
	quantityTooLarge: () => invented(990002, 'Quantity is more than the maximum for this pair'),
	amountTooSmall: () => invented(990003, 'Amount is less than the minimum for this pair'),
	amountTooLarge: () => invented(990004, 'Amount is more than the maximum for this pair'),
	unknownOrderType: (type: string) => invented(990005, `Order type '${type}' is not known`),
	unknownExecType: (type: string) => invented(990006, `exec_type '${type}' is not possible here`),
	postOnlyWouldMatch: () => invented(990007, 'Post-only order would match at once'),
	fillOrKillNotFilled: () => invented(990008, 'Fill-or-kill order cannot be filled completely'),
	emptyBook: () => invented(990009, 'There is nothing to trade with at the moment'),
	notAPositiveInteger: (name: string) =>
		invented(990010, `Parameter '${name}' is not a positive integer`),
	quantityTooPrecise: (name: string) => invented(990011, `'${name}' has more than 8 decimals`),
	unknownCurrency: (currency: string) => invented(990020, `Currency '${currency}' is not known`),
	networkUnavailable: (network: string) =>
		invented(990021, `Withdrawal by network '${network}' is not possible`),
	withdrawalOutsideLimits: () => invented(990022, "Amount is outside the network's limits"),
	badAddress: () => invented(990023, 'The address is not valid'),
	notWithdrawable: (currency: string) => invented(990024, `'${currency}' cannot be withdrawn`),
	notPositive: (name: string) => invented(990025, `Parameter '${name}' has to be positive`),
	codeNotValid: () => invented(990030, 'The code is not valid'),
	codeUsed: () => invented(990031, 'The code has been used'),
	codeForAnotherUser: () => invented(990032, 'The code is for another user'),
	marginOrderNotFound: () => invented(990040, 'margin order not found'),
	positionNotFound: () => invented(990041, 'position not found'),
	leverageTooHigh: () => invented(990042, 'leverage is outside the limits of the pair'),
	marginCannotBeRemoved: () => invented(990043, 'so much margin cannot be removed'),
	closingOnly: () => invented(990044, 'margin positions can only be closed'),
	badComment: () => invented(990045, 'comment: at most 50 letters, spaces and underscores'),
	outsideMarginLimits: (name: string) =>
		invented(990046, `'${name}' is outside the limits of the pair`),
} as const;
