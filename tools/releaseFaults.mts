/** What is read of the repository before a release. */
export interface Release {
	tag: string;
	manifest: { version: string; repository: { url: string } };
	lock: { version: string; packages: Record<string, { version?: string }> };
	changelog: string;
	/** `owner/name` of the repository that the workflow runs in; undefined on a person's machine. */
	repository?: string;
}

/** A version and the day it is published, e.g. `## 0.1.0 - 2026-12-01`. */
const datedHeading = (version: string): RegExp =>
	new RegExp(`^## ${version.replaceAll('.', '\\.')} - \\d{4}-\\d{2}-\\d{2}$`, 'm');

/** What stands against publishing a tag, each a sentence; none when it may be published. */
export function releaseFaults({ tag, manifest, lock, changelog, repository }: Release): string[] {
	const faults: string[] = [];
	const { version } = manifest;
	if (tag !== version) faults.push(`The tag is ${tag}, and package.json says ${version}.`);
	for (const found of [lock.version, lock.packages['']?.version]) {
		if (found !== version)
			faults.push(`package-lock.json says ${found}, and package.json ${version}.`);
	}
	if (!datedHeading(version).test(changelog))
		faults.push(`CHANGELOG.md has no heading "## ${version} - YYYY-MM-DD".`);
	if (
		repository !== undefined &&
		manifest.repository.url !== `https://github.com/${repository}.git`
	)
		faults.push(
			`package.json names ${manifest.repository.url}, and this is ${repository}: npm refuses provenance for another repository.`,
		);
	return faults;
}
