// The package as a user gets it: built, packed, and installed into n8n from the tarball.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packagesFolder } from './n8n.mts';
import { checkout } from './paths.mts';
import { runProgram } from './processes.mts';
import type { Progress } from './progress.mts';

/** All that the tarball is made from. */
const sources = [
	'{nodes,credentials,exmo,icons}/**/*',
	'{package.json,tsconfig.json,gulpfile.js,tools/bundle.mts,README.md,LICENSE,CHANGELOG.md}',
];

async function fingerprint(): Promise<string> {
	const files: string[] = [];
	for await (const entry of glob(sources, { cwd: checkout, withFileTypes: true })) {
		if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
	}
	const hash = createHash('sha256');
	for (const file of files.sort()) hash.update(file).update(await readFile(file));
	return hash.digest('hex');
}

/**
 * Builds the package and packs it.
 * @param folder receives the tarball, and what npm would otherwise write to the home folder
 * @returns the tarball's path
 */
async function packPackage(folder: string): Promise<string> {
	const { name, version } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
	await mkdir(folder, { recursive: true });
	const env = { ...process.env, npm_config_cache: join(folder, 'npm-cache') };
	const program = { cwd: checkout, env };
	await runProgram('gulp', ['build', '--silent'], {
		...program,
		logFile: join(folder, 'build.log'),
	});
	await runProgram('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], {
		...program,
		logFile: join(folder, 'pack.log'),
	});
	return join(folder, `${name}-${version}.tgz`);
}

/**
 * Installs a tarball as n8n's "Install a community node" does: no scripts, and no peers, since
 * n8n brings n8n-workflow itself. Needs no network.
 */
async function installPackage(tarball: string, userFolder: string, workFolder: string) {
	const folder = packagesFolder(userFolder);
	await mkdir(folder, { recursive: true });
	const manifest = join(folder, 'package.json');
	if (!existsSync(manifest)) {
		await writeFile(manifest, JSON.stringify({ name: 'installed-nodes', private: true }));
	}
	const flags = ['--ignore-scripts', '--legacy-peer-deps', '--offline', '--no-audit', '--no-fund'];
	await runProgram('npm', ['install', ...flags, tarball], {
		cwd: folder,
		env: { ...process.env, npm_config_cache: join(workFolder, 'npm-cache') },
		logFile: join(workFolder, 'install.log'),
	});
}

/**
 * Brings the package as it is in the checkout into an n8n user folder. Does nothing when the
 * sources are the ones that were installed there last.
 * @param workFolder holds the tarball and logs between two starts
 */
export async function installCheckout(
	userFolder: string,
	workFolder: string,
	progress: Progress,
): Promise<void> {
	const stampFile = join(packagesFolder(userFolder), '.installed-sources');
	const now = await fingerprint();
	if ((await readFile(stampFile, 'utf8').catch(() => '')) === now) return;

	await rm(stampFile, { force: true });
	const tarball = await progress('Build and pack n8n-nodes-exmo', () => packPackage(workFolder));
	await progress('Install the packed package into n8n', () =>
		installPackage(tarball, userFolder, workFolder),
	);
	await writeFile(stampFile, now);
}
