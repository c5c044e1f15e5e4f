// Markdown from data.

/** A text as the cell of a table. */
const cell = (text: string): string =>
	text
		.replaceAll('|', '\\|')
		.replaceAll(/\s*\n\s*/g, ' ')
		.trim();

export const code = (text: string): string => `\`${text}\``;

export const table = (head: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
	[head, head.map(() => '---'), ...rows]
		.map((cells) => `| ${cells.map(cell).join(' | ')} |`)
		.join('\n');

/** JSON as a block of code. */
export const jsonBlock = (value: unknown): string =>
	`\`\`\`json\n${JSON.stringify(value, undefined, 2)}\n\`\`\``;

/** Blocks with an empty line between them. */
export const page = (...blocks: readonly string[]): string =>
	`${blocks.filter((block) => block !== '').join('\n\n')}\n`;

/** A heading as GitHub links to it. */
export const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(/\s/g, '-');

/** What stands at the beginning of each document that nobody writes by hand. */
export const MADE =
	'<!-- Made by `npm run docs` from the package itself. Changes here are lost. -->';
