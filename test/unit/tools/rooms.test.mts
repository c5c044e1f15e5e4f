import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const checkout = join(__dirname, '..', '..', '..');
const script = join(checkout, 'tools', 'rooms.mts');

describe('docs/rooms.svg', () => {
	it('shows the imports as they are (if not: npm run rooms)', async () => {
		await run(process.execPath, [script, '--check'], { cwd: checkout });
	});

	it('is stale when a room imports another for the first time', async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-rooms-'));
		const write = async (file: string, text: string) => {
			await mkdir(dirname(join(folder, file)), { recursive: true });
			await writeFile(join(folder, file), text);
		};
		const rooms = (...flags: string[]) =>
			run(process.execPath, [script, ...flags], { cwd: folder });
		try {
			await cp(join(checkout, 'tsconfig.tools.json'), join(folder, 'tsconfig.tools.json'));
			await write('docs/README.md', '');
			await write('credentials/one.ts', 'export const one = 1;');
			await write('nodes/shared/errors/two.ts', 'export const two = 2;');
			await write('exmo/money/three.ts', 'export const three = 3;');
			await rooms();
			await write(
				'exmo/money/more.ts',
				"import { three } from './three';\nexport const six = three * 2;",
			);
			await rooms('--check'); // the same room
			await write('credentials/one.ts', "export { three as one } from '../exmo/money/three';");
			await expect(rooms('--check')).rejects.toMatchObject({
				code: 1,
				stderr: expect.stringContaining('npm run rooms'),
			});
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	});
});
