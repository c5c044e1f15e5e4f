import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const checkout = join(__dirname, '..', '..', '..');
const script = join(checkout, 'tools', 'reference.mts');

describe('what npm run docs makes', () => {
	it('is what the package says of itself (if not: npm run docs)', async () => {
		await run(process.execPath, [script, '--check'], { cwd: checkout });
	});

	describe('in a copy', () => {
		let folder: string;
		beforeEach(async () => {
			folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-reference-'));
			for (const path of ['docs', 'tools/reference/recorded.json', 'nodes/Exmo/__schema__']) {
				await cp(join(checkout, path), join(folder, path), { recursive: true });
			}
		});
		afterEach(async () => await rm(folder, { recursive: true, force: true }));

		const docs = async (...flags: string[]) =>
			await run(process.execPath, [script, ...flags], { cwd: folder });

		it.each([
			['docs/errors.md', '| 40016 |', '| 40116 |'],
			['docs/reference/order.md', '**Dry Run**', '**Wet Run**'],
			['docs/reference/triggers.md', 'Price Crossed', 'Price Passed'],
			['docs/troubleshooting.md', 'EXMO does not know this API key', 'EXMO knows this API key'],
		])('%s is stale when its text is another, and renewed', async (path, text, other) => {
			const file = join(folder, path);
			const made = await readFile(file, 'utf8');
			expect(made).toContain(text);
			await writeFile(file, made.replace(text, other));
			await expect(docs('--check')).rejects.toMatchObject({
				code: 1,
				stderr: expect.stringContaining(`Stale: ${path}.`),
			});
			await docs();
			expect(await readFile(file, 'utf8')).toBe(made);
		});

		it('an operation without a recorded example is named', async () => {
			const file = join(folder, 'tools/reference/recorded.json');
			const { order, ...others } = JSON.parse(await readFile(file, 'utf8'));
			const { create: _missing, ...rest } = order;
			await writeFile(file, JSON.stringify({ ...others, order: rest }));
			await expect(docs('--check')).rejects.toMatchObject({
				stderr: expect.stringContaining('No example of order: create is recorded.'),
			});
		});
	});
});
