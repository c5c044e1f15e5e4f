// `npm run docs`: what of the documentation is made from the package itself. With `--record` the examples
// are run anew first; with `--check` nothing is written, and what is there has to be what would be.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { credentialTestTable, errorPages } from './reference/errors.mts';
import { loadPackage } from './reference/load.mts';
import { operationPages } from './reference/operations.mts';
import { record, type Recording } from './reference/record.mts';
import { triggerPages } from './reference/triggers.mts';

const RECORDING = 'tools/reference/recorded.json';
const TROUBLES = 'docs/troubleshooting.md';

const { values } = parseArgs({
	options: {
		check: { type: 'boolean', default: false },
		record: { type: 'boolean', default: false },
	},
});

const read = async (path: string): Promise<string> => await readFile(path, 'utf8').catch(() => '');

/** The text with what stands between two marks made anew. */
function withPart(text: string, name: string, part: string): string {
	const marks = [`<!-- ${name}: made by \`npm run docs\` -->`, `<!-- end of ${name} -->`];
	const [before, rest] = text.split(marks[0]);
	const after = rest?.split(marks[1])[1];
	if (after === undefined) throw new Error(`The marks of "${name}" are missing.`);
	return `${before}${marks[0]}\n\n${part}\n\n${marks[1]}${after}`;
}

const source = await loadPackage();
const files: Record<string, string> = {};
let recording: Recording;
if (values.record) {
	recording = await record(source);
	files[RECORDING] = `${JSON.stringify(recording, undefined, '\t')}\n`;
} else {
	recording = JSON.parse(await readFile(RECORDING, 'utf8'));
}
Object.assign(files, operationPages(source, recording), triggerPages(source), errorPages(source));
files[TROUBLES] = withPart(await read(TROUBLES), 'credential test', credentialTestTable(source));

const stale: string[] = [];
for (const [path, text] of Object.entries(files)) {
	if ((await read(path)) === text) continue;
	stale.push(path);
	if (values.check) continue;
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, text);
}
if (values.check && stale.length > 0) {
	console.error(
		`Stale: ${stale.join(', ')}. Renew with: npm run docs${values.record ? ' -- --record' : ''}`,
	);
}
// n8n-core keeps the process alive
process.exit(values.check && stale.length > 0 ? 1 : 0);
