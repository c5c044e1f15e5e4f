import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '../../../playground/progress.mts';
import { announce, runningElsewhere } from '../../../playground/running.mts';
import type { Shown } from '../../../playground/welcome.mts';

describe('a second npm start', () => {
	let folder: string;
	const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
	const pid = Number(other.pid);
	const shown: Shown = {
		pid,
		n8nUrl: 'http://127.0.0.1:5678',
		sandboxUrl: 'http://127.0.0.1:8080',
		market: 'winddown',
		account: { email: 'you@example.com', password: 'a password' },
		credentialId: 'C1',
		workflowIds: {},
	};

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-running-'));
		await writeFile(join(folder, 'running.lock'), String(pid));
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));
	afterAll(async () => {
		const ended = once(other, 'exit');
		other.kill();
		await ended;
	});

	it('gets what the first has announced, and nobody else may read it', async () => {
		await announce(folder, shown);
		expect(await runningElsewhere(folder, pid, silent)).toEqual(shown);
		expect((await stat(join(folder, 'running.json'))).mode & 0o777).toBe(0o600);
	});

	it('waits for the first to be ready, and does not take an earlier one for it', async () => {
		await announce(folder, { ...shown, pid: pid + 1 });
		const waiting = runningElsewhere(folder, pid, silent);
		await announce(folder, shown);
		expect(await waiting).toEqual(shown);
	});

	it('gets nothing when the first has ended before it was ready', async () => {
		const waiting = runningElsewhere(folder, pid, silent);
		await rm(join(folder, 'running.lock'));
		expect(await waiting).toBeUndefined();
	});
});
