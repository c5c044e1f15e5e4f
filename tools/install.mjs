// Installs the development dependencies when they are missing or when package-lock.json has changed.
// Every npm script that a README names runs this first, so that it works in a fresh clone.
// Plain JavaScript for whatever Node the system has: the pinned Node 24 is itself a dependency.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const stampFile = 'node_modules/.installed-lock';
const lockHash = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const isInstalled = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === lockHash;

/** Runs npm in a process group of its own, which ends with this process: Ctrl-C leaves nothing behind. */
function npm(...args) {
	const onWindows = process.platform === 'win32';
	const child = spawn('npm', args, {
		stdio: ['ignore', 'inherit', 'inherit'],
		shell: onWindows,
		detached: !onWindows,
	});
	const abort = () => {
		// npm itself would first undo its work, for minutes; without the stamp the next start begins anew
		if (child.pid && child.exitCode === null)
			process.kill(onWindows ? child.pid : -child.pid, 'SIGKILL');
		process.exit(130);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, abort);
	const parent = process.ppid;
	setInterval(() => process.ppid === parent || abort(), 500).unref();
	return new Promise((resolve) => {
		child.on('exit', (code) => resolve(code ?? 1));
		child.on('error', ({ message }) => resolve(console.error(`npm: ${message}`) ?? 1));
	});
}

if (!isInstalled()) {
	const began = Date.now();
	console.log('Installing the development dependencies (about 3 minutes the first time) ...');
	const code = await npm('ci', '--loglevel=error');
	if (code !== 0) {
		console.error('npm ci did not succeed; its messages are above.');
		process.exit(code);
	}
	writeFileSync(stampFile, lockHash);
	console.log(`Installed in ${Math.round((Date.now() - began) / 1000)} s.`);
}
