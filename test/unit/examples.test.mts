/** What the command line of every n8n since 1.123.0 needs of a workflow file to import it. */
import { readdirSync, readFileSync } from 'node:fs';

const files = readdirSync('examples').filter((file) => file.endsWith('.json'));

test('there are examples, each with its paragraph in the README', () => {
	expect(files.length).toBeGreaterThan(0);
	const readme = readFileSync('examples/README.md', 'utf8');
	for (const file of files) expect(readme).toContain(`](${file})`);
});

interface Node {
	id: string;
	name: string;
	type: string;
	position: [x: number, y: number];
	parameters: { content?: string; width?: number; height?: number; chatId?: string };
	disabled?: boolean;
	credentials?: Record<string, { id: string | null; name: string }>;
}

const isNote = ({ type }: Node) => type === 'n8n-nodes-base.stickyNote';

/** What n8n draws of a node, with its name and subtitle beneath; of a note, the note. */
function boxOf(node: Node): [left: number, top: number, right: number, bottom: number] {
	const [x, y] = node.position;
	const { width = 96, height = 150 } = isNote(node) ? node.parameters : {};
	const isWide = node.type.endsWith('.agent') || node.type.endsWith('Tool');
	return [x, y, x + (isWide ? Math.max(width, 160) : width), y + height];
}

const overlap = (one: Node, other: Node): boolean => {
	const [[left, top, right, bottom], [left2, top2, right2, bottom2]] = [boxOf(one), boxOf(other)];
	return left < right2 && left2 < right && top < bottom2 && top2 < bottom;
};

/** By what n8n's list of workflows can be narrowed down. */
const TAGS = ['First steps', 'Leave EXMO', 'Reports', 'Watch', 'Trade', 'Agents'];

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
				type: expect.stringMatching(
					/^(?:n8n-nodes-base|n8n-nodes-exmo|@n8n\/n8n-nodes-langchain)\./,
				),
				typeVersion: expect.any(Number),
				position: [expect.any(Number), expect.any(Number)],
				parameters: expect.any(Object),
			});
			for (const [type, credential] of Object.entries(node.credentials ?? {})) {
				expect(type).toBe('exmoApi'); // others are chosen by whoever has one
				expect(credential).toEqual({
					id: null,
					name: expect.stringMatching(/^EXMO sandbox(?:, read only)?$/),
				});
			}
			expect(node.parameters.chatId ?? '').toBe('');
		}
		expect(names).toEqual(expect.arrayContaining(Object.keys(workflow.connections)));
	});

	test('has ids of its own, and every connection leads to a node', () => {
		const nodes: Node[] = workflow.nodes;
		expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
		const names = nodes.map(({ name }) => name);
		type Outputs = Record<string, Array<Array<{ node: string }> | null>>;
		for (const outputs of Object.values<Outputs>(workflow.connections)) {
			for (const target of Object.values(outputs).flat(2)) expect(names).toContain(target?.node);
		}
	});

	test('is in a group, and says on the canvas what it does', () => {
		expect(workflow.tags).toEqual([{ name: expect.stringMatching(`^(${TAGS.join('|')})$`) }]);
		const [about] = (workflow.nodes as Node[]).filter(isNote);
		expect(about.parameters.content).toMatch(new RegExp(`^## ${workflow.name}\\n`));
	});

	test('has no node on top of another', () => {
		const nodes: Node[] = workflow.nodes;
		const pairs = nodes.flatMap((one, index) =>
			nodes.slice(index + 1).map((other) => [one, other] as const),
		);
		const touching = pairs.filter(([one, other]) => overlap(one, other));
		expect(touching.map(([one, other]) => `${one.name} / ${other.name}`)).toEqual([]);
	});

	test('reaches nobody, and nothing of it is a key', () => {
		const text = readFileSync(`examples/${file}`, 'utf8');
		expect(text).not.toMatch(/[KS]-[0-9a-f]{40}/);
		const addresses = text.match(/https?:\/\/[^\s/`"]+/g) ?? [];
		for (const address of addresses) {
			expect(['http://127.0.0.1:8080', 'https://api.exmo.com']).toContain(address);
		}
		// Retry On Fail would send an order once more
		expect(workflow.nodes.filter((node: { retryOnFail?: boolean }) => node.retryOnFail)).toEqual(
			[],
		);
	});
});
