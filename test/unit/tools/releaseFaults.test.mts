/** What `npm run check:release` says before a tag may be published. */
import { releaseFaults, type Release } from '../../../tools/releaseFaults.mts';

const ready: Release = {
	tag: '0.1.0',
	manifest: { version: '0.1.0', repository: { url: 'https://github.com/owner/name.git' } },
	lock: { version: '0.1.0', packages: { '': { version: '0.1.0' } } },
	changelog: '# Changelog\n\n## Unreleased\n\n## 0.1.0 - 2026-12-01\n\n- Something.\n',
	repository: 'owner/name',
};

test('nothing stands against a release that is ready', () => {
	expect(releaseFaults(ready)).toEqual([]);
	expect(releaseFaults({ ...ready, repository: undefined })).toEqual([]);
});

test.each<[string, Partial<Release>, RegExp]>([
	['a tag of another version', { tag: '0.1.1' }, /tag is 0\.1\.1/],
	['a tag with a v', { tag: 'v0.1.0' }, /tag is v0\.1\.0/],
	[
		'a lock file left behind',
		{ lock: { version: '0.1.0', packages: { '': { version: '0.0.9' } } } },
		/lock\.json says 0\.0\.9/,
	],
	['no heading', { changelog: '## Unreleased\n' }, /no heading "## 0\.1\.0/],
	['a heading without a date', { changelog: '## 0.1.0\n' }, /no heading/],
	['the heading of a longer version', { changelog: '## 10.1.0 - 2026-12-01\n' }, /no heading/],
	['a fork', { repository: 'someone/name' }, /this is someone\/name/],
])('%s is told', (_what, change, sentence) => {
	const faults = releaseFaults({ ...ready, ...change });
	expect(faults).toEqual([expect.stringMatching(sentence)]);
});
