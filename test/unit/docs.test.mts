/** What the documents point at is there: files of the repository, pictures, other documents, and their sections. */
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const documents = [
	...globSync('*.md'),
	...globSync('{docs,examples,playground,sandbox,.github}/**/*.md'),
]
	.map((path) => path.replaceAll('\\', '/'))
	.filter((path) => !path.includes('node_modules'));
const textOf = (path: string): string => readFileSync(path, 'utf8');

/** A heading as GitHub links to it. */
const anchorOf = (heading: string): string =>
	heading
		.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1') // of a link, its text
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
		.trim()
		.replaceAll(/\s/g, '-');
const anchorsOf = (path: string): string[] =>
	[...textOf(path).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading));

/** Links and pictures of a document that lead nowhere. */
function brokenLinks(path: string, text: string): string[] {
	const links = [...text.matchAll(/\[[^\]]*\]\((?!\w+:)([^)\s]+)\)/g)].map(([, link]) => link);
	return links.filter((link) => {
		const [file, anchor] = link.split('#');
		const target = file === '' ? path : join(dirname(path), file);
		if (!existsSync(target)) return true;
		return anchor !== undefined && statSync(target).isFile() && !anchorsOf(target).includes(anchor);
	});
}

/** Paths of the repository in backticks that do not exist; those with a placeholder are left out. */
const missingPaths = (text: string): string[] =>
	[
		...text.matchAll(
			/`((?:exmo|nodes|credentials|sandbox|test|docs|bench|tools|playground)\/[^`\s]*)`/g,
		),
	]
		.map(([, path]) => path)
		.filter((path) => !/[<>…*]/.test(path) && !existsSync(path));

test('a link, an anchor, a picture and a path that lead nowhere are found', () => {
	const text =
		'[a](nowhere.md) [b](safety.md#6-sent-once) [c](safety.md#nothing) [d](#none) ![e](images/none.png)';
	expect(brokenLinks('docs/triggers.md', text)).toEqual([
		'nowhere.md',
		'safety.md#nothing',
		'#none',
		'images/none.png',
	]);
	expect(missingPaths('`exmo/nowhere.ts` `exmo/clock.ts` `nodes/Exmo/<any>.ts`')).toEqual([
		'exmo/nowhere.ts',
	]);
});

test.each(documents)('%s: every link leads somewhere', (path) => {
	expect(brokenLinks(path, textOf(path))).toEqual([]);
});

test.each(['CONTRIBUTING.md', 'docs/architecture.md'])('%s names files that exist', (path) => {
	expect(textOf(path).match(/`(?:exmo|nodes)\//g)?.length).toBeGreaterThan(10);
	expect(missingPaths(textOf(path))).toEqual([]);
});

test('every page of docs/ can be reached from the README', () => {
	const reached = new Set(['README.md']);
	for (const path of reached) {
		for (const [, link] of textOf(path).matchAll(/\]\((?!\w+:)([^)#\s]+)/g)) {
			const target = join(dirname(path), link).replaceAll('\\', '/');
			if (target.endsWith('.md') && existsSync(target)) reached.add(target);
		}
	}
	expect(documents.filter((path) => path.startsWith('docs/') && !reached.has(path))).toEqual([]);
});
