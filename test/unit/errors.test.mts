import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXPLAINED_CODES } from '../../exmo/errors/codes.ts';
import { ExmoError } from '../../exmo/errors/errors.ts';
import { WORDINGS } from '../../nodes/shared/errors/wording.ts';

const checkout = join(__dirname, '../..');
const sources = globSync('{exmo,nodes,credentials}/**/*.ts', { cwd: checkout }).map((path) => ({
	path: path.replaceAll('\\', '/'),
	code: readFileSync(join(checkout, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, ''),
}));

interface Declared {
	readonly path: string;
	readonly name: string;
	readonly parent: string;
	readonly isAbstract: boolean;
}

const declared: Declared[] = sources.flatMap(({ path, code }) =>
	[...code.matchAll(/\b(abstract\s+)?class\s+(\w+)\s+extends\s+([\w.]+)/g)].map(
		([, isAbstract, name, parent]) => ({ path, name, parent, isAbstract: Boolean(isAbstract) }),
	),
);
/** Whether the class comes from Error, over whatever classes of the package. */
const isError = (parent: string): boolean =>
	/^(?:\w*\.)?\w*(?:Error|Exception)$/.test(parent) ||
	declared.some((other) => other.name === parent && isError(other.parent));
const errors = declared.filter(({ parent }) => isError(parent));

type ErrorClass = (new (title?: string) => ExmoError) & { readonly prototype: unknown };
const classOf = ({ path, name }: Declared): ErrorClass | undefined =>
	// eslint-disable-next-line @typescript-eslint/no-require-imports -- the list comes from the sources
	(require(join(checkout, path)) as Record<string, ErrorClass>)[name];

test('the sources are there, and their errors are found', () => {
	expect(sources.length).toBeGreaterThan(150);
	expect(errors.length).toBeGreaterThan(10);
	expect(errors.map(({ name }) => name)).toEqual(
		expect.arrayContaining(['ExmoError', 'NotADecimal', 'OutOfStep', 'UnusableKey', 'Ended']),
	);
	// An expression, whose name nobody sees
	for (const { code } of sources) expect(code).not.toMatch(/\bextends\s+\w*\(|=\s*class\b/);
});

test('one class alone extends Error itself', () => {
	const names = new Set(declared.map(({ name }) => name));
	expect(errors.filter(({ parent }) => !names.has(parent)).map(({ name }) => name)).toEqual([
		'ExmoError',
	]);
});

test.each(errors)('$name derives from ExmoError', (declaration) => {
	const Own = classOf(declaration);
	expect(Own?.prototype === ExmoError.prototype || Own?.prototype instanceof ExmoError).toBe(true);
});

test.each(errors.filter(({ name, isAbstract }) => !isAbstract && name !== 'ExmoError'))(
	'$name says what it is, what happened, what to do, and what it left behind',
	(declaration) => {
		const Own = classOf(declaration);
		if (!Own) throw new Error(`${declaration.path} does not export ${declaration.name}`);
		const error = new Own('Something happened.');
		expect(error.name).toBe(declaration.name);
		expect(error.title).toMatch(/^[A-Z].{8,}/);
		expect(error.message).toBe(error.title);
		expect(error.advice).toMatch(/^[A-Z].*\.$/);
		expect(['none', 'refused', 'unknown']).toContain(error.effect);
		expect(error.kind).toMatch(/^[a-z]\w+$/);
	},
);

describe("the table of n8n's words", () => {
	const reasons = sources.flatMap(({ path, code }) =>
		path.startsWith('exmo/') ? [...code.matchAll(/\breason: '(\w+)'/g)].map(([, key]) => key) : [],
	);
	const ofStream = ['201012', '201030'];

	test('has words for every reason of exmo/', () => {
		expect(reasons.length).toBeGreaterThan(10);
		for (const reason of reasons) expect(WORDINGS).toHaveProperty(reason);
	});

	test('has none for what exmo/ never says', () => {
		const known = new Set([...reasons, ...EXPLAINED_CODES, ...ofStream]);
		expect(Object.keys(WORDINGS).filter((key) => !known.has(key))).toEqual([]);
	});
});
