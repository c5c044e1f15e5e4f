// Every developer task by name: `npx gulp --tasks`.
// The npm scripts call these; those that take flags build by a task and run their script themselves, since
// gulp would take --help for its own.
const { spawn } = require('node:child_process');
const { series } = require('gulp');

/** Runs one command in this checkout; the task fails when the command does, or is killed. */
const run = (name, command, ...args) => {
	const task = () =>
		new Promise((resolve, reject) => {
			child = spawn(command, args, { stdio: 'inherit' });
			child.on('error', reject);
			child.on('exit', (code, signal) =>
				code === 0 ? resolve() : reject(new Error(`${name} ended with ${signal ?? code}`)),
			);
		});
	return Object.assign(task, { displayName: name });
};

// A signal is the command's to act on; gulp ends when the command has ended, not before.
let child;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child?.kill(signal));

/** The flags behind `--` of an npm script, e.g. `npm start -- --fresh`. */
const flags = process.argv.slice(3).filter((flag) => flag !== '--silent');

/** Where code is. */
const FOLDERS = ['exmo', 'nodes', 'credentials', 'sandbox', 'test', 'bench', 'playground', 'tools'];

const compile = run('compile', 'n8n-node', 'build');
const bundle = run('bundle', 'node', 'tools/bundle.mts');
const build = series(compile, bundle);
const lintPackage = run('lint:package', 'n8n-node', 'lint');
const lintTools = run(
	'lint:tools',
	'eslint',
	'-c',
	'eslint.tools.config.mjs',
	'--max-warnings=0',
	'.',
);
const lintFormat = run(
	'lint:format',
	'prettier',
	'--check',
	'--log-level=warn',
	'--cache',
	'**/*.{ts,mts,js,mjs,json,jsonc}',
);
const lintWalls = run('lint:walls', 'depcruise', '--output-type', 'err-long', ...FOLDERS);
const lintUnused = run('lint:unused', 'knip', '--no-progress');
const typecheckPackage = run('typecheck:package', 'tsc', '--noEmit');
const typecheckTools = run('typecheck:tools', 'tsc', '-p', 'tsconfig.tools.json');
const jest = run('jest', 'jest', '--coverage');
const scan = run('scan', 'node', 'tools/scan.mts');
const e2e = run('e2e', 'node', '--test', '--test-isolation=none', 'test/e2e/*.test.mts');

const leave = run('leave', 'node', '--test', 'test/leave/*.test.mts');

const chaos = run('chaos:run', 'node', 'test/chaos/main.mts', ...flags);
const soak = run('soak:run', 'node', 'bench/soak/main.mts', ...flags);
const bench = run('bench:run', 'node', 'bench/main.mts', ...flags);

exports.build = build;
exports.lint = series(lintFormat, lintPackage, lintTools, lintWalls, lintUnused);
exports['lint:format'] = lintFormat;
exports['lint:walls'] = lintWalls;
exports['lint:unused'] = lintUnused;
exports.rooms = run('rooms', 'node', 'tools/rooms.mts');
exports.typecheck = series(typecheckPackage, typecheckTools);
exports.scan = series(build, scan);
exports.start = run('start', 'node', 'playground/start.mts', ...flags);
exports.screenshot = run('screenshot', 'node', 'playground/screenshot.mts');
exports.e2e = e2e;
exports.leave = leave;
exports.chaos = series(build, chaos);
exports.queue = run('queue', 'node', 'test/queue/main.mts', ...flags);
exports.compat = run('compat', 'node', 'test/compat/main.mts'); // one version: npm run test:compat -- 2.8.4
exports.bench = series(build, bench);
exports.soak = series(build, soak);
exports.test = series(exports.lint, exports.typecheck, build, jest, scan);
