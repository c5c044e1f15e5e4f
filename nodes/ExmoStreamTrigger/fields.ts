/** The node's fields. */
import type { INodeProperties } from 'n8n-workflow';

import { TOPICS, type TopicKey } from '../../exmo/stream/topics';
import { choiceField } from '../shared/fields/choiceField';
import { optionsField } from '../shared/fields/fields';
import { pairsField, sideField } from '../shared/fields/triggerFields';
import { TOPIC_OPTIONS } from './topicOptions';

const KEYS = Object.keys(TOPIC_OPTIONS) as TopicKey[];
const WITH_PAIRS = KEYS.filter((key) => TOPICS[key].pairs !== 'none');
const WITH_SIDE = KEYS.filter((key) => TOPICS[key].hasSide);
const WITH_PRICE = KEYS.filter((key) => TOPIC_OPTIONS[key].priceField !== undefined);
const BOOKS = KEYS.filter((key) => TOPICS[key].isBook);

const shownFor = (keys: readonly TopicKey[]): INodeProperties['displayOptions'] => ({
	show: { triggerOn: [...keys] },
});
/** The same inside a collection. */
const optionFor = (keys: readonly TopicKey[]): INodeProperties['displayOptions'] => ({
	show: { '/triggerOn': [...keys] },
});

/** By name, as n8n wants it. */
export const triggerOnField = choiceField({
	displayName: 'Trigger On',
	name: 'triggerOn',
	type: 'options',
	noDataExpression: true,
	options: KEYS.map((key) => ({
		name: TOPIC_OPTIONS[key].name,
		value: key,
		description: TOPIC_OPTIONS[key].description,
	})).sort((one, other) => one.name.localeCompare(other.name)),
	default: 'ownTrades',
	required: true,
});

export const crossingDirectionOption = choiceField({
	displayName: 'Crossing Direction',
	name: 'crossingDirection',
	type: 'options',
	options: [
		{ name: 'Either', value: 'either' },
		{ name: 'Downward', value: 'below' },
		{ name: 'Upward', value: 'above' },
	],
	default: 'either',
	description: 'Which way the price has to cross the Crossing Price',
	displayOptions: optionFor(WITH_PRICE),
});

export const inBetweenOption = choiceField({
	displayName: 'Events in Between',
	name: 'inBetween',
	type: 'options',
	options: [
		{
			name: 'Collect Them Into One Run',
			value: 'collect',
			description: 'All of them together, in their order',
		},
		{
			name: 'Latest Wins',
			value: 'latest',
			description: 'Only the newest of each pair; "merged" counts those that it stands for',
		},
	],
	default: 'latest',
	description: 'Only with At Most One Item Every',
});

export const runForOption = choiceField({
	displayName: 'Run For',
	name: 'runFor',
	type: 'options',
	options: [
		{ name: 'All Waiting Events Together', value: 'batch' },
		{ name: 'Each Event', value: 'event' },
	],
	default: 'event',
	description: 'Whether events that come while runs are busy share the next run',
});

export const bookWhenField = choiceField({
	displayName: 'Emit',
	name: 'bookWhen',
	type: 'options',
	options: [
		{
			name: 'Best Price Changes',
			value: 'bestPrice',
			description: 'Only when the best bid or the best ask has another price',
		},
		{
			name: 'Every Change',
			value: 'any',
			description: 'Whenever something changes in the levels that are shown',
		},
	],
	default: 'bestPrice',
	displayOptions: shownFor(BOOKS),
});

export const sideOption = choiceField({
	...sideField,
	description: 'Only buys or only sells; for trades of everybody, the side of the taker',
	displayOptions: optionFor(WITH_SIDE),
});

const options: INodeProperties = optionsField(
	{
		displayName: 'At Most One Item Every (Seconds)',
		name: 'everySeconds',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 10,
		description:
			'For each pair, or each currency of a wallet. What comes in between is treated as Events in Between says.',
	},
	crossingDirectionOption,
	{
		displayName: 'Crossing Price',
		name: 'crossingPrice',
		type: 'string',
		default: '',
		placeholder: 'e.g. 90000',
		description:
			'Only when the price goes from one side of this to the other, in the quote currency. Trades: their price; ticker: the last price; order books: the best ask.',
		displayOptions: optionFor(WITH_PRICE),
	},
	inBetweenOption,
	{
		displayName: 'Longest Queue',
		name: 'longestQueue',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1000,
		description:
			'How many events may wait while workflow runs are slower than events. Above that the oldest are dropped, and "dropped" counts them.',
	},
	{
		displayName: 'Minimum Quantity',
		name: 'minQuantity',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0.01',
		description: 'Only what is at least so large, in the base currency of the pair',
		displayOptions: optionFor(WITH_SIDE),
	},
	runForOption,
	{
		displayName: 'Runs at Once',
		name: 'runsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 1,
		description:
			'How many runs of this trigger may be under way; further events wait. Above 1, runs may overtake each other.',
	},
	sideOption,
);

export const properties: INodeProperties[] = [
	triggerOnField,
	{ ...pairsField, displayOptions: shownFor(WITH_PAIRS) },
	bookWhenField,
	{
		displayName: 'Depth',
		name: 'depth',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 400 },
		default: 10,
		description:
			'How many levels of each side an item holds; EXMO sends 25 in snapshots, 400 otherwise',
		displayOptions: shownFor(BOOKS),
	},
	options,
];
