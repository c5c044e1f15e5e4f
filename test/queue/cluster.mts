/** n8n in queue mode: one main and two workers, over Redis and PostgreSQL, with the packed package. */
import { join } from 'node:path';
import { installN8n } from '../../playground/install.mts';
import { startN8n, type RunningN8n } from '../../playground/n8n.mts';
import { installCheckout } from '../../playground/pack.mts';
import { anyPort, host } from '../../playground/ports.mts';
import type { Progress } from '../../playground/progress.mts';
import { installServices, startPostgres, startRedis } from './services.mts';

const WORKERS = 2;
/** Executions that a worker runs at once. */
const CONCURRENCY = 5;

const settings = (redisPort: number, postgresPort: number): Record<string, string> => ({
	EXECUTIONS_MODE: 'queue',
	QUEUE_BULL_REDIS_HOST: host,
	QUEUE_BULL_REDIS_PORT: String(redisPort),
	DB_TYPE: 'postgresdb',
	DB_POSTGRESDB_HOST: host,
	DB_POSTGRESDB_PORT: String(postgresPort),
	DB_POSTGRESDB_DATABASE: 'postgres',
	DB_POSTGRESDB_USER: 'n8n',
	OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'false',
});

/**
 * Starts everything and resolves when it takes work. What it starts, `endAll` of
 * playground/processes.mts ends.
 * @param folder a temporary one that every user may enter
 * @returns the main process
 */
export async function startCluster(folder: string, progress: Progress): Promise<RunningN8n> {
	const userFolder = join(folder, 'n8n');
	const installed = await installN8n(progress);
	await installCheckout(userFolder, join(folder, 'package'), progress);
	await progress('Redis and PostgreSQL', () => installServices(folder));
	const redisPort = await startRedis(folder);
	const postgresPort = await startPostgres(join(folder, 'postgres'));
	const env = settings(redisPort, postgresPort);

	const main = await progress('Start n8n, main', async () =>
		startN8n(installed, userFolder, await anyPort(), { name: 'main', args: ['start'], env }),
	);
	// After the main: it makes the tables, and the key that all of them share
	await progress(`Start n8n, ${WORKERS} workers`, () =>
		Promise.all(
			Array.from({ length: WORKERS }, async (_, index) => {
				const port = await anyPort();
				return await startN8n(installed, userFolder, port, {
					name: `worker-${index + 1}`,
					args: ['worker', `--concurrency=${CONCURRENCY}`],
					env: {
						...env,
						QUEUE_HEALTH_CHECK_ACTIVE: 'true',
						QUEUE_HEALTH_CHECK_PORT: String(port),
						N8N_WORKER_SERVER_ADDRESS: host,
					},
				});
			}),
		),
	);
	return main;
}
