import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const checkout = join(__dirname, '..', '..', '..');
const depcruise = join(
	checkout,
	'node_modules',
	'dependency-cruiser',
	'bin',
	'dependency-cruiser.mjs',
);
const config = join(checkout, '.dependency-cruiser.mjs');

/** For each rule an import that breaks it; some break others, too. */
const BROKEN: [rule: string, from: string, to: string][] = [
	['exmo-knows-no-n8n', 'exmo/api/a.ts', 'n8n-workflow'],
	['exmo-knows-no-n8n', 'exmo/api/b.ts', 'nodes/shared/errors/target.ts'],
	['exmo-knows-no-n8n', 'exmo/api/c.ts', 'credentials/target.ts'],
	['exmo-knows-no-n8n', 'exmo/api/d.ts', 'node:fs'],
	['exmo-has-rooms', 'nodes/shared/errors/a.ts', 'exmo/target.ts'],
	['exmo-has-rooms', 'nodes/shared/errors/b.ts', 'exmo/attic/target.ts'],
	['exmo-clock-is-the-ground', 'exmo/clock.ts', 'exmo/errors/target.ts'],
	['exmo-errors-imports-lower-rooms-only', 'exmo/errors/a.ts', 'exmo/money/target.ts'],
	['exmo-money-imports-lower-rooms-only', 'exmo/money/a.ts', 'exmo/api/target.ts'],
	['exmo-api-imports-lower-rooms-only', 'exmo/api/e.ts', 'exmo/market/target.ts'],
	['exmo-pacing-imports-lower-rooms-only', 'exmo/pacing/a.ts', 'exmo/market/target.ts'],
	['exmo-market-imports-lower-rooms-only', 'exmo/market/a.ts', 'exmo/pacing/target.ts'],
	['exmo-account-imports-lower-rooms-only', 'exmo/account/a.ts', 'exmo/reconcile/target.ts'],
	['exmo-exit-imports-lower-rooms-only', 'exmo/exit/a.ts', 'exmo/history/target.ts'],
	['exmo-reconcile-imports-lower-rooms-only', 'exmo/reconcile/a.ts', 'exmo/watch/target.ts'],
	['exmo-history-imports-lower-rooms-only', 'exmo/history/a.ts', 'exmo/watch/target.ts'],
	['exmo-watch-imports-lower-rooms-only', 'exmo/watch/a.ts', 'exmo/stream/target.ts'],
	['exmo-stream-imports-lower-rooms-only', 'exmo/stream/a.ts', 'exmo/attic/target.ts'],
	['package-imports-itself-only', 'nodes/shared/errors/c.ts', 'node:fs'],
	['package-imports-itself-only', 'nodes/shared/errors/d.ts', 'sandbox/http/target.mts'],
	['package-imports-itself-only', 'nodes/shared/errors/e.ts', 'lossless-json'],
	['package-imports-itself-only', 'credentials/a.ts', 'test/harness/target.mts'],
	['sandbox-shares-no-code', 'sandbox/http/a.mts', 'exmo/money/target.ts'],
	['sandbox-ways-in-are-apart', 'sandbox/http/b.mts', 'sandbox/control/target.mts'],
	['sandbox-ways-in-are-apart', 'sandbox/control/a.mts', 'sandbox/http/target.mts'],
	['sandbox-ways-in-are-apart', 'sandbox/stream/a.mts', 'sandbox/http/target.mts'],
	['sandbox-exchange-knows-no-wire', 'sandbox/exchange/a.mts', 'sandbox/http/target.mts'],
	[
		'resource-imports-no-other-resource',
		'nodes/Exmo/actions/order/a.ts',
		'nodes/Exmo/actions/wallet/target.ts',
	],
	[
		'trading-imports-no-resource',
		'nodes/Exmo/actions/trading/a.ts',
		'nodes/Exmo/actions/wallet/target.ts',
	],
	[
		'operations-parts-know-no-operation',
		'nodes/Exmo/actions/operation.ts',
		'nodes/Exmo/actions/wallet/target.ts',
	],
	[
		'node-imports-no-other-node',
		'nodes/ExmoTrigger/events/a.ts',
		'nodes/Exmo/actions/wallet/target.ts',
	],
	[
		'node-imports-no-other-node',
		'nodes/ExmoStreamTrigger/a.ts',
		'nodes/ExmoTrigger/events/target.ts',
	],
	['shared-imports-no-node', 'nodes/shared/errors/f.ts', 'nodes/ExmoTrigger/events/target.ts'],
	[
		'shared-errors-imports-lower-rooms-only',
		'nodes/shared/errors/h.ts',
		'nodes/shared/exchange/target.ts',
	],
	[
		'shared-exchange-imports-lower-rooms-only',
		'nodes/shared/exchange/a.ts',
		'nodes/shared/items/target.ts',
	],
	[
		'shared-fields-imports-lower-rooms-only',
		'nodes/shared/fields/a.ts',
		'nodes/shared/items/target.ts',
	],
	[
		'shared-items-imports-lower-rooms-only',
		'nodes/shared/items/a.ts',
		'nodes/shared/listSearch/target.ts',
	],
	[
		'shared-listSearch-imports-lower-rooms-only',
		'nodes/shared/listSearch/a.ts',
		'nodes/shared/attic/target.ts',
	],
	['credential-imports-no-node', 'credentials/b.ts', 'nodes/shared/errors/target.ts'],
	['sandbox-tests-share-no-code', 'test/sandbox/a.mts', 'exmo/money/target.ts'],
	['unit-tests-have-another-oracle', 'test/unit/exmo/a.mts', 'sandbox/http/target.mts'],
	['nothing-imports-a-test', 'test/harness/a.mts', 'test/unit/some.test.mts'],
	['everything-is-found', 'test/harness/b.mts', 'no-such-package'],
	['no-circles', 'exmo/money/one.ts', 'exmo/money/other.ts'],
];

