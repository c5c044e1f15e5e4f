// What a running playground leaves for whoever starts it once more.
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Progress } from './progress.mts';
import { holderOf } from './turn.mts';
import type { Shown } from './welcome.mts';

const fileIn = (folder: string) => join(folder, 'running.json');

/** Says that the playground in this folder can be used. The file holds its password. */
export async function announce(folder: string, shown: Shown): Promise<void> {
	const partial = `${fileIn(folder)}.partial`;
	await rm(partial, { force: true }); // so that the mode below counts
	await writeFile(partial, JSON.stringify(shown, null, '\t'), { mode: 0o600 });
	await rename(partial, fileIn(folder)); // nobody reads half of it
}

/** What the process that runs the playground has announced; undefined while it is still starting. */
async function announced(folder: string, pid: number): Promise<Shown | undefined> {
	const text = await readFile(fileIn(folder), 'utf8').catch(() => 'null');
	const shown: Shown | null = JSON.parse(text);
	return shown?.pid === pid ? shown : undefined;
}

/**
 * What another process, which runs the playground in this folder, has announced.
 * Waits while it is still starting.
 * @returns undefined when it has ended before it could be used
 */
export async function runningElsewhere(
	folder: string,
	pid: number,
	progress: Progress,
): Promise<Shown | undefined> {
	const now = await announced(folder, pid);
	if (now !== undefined) return now;
	return progress(`Waiting for process ${pid}, which is starting the playground`, async () => {
		for (;;) {
			const shown = await announced(folder, pid);
			if (shown !== undefined) return shown;
			if ((await holderOf(join(folder, 'running.lock'))) !== pid) return undefined;
			await new Promise((resolve) => setTimeout(resolve, 500));
		}
	});
}
