// node tools/completeLock.mjs [package-lock.json ...]
// Adds the optional packages of other systems (say a macOS binary) that npm has left out because the
// registry in use does not carry them. Without their entries `npm ci` refuses the lock file everywhere;
// with them it skips what is not for the system it runs on. Changes nothing in a complete lock file.
import { readFileSync, writeFileSync } from 'node:fs';

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const libraries = { gnu: 'glibc', musl: 'musl' };

/** What a package's name says of the system it is for: `@swc/core-linux-arm-gnueabihf` and the like. */
function entryFor(name, version) {
	const words = name.split(/[-/]/);
	if (words.includes('wasm32')) return { version, cpu: ['wasm32'], optional: true }; // for any system
	const os = systems.find((system) => words.includes(system));
	const cpu = processors.find((processor) => words.includes(processor));
	if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version)) {
		throw new Error(`${name}@${version} is not in the lock file and is not for one known system.`);
	}
	const library = os === 'linux' && libraries[words.at(-1)];
	return { version, cpu: [cpu], ...(library && { libc: [library] }), optional: true, os: [os] };
}

for (const file of process.argv.slice(2).length > 0
	? process.argv.slice(2)
	: ['package-lock.json']) {
	const lock = JSON.parse(readFileSync(file, 'utf8'));
	const missing = Object.values(lock.packages)
		.flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
		.filter(
			([name]) => !Object.keys(lock.packages).some((key) => key.endsWith(`node_modules/${name}`)),
		);
	for (const [name, version] of missing) {
		lock.packages[`node_modules/${name}`] = entryFor(name, version);
	}
	const [root, ...rest] = Object.entries(lock.packages);
	rest.sort(([a], [b]) => a.localeCompare(b, 'en')); // npm's own order
	lock.packages = Object.fromEntries([root, ...rest]);
	if (missing.length > 0) writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
	console.log(`${file}: ${missing.length} entries added.`);
}
