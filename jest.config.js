// Tests are .mts files in test/; swc turns them, and the sources they import, into CommonJS.
// One project a room, so that `npx jest --selectProjects unit` runs one of them.
const shared = {
	transform: {
		'^.+\\.(m?ts|mjs)$': [
			'@swc/jest',
			{
				jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
				module: { type: 'commonjs' },
			},
		],
	},
	moduleFileExtensions: ['js', 'mjs', 'cjs', 'ts', 'mts', 'json', 'node'],
	testEnvironment: 'node',
};

const project = (name) => ({
	...shared,
	displayName: name,
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
});

module.exports = {
	globalSetup: '<rootDir>/test/n8nUserFolder.js',
	maxWorkers: '100%', // the tests mostly wait for the rate limit
	workerIdleMemoryLimit: '1GB', // n8n's engine is loaded anew for each file, and some of it stays
	testTimeout: 120_000, // only a test that hangs meets it: how fast a machine is, is not tested
	projects: ['unit', 'sandbox', 'engine'].map(project),
	collectCoverageFrom: ['exmo/**/*.ts', 'credentials/**/*.ts', 'nodes/**/*.ts', 'sandbox/**/*.mts'],
	coverageDirectory: 'coverage',
};
