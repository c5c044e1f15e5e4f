// `npm run check:locks`: the lock files, as the versions of npm see them that come with Node.js.
// An npm that finds a lock file incomplete installs nothing, and they differ in what they take for that.
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { faults } from './lockFile.mjs';
import { progressOn } from './progress.mjs';

/** With Node.js 20.19, with 22, and the strictest of those that come with 24. */
const versions = ['10.8.2', '10.9.4', '11.6.2'];
const folders = ['.', 'playground'];

const run = promisify(execFile);
const progress = progressOn(process.stdout);
const work = mkdtempSync(join(tmpdir(), 'n8n-nodes-exmo-locks-'));
const complaints = /** @type {string[]} */ ([]);

/** Puts one version of npm into the temporary folder. @returns its command line, a script for node */
async function installNpm(/** @type {string} */ version) {
	const folder = join(work, `npm-${version}`);
	mkdirSync(folder);
	writeFileSync(join(folder, 'package.json'), '{ "private": true }');
	const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
	await run('npm', ['install', ...flags, `npm@${version}`], {
		cwd: folder,
		shell: process.platform === 'win32',
	});
	return join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js');
}

/**
 * Has one version of npm plan what it would install, in a copy, from nothing.
 * @returns what it says when it refuses; empty when it would install
 */
async function plan(/** @type {string} */ npm, /** @type {string} */ folder) {
	const copy = mkdtempSync(join(work, 'plan-'));
	for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
		cpSync(join(folder, file), join(copy, file));
	}
	const options = { cwd: copy, maxBuffer: 2 ** 26 };
	try {
		await run(process.execPath, [npm, 'ci', '--dry-run', '--loglevel=error'], options);
		return '';
	} catch (error) {
		const { stderr, message } = /** @type {Error & { stderr?: string }} */ (error);
		const [reason] = (stderr || message).split(/^npm error Clean install a project/m); // its usage
		return reason.trim();
	}
}

/** Has one version of npm plan both installs. @throws what it says when it refuses one */
async function check(/** @type {string} */ version) {
	const npm = await installNpm(version);
	const refusals = [];
	for (const folder of folders) {
		const reason = await plan(npm, folder);
		const file = join(folder, 'package-lock.json');
		if (reason !== '') refusals.push(`npm ${version} refuses ${file}:\n${reason}`);
	}
	if (refusals.length > 0) throw new Error(refusals.join('\n'));
}

try {
	for (const folder of folders) {
		const file = join(folder, 'package-lock.json');
		const found = faults(JSON.parse(readFileSync(file, 'utf8')));
		complaints.push(...found.map((sentence) => `${file}: ${sentence}`));
	}
	for (const version of versions) {
		await progress(`npm ${version} reads the lock files`, () => check(version)).catch(
			({ message }) => complaints.push(message),
		);
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}
if (complaints.length > 0) {
	const advice = 'After a change of dependencies: node tools/completeLock.mjs <file>.';
	console.error(`\n${complaints.join('\n')}\n\n${advice}`);
	process.exitCode = 1;
} else console.log('  Every npm accepts both lock files.');
