// The pinned n8n, installed once per machine: 3 GB that every clone with the same lock file shares.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
	access,
	copyFile,
	mkdir,
	readFile,
	readdir,
	rename,
	rm,
	writeFile,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withAddresses } from '../tools/lockFile.mjs';
import { cacheFolder, pinnedFolder } from './paths.mts';
import { runProgram } from './processes.mts';
import type { Progress } from './progress.mts';
import { inTurn, isAlive } from './turn.mts';

/** An installed n8n, and the Node.js that it was installed with. */
export interface InstalledN8n {
	version: string;
	/** The Node.js 24 to run it with. */
	node: string;
	/** n8n's command line, a script for `node`. */
	bin: string;
}

const pinnedFiles = ['package.json', 'package-lock.json', '.npmrc'];

/** The folder for exactly these packages on this kind of machine (native add-ons are compiled for it). */
async function sharedFolder(): Promise<string> {
	const hash = createHash('sha256').update(`${process.platform}-${process.arch}`);
	for (const file of pinnedFiles) hash.update(await readFile(join(pinnedFolder, file)));
	return join(cacheFolder(), `n8n-${hash.digest('hex').slice(0, 12)}`);
}

const installedIn = (folder: string) => ({
	node: join(folder, 'node_modules', 'node', 'bin', 'node'),
	bin: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
});

/** Removes what interrupted installs have left behind. */
async function removeLeftovers(folder: string): Promise<void> {
	const prefix = `${basename(folder)}.partial-`;
	for (const name of await readdir(dirname(folder))) {
		if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue;
		await rm(join(dirname(folder), name), { recursive: true, force: true });
	}
}

/**
 * Puts the pinned files into the folder to install in; its lock file names the registry in use, the
 * kept one names none. npm 11.6.1 to 11.6.3 cannot look up a package that has `directories.bin` without
 * `bin` (sshpk, "paths[0]"), and with addresses no npm looks up any.
 */
async function copyPinned(folder: string): Promise<void> {
	for (const file of pinnedFiles) await copyFile(join(pinnedFolder, file), join(folder, file));
	const config = await promisify(execFile)('npm', ['config', 'get', 'registry'], { cwd: folder });
	const lockFile = join(folder, 'package-lock.json');
	const lock = JSON.parse(await readFile(lockFile, 'utf8'));
	const registry = config.stdout.trim().replace(/\/?$/, '/');
	await writeFile(lockFile, JSON.stringify(withAddresses(lock, registry)));
}

/** @param withScripts the packages whose install scripts are run, and no others */
async function installInto(folder: string, withScripts: string[]): Promise<void> {
	await removeLeftovers(folder);
	const partial = `${folder}.partial-${process.pid}`;
	await mkdir(partial);
	const program = { cwd: partial, logFile: join(cacheFolder(), 'install.log') };
	try {
		await copyPinned(partial);
		await runProgram('npm', ['ci', '--loglevel=error'], program);
		await runProgram('npm', ['rebuild', '--ignore-scripts=false', ...withScripts], program);
		await access(installedIn(partial).node); // it comes with the second command
		await rename(partial, folder);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw error;
	}
}

/**
 * Finds the pinned n8n in the user's cache folder, or installs it there.
 *
 * An interrupted install is never taken for a whole one: npm works in a folder of its own, which
 * gets the shared name only when npm has succeeded. Two starts at once install once: the second
 * waits, and then finds the folder.
 */
export async function installN8n(progress: Progress): Promise<InstalledN8n> {
	const folder = await sharedFolder();
	const { dependencies, allowScripts } = JSON.parse(
		await readFile(join(pinnedFolder, 'package.json'), 'utf8'),
	);
	const n8n = `n8n ${dependencies.n8n}`;

	if (!existsSync(folder)) {
		await mkdir(cacheFolder(), { recursive: true });
		await inTurn(
			`${folder}.lock`,
			(pid, untilFree) =>
				progress(`Waiting for process ${pid}, which is installing ${n8n}`, untilFree),
			async () => {
				if (existsSync(folder)) return;
				const title = `Install ${n8n} in ${folder} (3 GB, about 7 minutes, once per machine)`;
				await progress(title, () => installInto(folder, Object.keys(allowScripts)));
			},
		);
	}
	return { version: dependencies.n8n, ...installedIn(folder) };
}
