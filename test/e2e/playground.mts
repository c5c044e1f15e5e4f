// One real n8n and one real sandbox for all end-to-end tests, in a temporary folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { startPlayground, type Playground } from '../../playground/playground.mts';
import { anyPort } from '../../playground/ports.mts';
import { endAll } from '../../playground/processes.mts';
import { progressOn } from '../../playground/progress.mts';
import { onShutdown } from '../../playground/shutdown.mts';

/** The temporary folder that holds everything. */
export const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-e2e-'));

onShutdown(async () => {
	await endAll();
	await rm(folder, { recursive: true, force: true });
	process.exit(130);
});

/** The packed package in n8n, as `npm start` has it. The first test file that asks has it started. */
export const playground: Playground = await startPlayground({
	folder,
	port: anyPort,
	progress: progressOn(process.stdout),
}).catch(async (error) => {
	await endAll();
	await rm(folder, { recursive: true, force: true });
	throw error;
});

after(async () => {
	await playground.stop();
	await rm(folder, { recursive: true, force: true });
});
