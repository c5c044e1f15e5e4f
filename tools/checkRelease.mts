// `npm run check:release -- TAG`: whether the repository is ready for this tag (docs/releasing.md).
import { readFile } from 'node:fs/promises';
import { releaseFaults } from './releaseFaults.mts';

const [tag] = process.argv.slice(2);
if (tag === undefined) throw new Error('Name the tag: npm run check:release -- 0.1.0');
const faults = releaseFaults({
	tag,
	manifest: JSON.parse(await readFile('package.json', 'utf8')),
	lock: JSON.parse(await readFile('package-lock.json', 'utf8')),
	changelog: await readFile('CHANGELOG.md', 'utf8'),
	repository: process.env.GITHUB_REPOSITORY,
});
if (faults.length > 0) {
	console.error(`${faults.join('\n')}\nThe steps of a release: docs/releasing.md.`);
	process.exitCode = 1;
} else console.log(`Ready to publish ${tag}.`);
