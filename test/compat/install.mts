// Any version of n8n, installed once per machine in the user's cache, with a Node.js that it runs on.
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { installN8n, type InstalledN8n } from '../../playground/install.mts';
import { cacheFolder, pinnedFolder } from '../../playground/paths.mts';
import { runProgram } from '../../playground/processes.mts';
import type { Progress } from '../../playground/progress.mts';
import { inTurn, isAlive } from '../../playground/turn.mts';

/** From 2.36 on n8n needs Node.js 24; what is older is run on 22, as most of its installations are. */
const NODE_22 = '22.23.3';
const NODE_24_FROM = [2, 36];

/** The manifest of the pinned n8n: what it says of install scripts holds for other versions, too. */
const pinned = JSON.parse(await readFile(join(pinnedFolder, 'package.json'), 'utf8'));

/** The version that `npm start` runs. */
export const pinnedVersion: string = pinned.dependencies.n8n;

function nodeFor(version: string): string {
	const [major, minor] = version.split('.').map(Number);
	const [wantedMajor, wantedMinor] = NODE_24_FROM;
	const needs24 = major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
	return needs24 ? pinned.dependencies.node : NODE_22;
}

const manifestOf = (version: string) => ({
	private: true,
	dependencies: { n8n: version, node: nodeFor(version) },
	// xlsx: older versions name a tarball at its maker's, which not every network lets through; only
	// the Spreadsheet File node needs it
	overrides: { ...pinned.overrides, xlsx: '0.18.5' },
	allowScripts: pinned.allowScripts,
});

async function install(version: string, folder: string): Promise<void> {
	const partialOf = `${basename(folder)}.partial-`;
	for (const name of await readdir(dirname(folder))) {
		if (!name.startsWith(partialOf) || isAlive(Number(name.slice(partialOf.length)))) continue;
		await rm(join(dirname(folder), name), { recursive: true, force: true });
	}
	const partial = `${folder}.partial-${process.pid}`;
	await mkdir(partial);
	try {
		await writeFile(join(partial, 'package.json'), JSON.stringify(manifestOf(version), null, '\t'));
		const flags = ['--loglevel=error', '--no-audit', '--no-fund'];
		await runProgram('npm', ['install', ...flags], { cwd: partial, logFile: `${folder}.log` });
		await rename(partial, folder);
	} catch (error) {
		await rm(partial, { recursive: true, force: true });
		throw error;
	}
}

/** Finds this version in the user's cache folder, or installs it there; two at once install it once. */
export async function installVersion(version: string, progress: Progress): Promise<InstalledN8n> {
	if (version === pinnedVersion) return await installN8n(progress);
	const folder = join(cacheFolder(), `n8n-${version}-node-${nodeFor(version)}`);
	if (!existsSync(folder)) {
		await mkdir(cacheFolder(), { recursive: true });
		await inTurn(
			`${folder}.lock`,
			(pid, untilFree) => progress(`Waiting for process ${pid}, which installs it`, untilFree),
			async () => {
				if (existsSync(folder)) return;
				const title = `Install n8n ${version} in ${folder} (3 GB, about 5 minutes, once)`;
				await progress(title, () => install(version, folder));
			},
		);
	}
	const modules = join(folder, 'node_modules');
	return {
		version,
		node: join(modules, 'node', 'bin', 'node'),
		bin: join(modules, 'n8n', 'bin', 'n8n'),
	};
}
