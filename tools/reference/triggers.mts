// docs/reference/triggers.md: what starts a workflow, with the fields of each.
import { fieldTable } from './fields.mts';
import type { Package } from './load.mts';
import { code, MADE, page, table } from './markdown.mts';
import type { TopicKey } from './package.mts';

const PAIRS = {
	inName: 'one subscription a pair',
	inRows: 'all pairs in one subscription',
	none: 'no pairs',
} as const;

/** The page, by its path. */
export function triggerPages(source: Package): Record<string, string> {
	const { events, streamFields, TOPICS, TOPIC_OPTIONS } = source;
	const polling = events.map(({ name, value, description, fields }) =>
		page(
			`### ${name}`,
			`${description.replace(/\.$/, '')}. ${code(`"triggerOn": "${value}"`)}`,
			fieldTable(fields) || 'It has no fields of its own.',
		).trimEnd(),
	);
	const keys = Object.keys(TOPIC_OPTIONS) as TopicKey[];
	const topics = keys
		.map((key) => {
			const { name, description } = TOPIC_OPTIONS[key];
			const { name: topic, socket, pairs } = TOPICS[key];
			return [
				`**${name}** ${code(key)}`,
				code(topic),
				socket === 'public' ? 'none' : 'Read',
				PAIRS[pairs],
				description,
			];
		})
		.sort(([one], [other]) => one.localeCompare(other));
	return {
		'docs/reference/triggers.md': page(
			MADE,
			'# Triggers: reference',
			'Events, topics and their fields. Which trigger for what, what each promises and how many requests a poll takes: [Triggers](../triggers.md). The fields of items are those that the [operations](README.md) have for the same thing.',
			'## EXMO Trigger: events',
			`${events.length} events, looked for at every poll.`,
			...polling,
			'## EXMO Stream Trigger: topics',
			`${topics.length} topics.`,
			table(['Trigger On', "EXMO's topic", 'permission', 'pairs', 'when'], topics),
			'## EXMO Stream Trigger: fields',
			fieldTable(streamFields),
		),
	};
}
