import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ageOf, holderOf, millisecondsOf, takeLock } from '../../../playground/turn.mts';

describe('the age of a process', () => {
	it.each([
		['   00:07', 7],
		['12:34', 754],
		['01:00:00', 3_600],
		['2-03:04:05\n', 183_845],
	])('is read from %j', (time, seconds) => {
		expect(millisecondsOf(time)).toBe(seconds * 1000);
	});

	it('is unknown for a process that does not exist, and for what is no time', () => {
		expect(ageOf(2 ** 22 + 1)).toBeNaN();
		expect(millisecondsOf('')).toBeNaN();
	});
});

describe('a lock file', () => {
	let folder: string;
	let lockFile: string;
	const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
	const pid = Number(other.pid);

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-turn-'));
		lockFile = join(folder, 'running.lock');
	});
	afterEach(() => rm(folder, { recursive: true, force: true }));
	afterAll(async () => {
		const ended = once(other, 'exit');
		other.kill();
		await ended;
	});

	it('is held by the living process that it names', async () => {
		await writeFile(lockFile, String(pid));
		expect(await holderOf(lockFile)).toBe(pid);
		expect(await takeLock(lockFile)).toBe(pid);
	});

	it('is held by nobody when its process has ended and another has got its id', async () => {
		await writeFile(lockFile, String(pid));
		const longAgo = Date.now() / 1000 - 3_600; // before that process was started
		await utimes(lockFile, longAgo, longAgo);
		expect(await holderOf(lockFile)).toBeUndefined();
		expect(await takeLock(lockFile)).toBeUndefined();
		expect(await readFile(lockFile, 'utf8')).toBe(String(process.pid));
	});
});
