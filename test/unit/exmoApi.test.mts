/** Comments cite sections of docs/exmo-api; every section that is cited has to exist there. */
import { existsSync, globSync, readFileSync } from 'node:fs';

const FACTS = 'docs/exmo-api';
const sources = [
	...globSync(
		'{exmo,nodes,credentials,sandbox,test,docs,bench,tools,playground}/**/*.{ts,mts,mjs,md}',
		{
			exclude: (path) => path.includes('node_modules'),
		},
	),
	...globSync('*.md'),
].map((path) => path.replaceAll('\\', '/'));

interface Citation {
	readonly file: string;
	/** Undefined: the whole file. */
	readonly section?: string;
}

const NUMBER = String.raw`\d+(?:\.\d+)?`;
const CITATION = new RegExp(
	String.raw`\b(REST|WEBSOCKET|ERRORS|MARKET-[\d-]+)\.md((?: (?:section )?${NUMBER}(?:(?:, | and | to |[-–])${NUMBER})*)?)`,
	'g',
);

/** As in "exmo-api/REST.md 3.2, 3.4 and 6.1 to 6.6"; a comment may break the line in between. */
function citationsIn(text: string): Citation[] {
	const flowing = text.replaceAll(/\s*\n\s*(?:\*(?!\/)|\/\/)?\s*/g, ' ');
	return [...flowing.matchAll(CITATION)].flatMap(([, name, numbers]) => {
		const file = `${name}.md`;
		const sections = numbers.match(new RegExp(NUMBER, 'g')) ?? [];
		return sections.length === 0 ? [{ file }] : sections.map((section) => ({ file, section }));
	});
}

/** Sections by their number, items of a section's numbered list (13.11), and error codes. */
function sectionsOf(file: string): Set<string> {
	const sections = new Set<string>();
	let chapter = '';
	for (const line of readFileSync(`${FACTS}/${file}`, 'utf8').split('\n')) {
		const [, heading] = /^#{2,4} (\d.*)/.exec(line) ?? [];
		// "6.5 `margin_add`, 6.6 `margin_remove`" are two sections under one heading
		if (heading !== undefined) {
			const numbers = [...heading.matchAll(/(?:^|, )(\d+(?:\.\d+)?)\.? /g)].map(
				([, number]) => number,
			);
			for (const number of numbers) sections.add(number);
			[chapter] = numbers;
		}
		const [, item] = /^(\d+)\. /.exec(line) ?? [];
		if (item !== undefined) sections.add(`${chapter}.${item}`);
		const [, code] = /^\| (\d{5,6}) \|/.exec(line) ?? [];
		if (code !== undefined) sections.add(code);
	}
	return sections;
}

const known = new Map(
	globSync('*.md', { cwd: FACTS }).map((file) => [file, sectionsOf(file)] as const),
);

/** The citations of a text that lead nowhere. */
const brokenIn = (text: string): string[] =>
	citationsIn(text)
		.filter(({ file, section }) => {
			const sections = known.get(file);
			return !sections || (section !== undefined && !sections.has(section));
		})
		.map(({ file, section }) => `${file} ${section ?? ''}`.trim());

test.each([
	['a whole file', '// exmo-api/MARKET-2026-09.md', []],
	['a list of sections', '// (exmo-api/REST.md 3.2, 3.4 and 6.1 to 6.6)', []],
	['an item of a numbered list', '(exmo-api/REST.md 13.22)', []],
	['an error code', 'exmo-api/ERRORS.md 40038', []],
	['a section that does not exist', '/** exmo-api/REST.md 3.10 */', ['REST.md 3.10']],
	['the last of several', '(REST.md 3.2, 3.4, 99)', ['REST.md 99']],
	['a file that does not exist', 'exmo-api/MARKET-2020-01.md', ['MARKET-2020-01.md']],
	['a number on the next line', '/**\n\t * (exmo-api/REST.md\n\t * 4.9)\n\t */', ['REST.md 4.9']],
	['an unknown code', 'exmo-api/ERRORS.md 40099', ['ERRORS.md 40099']],
])('a citation is understood: %s', (_what, text, broken) => {
	expect(citationsIn(text).length).toBeGreaterThan(0);
	expect(brokenIn(text)).toEqual(broken);
});

test('every section of docs/exmo-api that a comment or a document cites exists', () => {
	const cited = sources
		.filter((path) => path !== 'test/unit/exmoApi.test.mts')
		.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
	expect(cited.flatMap(({ text }) => citationsIn(text)).length).toBeGreaterThan(150);
	expect(
		cited.flatMap(({ path, text }) => brokenIn(text).map((broken) => `${path}: ${broken}`)),
	).toEqual([]);
});

test('every file that docs/exmo-api/README.md names is there', () => {
	const links = [...readFileSync(`${FACTS}/README.md`, 'utf8').matchAll(/\]\(([\w.-]+)\)/g)].map(
		([, path]) => path,
	);
	expect(links.length).toBeGreaterThan(4);
	for (const link of links) expect(existsSync(`${FACTS}/${link}`)).toBe(true);
});
