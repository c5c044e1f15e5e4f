// What can be said of a package-lock.json by reading it. Plain JavaScript: tools/install.mjs needs it
// on whatever Node the system has.

/**
 * A lock file, or npm's record of what it has installed (`node_modules/.package-lock.json`), as far as
 * it is read here. The keys of `packages` are folders; the checkout itself is "".
 * @typedef {{ packages: Record<string, {
 *   name?: string, version?: string, integrity?: string, resolved?: string, optional?: boolean,
 *   extraneous?: boolean, inBundle?: boolean, optionalDependencies?: Record<string, string> }> }} Lock
 */

/**
 * The folders that an install has to contain. Optional packages are not among them: npm leaves out
 * those that are for another system.
 * @param {Lock} lock
 */
export const neededFolders = ({ packages }) =>
	Object.keys(packages).filter((folder) => folder !== '' && !packages[folder].optional);

/**
 * Whether an install is the one that the lock file describes. What it holds beyond that is no matter.
 * @param {Lock} lock
 * @param {Lock} record npm's record of the install
 */
export const describes = (lock, record) =>
	neededFolders(lock).every((folder) => {
		const [wanted, found] = [lock.packages[folder], record.packages[folder]];
		return found?.version === wanted.version && found?.integrity === wanted.integrity;
	});

/**
 * A lock file with the addresses of the packages, for an install and never to be kept: npm then fetches
 * each at once, without asking the registry about it first.
 * @template {Lock} T
 * @param {T} lock
 * @param {string} registry with a slash at the end
 * @returns {T}
 */
export function withAddresses(lock, registry) {
	const packages = Object.entries(lock.packages).map(([folder, entry]) => {
		const name = entry.name ?? folder.split('node_modules/').at(-1) ?? '';
		if (folder === '' || entry.inBundle || entry.resolved) return [folder, entry];
		const file = `${name.split('/').at(-1)}-${entry.version}.tgz`;
		return [folder, { ...entry, resolved: `${registry}${name}/-/${file}` }];
	});
	return { ...lock, packages: Object.fromEntries(packages) };
}

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const libraries = { gnu: 'glibc', musl: 'musl' };

/**
 * What a package's name says of the system it is for: `@swc/core-linux-arm-gnueabihf` and the like.
 * @param {string} name
 * @param {string} version
 */
function entryFor(name, version) {
	const words = name.split(/[-/]/);
	if (words.includes('wasm32')) return { version, cpu: ['wasm32'], optional: true }; // for any system
	const os = systems.find((system) => words.includes(system));
	const cpu = processors.find((processor) => words.includes(processor));
	if (!os || !cpu || !/^\d+\.\d+\.\d+$/.test(version)) {
		throw new Error(`${name}@${version} is not in the lock file and is not for one known system.`);
	}
	const library = os === 'linux' && libraries[/** @type {'gnu' | 'musl'} */ (words.at(-1))];
	return { version, cpu: [cpu], ...(library && { libc: [library] }), optional: true, os: [os] };
}

/**
 * The optional packages that a lock file mentions and does not describe.
 * @param {Lock} lock
 */
const undescribed = ({ packages }) =>
	Object.values(packages)
		.flatMap(({ optionalDependencies = {} }) => Object.entries(optionalDependencies))
		.filter(([name]) => !Object.keys(packages).some((key) => key.endsWith(`node_modules/${name}`)));

/**
 * The packages that nothing in the lock file depends on.
 * @param {Lock} lock
 */
const unneeded = ({ packages }) =>
	Object.keys(packages).filter((folder) => packages[folder].extraneous);

/**
 * The lock file that every npm accepts: with entries for the optional packages of other systems (say a
 * macOS binary), which npm leaves out when the registry in use does not carry them, and without the
 * packages that nothing needs, which npm before 11.12 installs all the same, or fails to.
 * @template {Lock} T
 * @param {T} lock
 * @returns {T}
 */
export function complete(lock) {
	const packages = { ...lock.packages };
	for (const folder of unneeded(lock)) delete packages[folder];
	for (const [name, version] of undescribed({ packages })) {
		packages[`node_modules/${name}`] = entryFor(name, version);
	}
	const [root, ...rest] = Object.entries(packages);
	rest.sort(([a], [b]) => a.localeCompare(b, 'en')); // npm's own order
	return { ...lock, packages: Object.fromEntries([root, ...rest]) };
}

/**
 * What is wrong with a lock file, a sentence each.
 * @param {Lock} lock
 */
export function faults(lock) {
	const { packages } = lock;
	return [
		...undescribed(lock).map(([name]) => `There is no entry for the optional ${name}.`),
		...unneeded(lock).map((folder) => `Nothing needs ${folder}.`),
		...Object.keys(packages)
			.filter((folder) => packages[folder].resolved)
			.map((folder) => `The entry of ${folder} names the registry it came from.`),
	];
}
