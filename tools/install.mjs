// Installs the development dependencies when they are missing or not those of package-lock.json.
// Every npm script that a README names runs this first, so that it works in a fresh clone.
// Plain JavaScript for whatever Node the system has: the pinned Node 24 is itself a dependency.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { describes, neededFolders } from './lockFile.mjs';
import { progressOn } from './progress.mjs';

const progress = progressOn(process.stdout);
const read = (/** @type {string} */ file) => JSON.parse(readFileSync(file, 'utf8'));

/** What npm writes at the end of an install, whoever started it. */
const record = 'node_modules/.package-lock.json';

/** Whether the packages of the lock file are in node_modules: by npm's record, and really. */
function isInstalled() {
	const lock = read('package-lock.json');
	return (
		existsSync(record) && describes(lock, read(record)) && neededFolders(lock).every(existsSync)
	);
}

/** Whether the one install script that is needed has run: it fetches the pinned Node.js. */
const hasNode = () => existsSync('node_modules/node/bin/node');

const onWindows = process.platform === 'win32';
let child = /** @type {import('node:child_process').ChildProcess | undefined} */ (undefined);

/** Runs npm in a process group of its own. @throws its output when it does not succeed */
async function npm(/** @type {string[]} */ ...args) {
	const running = spawn('npm', args, {
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: onWindows,
		detached: !onWindows,
	});
	child = running;
	let output = '';
	for (const stream of [running.stdout, running.stderr]) {
		stream.setEncoding('utf8').on('data', (text) => (output += text));
	}
	const [code] = await once(running, 'close');
	if (code !== 0) throw new Error(`\`npm ${args.join(' ')}\` ended with code ${code}:\n${output}`);
}

/** Ctrl-C, or the end of whoever started this, ends npm and all that it has started. */
function abort() {
	// npm itself would first undo its work, for minutes; an install without npm's record begins anew
	if (child?.pid && child.exitCode === null) {
		process.kill(onWindows ? child.pid : -child.pid, 'SIGKILL');
	}
	process.exit(130);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, abort);
const parent = process.ppid;
setInterval(() => process.ppid === parent || abort(), 500).unref();

try {
	if (!isInstalled()) {
		await progress('Install the development dependencies (1 GB, about 2 minutes)', async () => {
			await npm('ci', '--loglevel=error');
		});
	}
	if (!hasNode()) {
		const { allowScripts, devDependencies } = read('package.json');
		await progress(`Install Node.js ${devDependencies.node} among them`, async () => {
			await npm(
				'rebuild',
				'--ignore-scripts=false',
				'--loglevel=error',
				...Object.keys(allowScripts),
			);
			if (!hasNode()) throw new Error('npm has not run the install script of the package "node".');
		});
	}
} catch (error) {
	console.error(`\n  ${/** @type {Error} */ (error).message}`);
	process.exit(1);
}
