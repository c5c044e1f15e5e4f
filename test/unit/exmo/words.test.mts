import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';
import { ExmoApi } from '../../../credentials/ExmoApi.credentials.ts';
import { resources } from '../../../nodes/Exmo/actions/resources.ts';

/**
 * What exmo/ says is about EXMO. Who names n8n, its nodes, operations and fields is nodes/ or
 * credentials/ (nodes/shared/errors/wording.ts, credentials/wording.ts).
 */
const LABELS = [
	...new ExmoApi().properties.map(({ displayName }) => displayName),
	...resources.map(({ name }) => `${name}: `),
	...['Queue Timeout', 'Ignore SSL Issues', 'Form Urlencoded', 'Continue On Fail', 'Retry On Fail'],
];
const WORDS =
	/n8n|workflow|credential|\b(?:executions?|nodes?|triggers?|items?|fields?|editor|expressions?)\b/i;

/** Where such a word is one of EXMO's or of this room, and why. */
const ALLOWED: ReadonlyArray<readonly [path: string, text: RegExp, why: string]> = [
	['exmo/errors/errors.ts', /^credential$/, 'a kind of error, public: workflows branch on it'],
	['exmo/errors/codes.ts', /^credential$/, 'the same'],
	['exmo/api/signersError.ts', /^credential$/, 'the same'],
	['exmo/stream/connection/refusals.ts', /^credential$/, 'the same'],
	['exmo/stream/passing.ts', /^credential$/, 'the same'],
	[
		'exmo/api/authorization.ts',
		/\b(?:this|a) credential\b(?!')/i,
		'who signs: a key with what may be signed by it (exmo/api/credential.ts)',
	],
	['exmo/api/forms.ts', /^items$/, "a member of EXMO's answers"],
];

const checkout = join(__dirname, '../../..');

/** The texts in a file's code; comments, and names of modules and types, are none. */
function textsIn(path: string): string[] {
	const code = readFileSync(join(checkout, path), 'utf8');
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) texts.push(node.text);
		if (ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile(path, code, ts.ScriptTarget.Latest));
	return texts;
}

const texts = globSync('exmo/**/*.ts', { cwd: checkout }).flatMap((path) =>
	textsIn(path).map((text) => ({ path: path.replaceAll('\\', '/'), text })),
);
const namesN8n = (text: string): boolean =>
	WORDS.test(text) || LABELS.some((label) => new RegExp(`\\b${label}`).test(text));
const isAllowed = (path: string, text: string): boolean =>
	ALLOWED.some(([where, what]) => where === path && what.test(text));

test('texts are read, and n8n is recognized', () => {
	expect(texts.length).toBeGreaterThan(1000);
	expect(LABELS).toEqual(expect.arrayContaining(['API Secret', 'Market: ']));
	for (const text of [
		'Check the API Secret',
		'Market: Get Many Pairs shows the limits.',
		'after which n8n would send it again',
		'Not sent: the execution was stopped',
		"The credential's key is empty",
	]) {
		expect(namesN8n(text)).toBe(true);
	}
	expect(namesN8n('EXMO did not accept the signature')).toBe(false);
});

test('no text of exmo/ names n8n, or what n8n shows', () => {
	const found = texts.filter(({ path, text }) => namesN8n(text) && !isAllowed(path, text));
	expect(found).toEqual([]);
});

test.each(ALLOWED)('the exception for %s, %s is still needed', (path, text) => {
	expect(texts.some((one) => one.path === path && text.test(one.text))).toBe(true);
});
