import { execFileSync } from 'node:child_process';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';

/** Whether a process with this id exists on this machine. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM'; // it exists, and is someone else's
	}
}

/** `[[days-]hours:]minutes:seconds`, as `ps` writes a time, in milliseconds. */
export function millisecondsOf(time: string): number {
	const [, days = 0, hours = 0, minutes, seconds] =
		/^(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+)$/.exec(time.trim()) ?? [];
	return (
		1000 * (((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds))
	);
}

/** How long ago (ms, to the second) a process was started; NaN when there is no such process. */
export function ageOf(pid: number): number {
	try {
		const ps = execFileSync('ps', ['-o', 'etime=', '-p', String(pid)], { encoding: 'utf8' });
		return millisecondsOf(ps);
	} catch {
		return NaN;
	}
}

/**
 * The living process that holds a lock file, if any. A file whose process has died holds nothing, also
 * when its id has been given to another process since: that one is younger than the file.
 */
export async function holderOf(lockFile: string): Promise<number | undefined> {
	const pid = Number(await readFile(lockFile, 'utf8').catch(() => ''));
	if (!(pid > 0) || pid === process.pid || !isAlive(pid)) return undefined;
	const written = await stat(lockFile).catch(() => undefined);
	const isYounger = written !== undefined && Date.now() - ageOf(pid) > written.mtimeMs + 2_000;
	return isYounger ? undefined : pid;
}

/**
 * Takes a lock file for this process.
 * @returns undefined when it was taken, else the id of the process that holds it
 */
export async function takeLock(lockFile: string): Promise<number | undefined> {
	for (;;) {
		try {
			await writeFile(lockFile, String(process.pid), { flag: 'wx' });
			return undefined;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const holder = await holderOf(lockFile);
		if (holder !== undefined) return holder;
		await rm(lockFile, { force: true });
	}
}

/**
 * Does the work while holding a lock file, after whoever holds it now.
 * @param wait is called with the holder's id and a function that resolves when it has let go
 */
export async function inTurn<T>(
	lockFile: string,
	wait: (pid: number, untilFree: () => Promise<void>) => Promise<void>,
	work: () => Promise<T>,
): Promise<T> {
	for (let holder; (holder = await takeLock(lockFile)) !== undefined; ) {
		await wait(holder, async () => {
			while ((await holderOf(lockFile)) !== undefined) {
				await new Promise((resolve) => setTimeout(resolve, 500));
			}
		});
	}
	try {
		return await work();
	} finally {
		await rm(lockFile, { force: true });
	}
}
