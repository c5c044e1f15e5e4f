// Every developer task by name: `npx gulp --tasks`.
// The npm scripts call these, so a task and its script never drift apart.
const { spawn } = require('node:child_process');
const { parallel, series } = require('gulp');

/** Runs one command in this checkout; the task fails when the command does. */
const run = (name, command, ...args) => {
	const task = () => spawn(command, args, { stdio: 'inherit' });
	return Object.assign(task, { displayName: name });
};

const build = run('build', 'n8n-node', 'build');
const lintPackage = run('lint:package', 'n8n-node', 'lint');
const lintTools = run('lint:tools', 'eslint', '-c', 'eslint.tools.config.mjs', '--max-warnings=0', '.');
const typecheckPackage = run('typecheck:package', 'tsc', '--noEmit');
const typecheckTools = run('typecheck:tools', 'tsc', '-p', 'tsconfig.tools.json');
const jest = run('jest', 'jest', '--coverage');
const scan = run('scan', 'node', 'tools/scan.mts');

exports.build = build;
exports.lint = series(lintPackage, lintTools);
exports.typecheck = series(typecheckPackage, typecheckTools);
exports.scan = series(build, scan);
exports.test = series(exports.lint, exports.typecheck, build, jest, scan);
