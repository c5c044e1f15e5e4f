/**
 * Nothing of EXMO's API is left out: every endpoint has an operation (docs/operations.md, which the
 * contract of each operation holds to what it really calls), a route in the sandbox, a schema of its
 * output, a test through the engine and a paragraph for people.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { ENDPOINTS } from '../../../exmo/api/endpoints.ts';
import { METHODS } from '../../../sandbox/http/methods/all.mts';
import { coverage, operationNames } from '../../harness/coverageTable.mts';

const endpoints = Object.values(ENDPOINTS);
const operations = [...operationNames()];

/** The engine tests that go by the contract, as texts. */
const contractTests = readdirSync('test/engine', { recursive: true, encoding: 'utf8' })
	.filter((name) => name.endsWith('.test.mts'))
	.map((name) => readFileSync(`test/engine/${name}`, 'utf8'))
	.filter((text) => text.includes('describeOperation('));

test('docs/operations.md lists every endpoint, once, in the order of the code', () => {
	expect(coverage().map(({ path }) => path)).toEqual(endpoints.map(({ path }) => path));
});

describe.each(coverage().map((row) => [row.path, row] as const))('%s', (path, row) => {
	test('is covered by operations that there are', () => {
		expect(row.operations.length).toBeGreaterThan(0);
		const known = operations.map(([name]) => name);
		expect(row.operations.filter((name) => !known.includes(name))).toEqual([]);
	});

	test('says the permission that the signer asks for', () => {
		const access = endpoints.find((endpoint) => endpoint.path === path)?.access;
		expect(row.permission.toLowerCase()).toBe(access === 'public' ? 'none' : access);
	});

	test('has a route in the sandbox', () => {
		expect(METHODS.map((method) => method.path)).toContain(path);
	});
});

describe.each(operations)('%s', (name, { resource, operation }) => {
	test('has an output schema', () => {
		expect(existsSync(`nodes/Exmo/__schema__/v1.0.0/${resource}/${operation}.json`)).toBe(true);
	});

	test('is tested through the engine by the contract of all operations', () => {
		const tests = contractTests.filter(
			(text) => text.includes(`'${resource}'`) && text.includes(`'${operation}'`),
		);
		expect(tests.length).toBeGreaterThan(0);
	});

	test('has its paragraph in the documentation', () => {
		const page = `docs/operations/${resource}.md`;
		const text = existsSync(page) ? readFileSync(page, 'utf8') : '';
		const title = name.slice(name.indexOf(': ') + 2);
		expect(text.split('\n').map((line) => line.replace(/^###? /, '## '))).toContain(`## ${title}`);
	});
});
