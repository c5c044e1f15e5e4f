// The sources name each other without file extensions, so that Node.js does not find them: they are
// bundled first. The bundle requires the copy of n8n-workflow that n8n-core has.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

export type Package = typeof import('./package.mts');

const checkout = fileURLToPath(new URL('../../', import.meta.url));

/** The package of this checkout, as its sources are. */
export async function loadPackage(): Promise<Package> {
	const { output } = await build({
		cwd: checkout,
		input: `${checkout}tools/reference/package.mts`,
		external: [/^node:/, /^n8n-workflow$/],
		platform: 'node',
		tsconfig: true,
		write: false,
		output: { format: 'cjs' },
	});
	const module = { exports: {} };
	const run = new Function('require', 'module', 'exports', output[0].code);
	run(createRequire(`${checkout}package.json`), module, module.exports);
	return module.exports as Package;
}
