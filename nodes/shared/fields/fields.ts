/** Fields that several operations have in common. */
import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { REQUESTS_PER_SECOND } from '../../../exmo/pacing/limit';

/** A picker: from a list that EXMO is asked for, or typed in. */
export const pickerField = (
	field: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	searchListMethod: string,
	typed: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder'>,
): INodeProperties => ({
	...field,
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod, searchable: true },
		},
		{ ...typed, type: 'string' },
	],
});

/**
 * A field that is needed with some values of another one: shown with these, and marked as required.
 * With an expression in the other one nobody knows yet; n8n then shows every field that may be needed,
 * and would insist on all of them. So there it is another field of that name, which is not required:
 * reading refuses an empty one.
 */
export function requiredWith(
	{ name, options }: INodeProperties,
	values: readonly string[],
	field: INodeProperties,
): INodeProperties[] {
	const others = (options as INodePropertyOptions[])
		.map(({ value }) => String(value))
		.filter((value) => !values.includes(value));
	const isExpression = { _cnd: { lt: 'A' } }; // it begins with "=", a value with a letter
	return [
		{ ...field, required: true, displayOptions: { hide: { [name]: [...others, isExpression] } } },
		// To n8n an expression meets every condition in `show`; no value meets this one
		{ ...field, required: false, displayOptions: { show: { [name]: ['='] } } },
	];
}

/** What an operation can do without; each is used only when it has been added. By name. */
export const optionsField = (...options: INodeProperties[]): INodeProperties => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options,
});

export const pairField = pickerField(
	{
		displayName: 'Pair',
		name: 'pair',
		description: 'Base and quote currency, e.g. BTC_USD: bitcoin, priced in dollars',
	},
	'searchPairs',
	{ displayName: 'Name', name: 'name', placeholder: 'e.g. BTC_USD' },
);

/** A picker that narrows a list down: the search method offers "All" as well, and empty is all. */
const filterField = (
	...[field, searchListMethod, typed]: Parameters<typeof pickerField>
): INodeProperties => ({ ...pickerField(field, searchListMethod, typed), required: false });

/** For lists that can be narrowed down to one pair. */
export const pairFilterField: INodeProperties = filterField(
	{
		displayName: 'Pair',
		name: 'pairFilter',
		description: 'Only orders of this pair; empty for all',
	},
	'searchPairsOrAll',
	{ displayName: 'Name', name: 'name', placeholder: 'e.g. BTC_USD' },
);

/** The same for margin pairs. */
export const marginPairFilterField: INodeProperties = filterField(
	{
		displayName: 'Pair',
		name: 'pairFilter',
		description: 'Only orders of this pair; empty for all',
	},
	'searchMarginPairsOrAll',
	{ displayName: 'Name', name: 'name', placeholder: 'e.g. BTC_USDT' },
);

/** For lists that can be narrowed down to one currency. */
export const currencyFilterField = (
	description = 'Only this currency; empty for all',
): INodeProperties =>
	filterField({ displayName: 'Currency', name: 'currency', description }, 'searchCurrenciesOrAll', {
		displayName: 'Code',
		name: 'name',
		placeholder: 'e.g. USDC',
	});

/** A currency picker; `name` is the parameter. */
export const currencyField = (
	name: string,
	description: string,
	displayName = 'Currency',
): INodeProperties =>
	pickerField({ displayName, name, description }, 'searchCurrencies', {
		displayName: 'Code',
		name: 'name',
		placeholder: 'e.g. USDC',
	});

/** For outputs of more than ten fields; off, the row comes as EXMO sends it. */
export const simplifyField: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** On every operation that moves money. */
export const dryRunField: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description:
		'Whether to check and price everything but send nothing; the output says what would be sent and what it would cost',
};

/** How long a request may wait. On every operation, among its options. */
const timeoutOptions: INodeProperties[] = [
	{
		displayName: 'Queue Timeout',
		name: 'queueTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 300,
		description: `In seconds. EXMO allows ${REQUESTS_PER_SECOND} requests a second; what comes on top waits. A request that would have to wait longer is not sent.`,
	},
	{
		displayName: 'Response Timeout',
		name: 'responseTimeout',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'In seconds. An order without an answer is looked up, never sent again.',
	},
];

const byName = (one: INodeProperties, other: INodeProperties): number =>
	one.displayName.localeCompare(other.displayName);

/** The field with the timeouts among its options. */
export const withTimeouts = (optionsField: INodeProperties): INodeProperties => ({
	...optionsField,
	options: [...(optionsField.options as INodeProperties[]), ...timeoutOptions].sort(byName),
});
