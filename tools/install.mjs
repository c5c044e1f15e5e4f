// Installs the development dependencies when they are missing or when package-lock.json has changed.
// Every npm script that a README names runs this first, so that it works in a fresh clone.
// Plain JavaScript for whatever Node the system has: the pinned Node 24 is itself a dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stampFile = 'node_modules/.installed-lock';
const lockHash = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash;

if (!isInstalled()) {
	const began = Date.now();
	console.log('Installing the development dependencies (about 3 minutes the first time) ...');
	const result = spawnSync('npm', ['ci', '--loglevel=error'], {
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: process.platform === 'win32',
	});
	if (result.status !== 0) {
		console.error('npm ci did not succeed; its messages are above.');
		process.exit(result.status ?? 1);
	}
	writeFileSync(stampFile, lockHash);
	console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}