/** Imports that look like broken ones, and are none. */
const ALLOWED: [from: string, to: string][] = [
	['exmo/api/f.ts', 'node:crypto'],
	['exmo/api/g.ts', 'exmo/clock.ts'],
	['exmo/stream/b.ts', 'exmo/watch/target.ts'],
	['exmo/account/b.ts', 'exmo/account/target.ts'],
	['nodes/shared/errors/g.ts', 'n8n-workflow'],
	['nodes/shared/items/b.ts', 'nodes/shared/fields/target.ts'],
	['nodes/Exmo/actions/order/b.ts', 'nodes/Exmo/actions/trading/target.ts'],
	['nodes/Exmo/actions/resources.ts', 'nodes/Exmo/actions/wallet/target.ts'],
	['sandbox/http/c.mts', 'sandbox/faults/target.mts'],
	['test/engine/a.mts', 'sandbox/http/target.mts'],
];

/** The other half of the circle, which is told of once. */
const CLOSING: [from: string, to: string] = ['exmo/money/other.ts', 'exmo/money/one.ts'];

const isFile = (target: string) => /^[a-zA-Z]+\/.*\.m?ts$/.test(target);

describe('.dependency-cruiser.mjs', () => {
	let found: string[];

	beforeAll(async () => {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-walls-'));
		const write = async (file: string, text: string) => {
			await mkdir(dirname(join(folder, file)), { recursive: true });
			await writeFile(join(folder, file), text);
		};
		try {
			const pairs = [...BROKEN.map(([, from, to]) => [from, to]), ...ALLOWED, CLOSING];
			for (const [, to] of pairs) if (isFile(to)) await write(to, 'export const x = 1;');
			for (const [from, to] of pairs) {
				const up = '../'.repeat(from.split('/').length - 1);
				const path = isFile(to) ? up + (from.endsWith('.ts') ? to.replace(/\.ts$/, '') : to) : to;
				await write(from, `import type * as it from '${path}';\nexport type It = typeof it;`);
			}
			for (const name of ['n8n-workflow', 'lossless-json']) {
				await write(`node_modules/${name}/package.json`, '{ "main": "index.js" }');
				await write(`node_modules/${name}/index.js`, '');
			}
			await cp(join(checkout, 'tsconfig.tools.json'), join(folder, 'tsconfig.tools.json'));
			const flags = ['--config', config, '--output-type', 'json'];
			const rooms = ['exmo', 'nodes', 'credentials', 'sandbox', 'test'];
			const { stdout } = await promisify(execFile)(
				process.execPath,
				[depcruise, ...flags, ...rooms],
				{ cwd: folder, maxBuffer: 2 ** 26 },
			).catch((error: { stdout: string }) => error); // its exit code counts the broken rules
			const { violations } = JSON.parse(stdout).summary as {
				violations: { rule: { name: string }; from: string }[];
			};
			found = violations.map(({ rule, from }) => `${rule.name}: ${from}`);
		} finally {
			await rm(folder, { recursive: true, force: true });
		}
	});

	it.each(BROKEN)('%s finds an import in %s of %s', (rule, from) => {
		expect(found).toContain(`${rule}: ${from}`);
	});

	it.each(ALLOWED)('lets %s import %s', (from) => {
		expect(found.filter((broken) => broken.endsWith(`: ${from}`))).toEqual([]);
	});

	it('has no rule without an import here that breaks it', async () => {
		const print = `import(${JSON.stringify(config)}).then(({ default: { forbidden } }) =>
			console.log(forbidden.map(({ name }) => name).join()))`;
		const { stdout } = await promisify(execFile)(process.execPath, ['-e', print]);
		expect(new Set(BROKEN.map(([rule]) => rule))).toEqual(new Set(stdout.trim().split(',')));
	});
});
