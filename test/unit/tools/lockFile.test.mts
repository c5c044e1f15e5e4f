import {
	complete,
	describes,
	faults,
	neededFolders,
	withAddresses,
	type Lock,
} from '../../../tools/lockFile.mjs';

const one = { version: '1.0.0', integrity: 'sha512-one' };
const two = { version: '2.0.0', integrity: 'sha512-two' };
const forMac = { version: '2.0.0', integrity: 'sha512-mac', optional: true };

const lock: Lock = {
	packages: {
		'': { version: '0.1.0' },
		'node_modules/one': one,
		'node_modules/two': { ...two, optionalDependencies: { '@two/darwin-arm64': '2.0.0' } },
		'node_modules/@two/darwin-arm64': forMac,
	},
};

const without = (folder: string): Lock => {
	const { [folder]: _gone, ...packages } = lock.packages;
	return { packages };
};
const changed = (folder: string, entry: object): Lock => ({
	packages: { ...lock.packages, [folder]: { ...lock.packages[folder], ...entry } },
});

describe('an install and its lock file', () => {
	it('needs every package but the optional ones, which may be for another system', () => {
		expect(neededFolders(lock)).toEqual(['node_modules/one', 'node_modules/two']);
	});

	it('fit when npm installed what the lock file names, or more', () => {
		expect(describes(lock, without(''))).toBe(true);
		expect(describes(lock, without('node_modules/@two/darwin-arm64'))).toBe(true);
		expect(describes(lock, changed('node_modules/three', one))).toBe(true);
	});

	it.each([
		['a package is missing', without('node_modules/one')],
		['a version differs', changed('node_modules/one', { version: '1.0.1' })],
		['a checksum differs', changed('node_modules/two', { integrity: 'sha512-other' })],
		['npm has recorded nothing', { packages: {} }],
	])('do not fit when %s', (_what, record) => {
		expect(describes(lock, record)).toBe(false);
	});
});

describe('a lock file that every npm accepts', () => {
	it('has no faults and stays as it is', () => {
		expect(faults(lock)).toEqual([]);
		expect(JSON.stringify(complete(lock))).toBe(
			JSON.stringify({
				packages: {
					'': { version: '0.1.0' },
					'node_modules/@two/darwin-arm64': forMac,
					'node_modules/one': one,
					'node_modules/two': lock.packages['node_modules/two'],
				},
			}),
		);
	});

	it('has an entry for each optional package of another system', () => {
		const partial = without('node_modules/@two/darwin-arm64');
		expect(faults(partial)).toEqual(['There is no entry for the optional @two/darwin-arm64.']);
		const entry = complete(partial).packages['node_modules/@two/darwin-arm64'];
		expect(entry).toEqual({ version: '2.0.0', cpu: ['arm64'], os: ['darwin'], optional: true });
	});

	it('says which C library a package for Linux wants', () => {
		const musl = changed('node_modules/one', {
			optionalDependencies: { 'one-linux-x64-musl': '1.0.0' },
		});
		expect(complete(musl).packages['node_modules/one-linux-x64-musl']).toEqual({
			version: '1.0.0',
			cpu: ['x64'],
			libc: ['musl'],
			optional: true,
			os: ['linux'],
		});
	});

	it('refuses to invent an entry for a package that is not for one known system', () => {
		const odd = changed('node_modules/one', { optionalDependencies: { fsevents: '~2.3.3' } });
		expect(() => complete(odd)).toThrow('fsevents@~2.3.3 is not in the lock file');
	});

	// npm before 11.12 installs these, and fails where they are for another system (EBADPLATFORM)
	it('names no package that nothing needs', () => {
		const extra = changed('node_modules/extra', { ...one, extraneous: true });
		expect(faults(extra)).toEqual(['Nothing needs node_modules/extra.']);
		expect(faults(complete(extra))).toEqual([]);
	});

	it('names no registry', () => {
		const hosted = changed('node_modules/one', {
			resolved: 'https://registry.invalid/one-1.0.0.tgz',
		});
		expect(faults(hosted)).toEqual([
			'The entry of node_modules/one names the registry it came from.',
		]);
	});
});

describe('a lock file with addresses', () => {
	const entry = { version: '1.2.3', integrity: 'sha512-x' };
	const addressed = (folder: string, more: object = {}) => {
		const bare: Lock = { packages: { [folder]: { ...entry, ...more } } };
		return withAddresses(bare, 'http://127.0.0.1:4873/').packages[folder].resolved;
	};

	it.each([
		['node_modules/one', {}, 'one/-/one-1.2.3.tgz'],
		['node_modules/a/node_modules/@scope/two', {}, '@scope/two/-/two-1.2.3.tgz'],
		['node_modules/alias', { name: '@scope/real' }, '@scope/real/-/real-1.2.3.tgz'],
	])('has that of the tarball for %s', (folder, more, path) => {
		expect(addressed(folder, more)).toBe(`http://127.0.0.1:4873/${path}`);
	});

	it('has none for the checkout itself and for what comes inside another package', () => {
		expect(addressed('')).toBeUndefined();
		expect(addressed('node_modules/a/node_modules/b', { inBundle: true })).toBeUndefined();
	});

	it('keeps an address that is there', () => {
		expect(addressed('node_modules/one', { resolved: 'file:one.tgz' })).toBe('file:one.tgz');
	});
});
