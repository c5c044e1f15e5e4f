// node tools/completeLock.mjs [package-lock.json ...]
// Makes lock files that every npm accepts; see `complete` in lockFile.mjs. A good one stays as it is.
import { readFileSync, writeFileSync } from 'node:fs';
import { complete } from './lockFile.mjs';

const files = process.argv.slice(2);
for (const file of files.length > 0 ? files : ['package-lock.json']) {
	const lock = JSON.parse(readFileSync(file, 'utf8'));
	const better = complete(lock);
	const [before, after] = [lock, better].map(({ packages }) => Object.keys(packages));
	const added = after.filter((folder) => !before.includes(folder)).length;
	const removed = before.filter((folder) => !after.includes(folder)).length;
	if (added + removed > 0) writeFileSync(file, `${JSON.stringify(better, null, 2)}\n`);
	console.log(`${file}: ${added} entries added, ${removed} removed.`);
}
