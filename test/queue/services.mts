/** Redis and PostgreSQL for n8n's queue mode: own ones, on free ports, in a temporary folder. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyPort, host } from '../../playground/ports.mts';
import { runProgram, startProgram } from '../../playground/processes.mts';

/** Debian's packages, and the program by which one is known to be there. */
const PACKAGES = { 'redis-server': redisServer, postgresql: postgresFolder } as const;

function redisServer(): string | undefined {
	return ['/usr/bin/redis-server', '/usr/local/bin/redis-server'].find(existsSync);
}

/** Where PostgreSQL's programs are: Debian keeps them out of the PATH, a folder for each version. */
function postgresFolder(): string | undefined {
	const versions = '/usr/lib/postgresql';
	if (!existsSync(versions)) return undefined;
	const newest = readdirSync(versions).sort((a, b) => Number(b) - Number(a))[0];
	return newest && join(versions, newest, 'bin');
}

const isRoot = () => process.getuid?.() === 0;

/** Installs what is missing. @throws a sentence when it is not for us to install */
export async function installServices(folder: string): Promise<void> {
	const missing = Object.entries(PACKAGES)
		.filter(([, find]) => find() === undefined)
		.map(([name]) => name);
	if (missing.length === 0) return;
	if (!isRoot() || !existsSync('/usr/bin/apt-get')) {
		throw new Error(`Install ${missing.join(' and ')} first (Debian's names), then try again.`);
	}
	const logFile = join(folder, 'apt.log');
	const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
	const install = ['install', '-y', '--no-install-recommends', ...missing];
	await runProgram('apt-get', ['update'], { cwd: folder, env, logFile });
	await runProgram('apt-get', install, { cwd: folder, env, logFile });
}

/** Resolves when `isReady` does not fail any more. @throws a sentence after half a minute */
async function untilReady(what: string, isReady: () => Promise<unknown>): Promise<void> {
	for (let giveUpAt = Date.now() + 30_000; ; ) {
		try {
			return void (await isReady());
		} catch {
			if (Date.now() > giveUpAt) throw new Error(`${what} was not ready within 30 seconds.`);
			await sleep(100);
		}
	}
}

const listens = (port: number) =>
	new Promise<void>((resolve, reject) => {
		const socket = connect(port, host, () => {
			socket.end();
			resolve();
		});
		socket.once('error', reject);
	});

/** @returns its port */
export async function startRedis(folder: string): Promise<number> {
	const port = await anyPort();
	const nothingKept = ['--save', '', '--appendonly', 'no', '--dir', folder];
	const program = redisServer() as string;
	startProgram(program, ['--port', String(port), '--bind', host, ...nothingKept], {
		cwd: folder,
		logFile: join(folder, 'redis.log'),
	});
	await untilReady('Redis', () => listens(port));
	return port;
}

/** PostgreSQL refuses root: then everything of it is user postgres's. */
const asPostgres = (program: string, args: string[]): [string, string[]] =>
	isRoot() ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, args];

/**
 * Makes a cluster of its own and starts it.
 * @param folder has to be below a folder that every user may enter
 * @returns its port; database `postgres`, user `n8n`, no password
 */
export async function startPostgres(folder: string): Promise<number> {
	const bin = postgresFolder() as string;
	const port = await anyPort();
	await mkdir(folder, { recursive: true });
	if (isRoot()) {
		const uid = Number(execFileSync('id', ['-u', 'postgres'], { encoding: 'utf8' }));
		await chown(folder, uid, -1);
	}
	const data = join(folder, 'data');
	const options = (name: string) => ({ cwd: folder, logFile: `${folder}-${name}.log` });
	const initdb = ['-D', data, '-U', 'n8n', '-A', 'trust', '--no-sync'];
	await runProgram(...asPostgres(join(bin, 'initdb'), initdb), options('initdb'));
	const settings = [
		['listen_addresses', host],
		['port', String(port)],
		['unix_socket_directories', ''],
		['max_connections', '100'],
		['fsync', 'off'],
	].flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	startProgram(...asPostgres(join(bin, 'postgres'), ['-D', data, ...settings]), options('server'));
	const ask = ['-h', host, '-p', String(port), '-U', 'n8n', '-d', 'postgres'];
	await untilReady('PostgreSQL', () => runProgram(join(bin, 'pg_isready'), ask, options('ready')));
	return port;
}
