/** docs/exmo-api as data, so that tests compare code with the facts and not with a copy of them. */
import { readFileSync } from 'node:fs';

const read = (file: string): string[] => readFileSync(`docs/exmo-api/${file}`, 'utf8').split('\n');

/** Every method with the chapter of REST.md that describes it: 2 is public, all others are signed. */
export const methods = (): Array<{ path: string; chapter: string }> =>
	read('REST.md').flatMap((line) => {
		const [, chapter] = /^### ([2-6])\.\d+ /.exec(line) ?? [];
		if (chapter === undefined) return [];
		// "6.5 `…/margin_add`, 6.6 `…/margin_remove`" are two methods under one heading
		return [...line.matchAll(/\d `([^`]+)`/g)].map(([, path]) => ({ path, chapter }));
	});

/** Each class of ERRORS.md 7, e.g. "credential", with its codes. */
export function errorClasses(): Map<string, string[]> {
	const lines = read('ERRORS.md');
	const from = lines.findIndex((line) => line.startsWith('## 7.'));
	const rows = lines
		.slice(
			from + 1,
			lines.findIndex((line) => line.startsWith('## 8.')),
		)
		.flatMap((line) => {
			const [, name, members] = /^\| (\w[^|(]*?) (?:\([^|]*)?\| (.+) \|$/.exec(line) ?? [];
			return name === undefined ? [] : [[name, members.match(/\b\d{5,6}\b/g) ?? []] as const];
		});
	return new Map(rows.map(([name, codes]) => [name, [...codes]]));
}
