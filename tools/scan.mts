// The rules of n8n's official scanner, the gate before a package is verified, over the sources and
// over what is built from them, without publishing. Stricter than the scanner: a warning fails, too.
import { existsSync } from 'node:fs';
import { cp, glob, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const checkout = fileURLToPath(new URL('..', import.meta.url));
const work = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-scan-'));
process.env.TMPDIR = work; // the scanner makes a temporary folder when it is loaded, and leaves it

/** The scanner's two looks at a package: the commit it was built from, and the tarball. */
const scannerModule = '@n8n/scan-community-package/scanner/scanner.mjs';
const { buildScanConfig, SOURCE_FILE_PATTERNS } = await import(scannerModule);
const looks = [
	{
		name: 'source',
		parts: ['nodes', 'credentials', 'icons', 'package.json', 'tsconfig.json'],
		patterns: SOURCE_FILE_PATTERNS as string[],
	},
	{ name: 'dist', parts: ['dist', 'package.json'], patterns: ['**/*.js', 'package.json'] },
];

/** Lints one look as the scanner does (comments cannot switch a rule off). @returns what was found */
async function scan({ name, parts, patterns }: (typeof looks)[number]): Promise<number> {
	const folder = join(work, name);
	for (const part of parts) {
		if (!existsSync(join(checkout, part))) throw new Error(`There is no ${part} to scan.`);
		await cp(join(checkout, part), join(folder, part), { recursive: true });
	}
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
	});
	const files: string[] = [];
	for await (const entry of glob(patterns, { cwd: folder, withFileTypes: true })) {
		if (entry.isFile()) files.push(join(entry.parentPath, entry.name));
	}
	if (files.length < 2) throw new Error(`Nothing to scan was found in the ${name}.`);
	const results = await eslint.lintFiles(files);
	const count = (key: 'errorCount' | 'warningCount') =>
		results.reduce((sum, result) => sum + result[key], 0);
	const [errors, warnings] = [count('errorCount'), count('warningCount')];
	console.log(`Scan of the ${name}: ${files.length} files, ${errors} errors, ${warnings} warnings`);
	if (errors + warnings > 0)
		console.log(await (await eslint.loadFormatter('stylish')).format(results));
	return errors + warnings;
}

try {
	let found = 0;
	for (const look of looks) found += await scan(look);
	process.exitCode = found === 0 ? 0 : 1;
} finally {
	await rm(work, { recursive: true, force: true });
}
