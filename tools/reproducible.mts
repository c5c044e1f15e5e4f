// `npm run check:reproducible`: a commit's package is the same, byte for byte, whoever builds it.
// Two clones of the commit, as different as two people's, are installed, built and packed; then dist/
// and the tarballs are compared. With `--published` also with what npm has under that version.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, glob, mkdir, mkdtemp, readFile, rm, symlink, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { progressOn } from './progress.mjs';

const HELP = `npm run check:reproducible -- [options]

  --ref REF            what to build: a tag, a branch, a commit (without: the commit that is checked out)
  --published VERSION  compare with this version at npm, too, and build its tag unless --ref is given
  --output FOLDER      keep the tarball there
  --installed          use the dependencies of this checkout instead of installing them twice`;

const { values: options } = parseArgs({
	options: {
		ref: { type: 'string' },
		published: { type: 'string' },
		output: { type: 'string' },
		installed: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});

/** A clone, and what differs around it from one machine to the next. */
interface Place {
	folder: string;
	/** The time stamp of every file, as a clone has that of its own day. */
	date: Date;
	env: Record<string, string>;
}

interface Package {
	tarball: string;
	/** SHA-256 of the tarball, and of each file that the build made. */
	sum: string;
	built: Map<string, string>;
}

const run = promisify(execFile);
const progress = progressOn(process.stdout);
const checkout = fileURLToPath(new URL('..', import.meta.url));
const sumOf = async (file: string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
	createHash(algorithm)
		.update(await readFile(file))
		.digest(encoding);

/** Runs a program in a clone, with the clone's own tools before the system's. @returns what it prints */
async function runIn({ folder, env }: Place, command: string, ...args: string[]): Promise<string> {
	const path = [join(folder, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
	const { stdout } = await run(command, args, {
		cwd: folder,
		env: { ...process.env, PATH: path, ...env },
		maxBuffer: 2 ** 26,
	});
	return stdout.trim();
}

async function clone(commit: string, place: Place): Promise<void> {
	await mkdir(place.folder, { recursive: true });
	await run('git', ['clone', '--quiet', '--no-checkout', checkout, place.folder]);
	await run('git', ['-c', 'advice.detachedHead=false', 'checkout', '--quiet', commit], {
		cwd: place.folder,
	});
	for await (const entry of glob('**/*', { cwd: place.folder, withFileTypes: true })) {
		if (entry.isFile()) await utimes(join(entry.parentPath, entry.name), place.date, place.date);
	}
	if (options.installed) {
		await symlink(join(checkout, 'node_modules'), join(place.folder, 'node_modules'));
	} else await runIn(place, process.execPath, 'tools/install.mjs');
}

async function pack(place: Place): Promise<Package> {
	await runIn(place, 'gulp', 'build', '--silent');
	const folder = join(place.folder, '..', 'packed');
	await mkdir(folder);
	const printed = await runIn(
		place,
		'npm',
		'pack',
		'--json',
		'--ignore-scripts',
		`--pack-destination=${folder}`,
	);
	const [{ filename }] = JSON.parse(printed);
	const built = new Map<string, string>();
	for await (const entry of glob('dist/**/*', { cwd: place.folder, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const file = join(entry.parentPath, entry.name);
		built.set(file.slice(place.folder.length + 1), await sumOf(file));
	}
	const tarball = join(folder, filename);
	return { tarball, sum: await sumOf(tarball), built };
}

/** Files that one of two builds made, or made otherwise. */
function differences({ built: one }: Package, { built: other }: Package): string[] {
	const names = [...new Set([...one.keys(), ...other.keys()])].sort();
	return names.filter((name) => one.get(name) !== other.get(name));
}

/** The hash that npm has for a version, and checks each download against. */
async function publishedIntegrity(version: string): Promise<string> {
	const { name } = JSON.parse(await readFile(join(checkout, 'package.json'), 'utf8'));
	const { stdout } = await run('npm', ['view', `${name}@${version}`, 'dist.integrity']);
	if (stdout.trim() === '') throw new Error(`npm has no ${name}@${version}.`);
	return stdout.trim();
}

async function check(work: string): Promise<string[]> {
	const ref = options.ref ?? options.published ?? 'HEAD';
	const { stdout } = await run('git', ['rev-parse', '--verify', `${ref}^{commit}`], {
		cwd: checkout,
	});
	const commit = stdout.trim();
	const places: Place[] = [
		{
			folder: join(work, 'first', 'clone'),
			date: new Date('2001-02-03T04:05:06Z'),
			env: { TZ: 'UTC', LC_ALL: 'C' },
		},
		{
			folder: join(work, 'a second one', 'in a longer path', 'n8n-nodes-exmo'),
			date: new Date(),
			env: { TZ: 'Pacific/Apia', LC_ALL: 'C.UTF-8' },
		},
	];
	const packages: Package[] = [];
	for (const [index, place] of places.entries()) {
		await progress(
			`Clone ${commit.slice(0, 12)}, install, build and pack (${index + 1} of 2)`,
			async () => {
				await clone(commit, place);
				packages.push(await pack(place));
			},
		);
	}
	const [one, other] = packages;
	for (const { sum, tarball, built } of packages) {
		console.log(`  ${sum}  ${basename(tarball)} (dist: ${built.size} files)`);
	}
	const faults = differences(one, other).map((file) => `${file} differs between two builds.`);
	if (one.built.size < 10) faults.push(`The build made ${one.built.size} files only.`);
	if (one.sum !== other.sum) faults.push('The tarballs of two builds differ.');
	if (options.published !== undefined) {
		const integrity = await publishedIntegrity(options.published);
		const ours = `sha512-${await sumOf(one.tarball, 'sha512', 'base64')}`;
		console.log(`  npm:   ${integrity}\n  built: ${ours}`);
		if (integrity !== ours) faults.push(`npm's ${options.published} is not what ${ref} gives.`);
	}
	if (options.output !== undefined && faults.length === 0) {
		const folder = resolve(options.output);
		await mkdir(folder, { recursive: true });
		await cp(one.tarball, join(folder, basename(one.tarball)));
	}
	return faults;
}

if (options.help) {
	console.log(HELP);
} else {
	process.umask(0o022); // the tarball holds the files' modes; this is what nearly every system has
	const work = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-reproducible-'));
	try {
		const faults = await check(work);
		if (faults.length > 0) throw new Error(faults.join('\n  '));
		console.log('  The same, byte for byte.');
	} catch (error) {
		console.error(`\n  ${(error as Error).message}`);
		process.exitCode = 1;
	} finally {
		await rm(work, { recursive: true, force: true });
	}
}
