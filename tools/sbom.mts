// `npm run sbom [-- FILE]`: the software bill of materials of the package as its users get it, in
// CycloneDX, made by npm from the lock file. It has no components, and fails when it has one:
// n8n verifies no package with run-time dependencies.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const [file] = process.argv.slice(2);

const flags = ['--omit=dev', '--package-lock-only', '--sbom-format=cyclonedx'];
const { stdout } = await run('npm', ['sbom', ...flags], { maxBuffer: 2 ** 26 });
const { serialNumber: _random, ...bom } = JSON.parse(stdout);
const { name } = JSON.parse(await readFile('package.json', 'utf8'));
bom.metadata.component.name = name; // npm takes the folder's name
// the commit's time instead of the moment's: the same commit has the same bill
const { stdout: committed } = await run('git', ['log', '-1', '--format=%cI']);
bom.metadata.timestamp = new Date(committed.trim()).toISOString();

const found = (bom.components as Array<{ purl?: string; name: string }>).map(
	(component) => component.purl ?? component.name,
);
if (found.length > 0) throw new Error(`The package has run-time dependencies: ${found.join(', ')}`);

const text = `${JSON.stringify(bom, null, 2)}\n`;
if (file === undefined) process.stdout.write(text);
else await writeFile(file, text);
