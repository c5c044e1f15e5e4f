import { readFile, rm, writeFile } from 'node:fs/promises';

/** Whether a process with this id exists on this machine. */
export function isAlive(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM'; // it exists, and is someone else's
	}
}

/** The living process that holds a lock file, if any. A file whose process has died holds nothing. */
export async function holderOf(lockFile: string): Promise<number | undefined> {
	const pid = Number(await readFile(lockFile, 'utf8').catch(() => ''));
	return pid > 0 && pid !== process.pid && isAlive(pid) ? pid : undefined;
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
