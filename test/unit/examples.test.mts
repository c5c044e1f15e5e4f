/** What the command line of every n8n since 1.123.0 needs of a workflow file to import it. */
import { readdirSync, readFileSync } from 'node:fs';

const files = readdirSync('examples').filter((file) => file.endsWith('.json'));

test('there are examples, each with its paragraph in the README', () => {
	expect(files.length).toBeGreaterThan(0);
	const readme = readFileSync('examples/README.md', 'utf8');
	for (const file of files) expect(readme).toContain(`](${file})`);
});

describe.each(files)('%s', (file) => {
	const workflow = JSON.parse(readFileSync(`examples/${file}`, 'utf8'));

	test('has the fields that the database of older versions wants', () => {
		// `n8n import:workflow` of 1.123.0 writes the file as it is: "NOT NULL constraint failed: active"
		expect(workflow).toMatchObject({
			name: expect.any(String),
			active: false,
			nodes: expect.any(Array),
			connections: expect.any(Object),
			settings: expect.any(Object),
		});
	});

	test('has nodes that can be put on a canvas, and carries no credential of anybody', () => {
		const names = workflow.nodes.map(({ name }: { name: string }) => name);
		expect(new Set(names).size).toBe(names.length);
		for (const node of workflow.nodes) {
			expect(node).toMatchObject({
				id: expect.any(String),
				name: expect.any(String),
				type: expect.stringMatching(/^(?:n8n-nodes-base|n8n-nodes-exmo)\./),
				typeVersion: expect.any(Number),
				position: [expect.any(Number), expect.any(Number)],
				parameters: expect.any(Object),
			});
			for (const credential of Object.values(node.credentials ?? {})) {
				expect(credential).toEqual({ id: null, name: 'EXMO sandbox' });
			}
		}
		expect(names).toEqual(expect.arrayContaining(Object.keys(workflow.connections)));
	});
});
