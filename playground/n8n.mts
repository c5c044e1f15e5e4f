// A real n8n on this machine: its environment, its start, its end.
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InstalledN8n } from './install.mts';
import { anyPort, host } from './ports.mts';
import { endProgram, killProgram, lastLines, startProgram } from './processes.mts';

/** A running n8n. */
export interface RunningN8n {
	url: string;
	logFile: string;
	/** Resolves when n8n has ended, for whatever reason. */
	ended: Promise<unknown>;
	stop(): Promise<void>;
	/** SIGKILL, as a power cut: for tests of what is left. */
	kill(): void;
}

/** What n8n needs from the developer's environment; the rest (proxies, N8N_…, npm_…) stays out. */
const inherited = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TZ'];

/** Settings of n8n 2.41: reachable from this machine only, quiet, and calling nobody. */
const settings = {
	N8N_LISTEN_ADDRESS: host,
	N8N_HOST: host,
	N8N_SECURE_COOKIE: 'false', // sign-in works on plain http, which never leaves this machine
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_HIDE_USAGE_PAGE: 'true',
	N8N_DISABLED_MODULES: 'instance-ai,agents,chat-hub,mcp,mcp-registry,quick-connect,insights',
	N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '5',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
};

/** n8n's folder for community packages, inside its user folder. */
export const packagesFolder = (userFolder: string) => join(userFolder, '.n8n', 'nodes');

async function isReady(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz/readiness`)).ok;
	} catch {
		return false; // not listening yet
	}
}

/** What one process of n8n does; one that does everything, unless n8n is spread over several. */
export interface Role {
	/** The name of its log file. */
	name: string;
	/** n8n's command and flags. */
	args: string[];
	/** Settings beyond the usual ones. */
	env: Record<string, string>;
}

const everything: Role = { name: 'n8n', args: ['start'], env: {} };

/**
 * Starts n8n and resolves when it is ready.
 * @param userFolder holds everything that n8n keeps: database, key, packages, caches
 * @param port where it says whether it is ready, and where its editor is
 * @throws a sentence with the end of n8n's log when it ends before it is ready, or is not ready in 5 minutes
 */
export async function startN8n(
	n8n: InstalledN8n,
	userFolder: string,
	port: number,
	role: Role = everything,
): Promise<RunningN8n> {
	const temporary = join(userFolder, 'tmp');
	await mkdir(temporary, { recursive: true });
	const url = `http://${host}:${port}`;
	const logFile = join(userFolder, `${role.name}.log`);
	const env: NodeJS.ProcessEnv = {
		...Object.fromEntries(inherited.map((name) => [name, process.env[name]])),
		...settings,
		N8N_USER_FOLDER: userFolder,
		TMPDIR: temporary,
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		N8N_RUNNERS_BROKER_PORT: String(await anyPort()),
		...role.env,
	};
	const preload = fileURLToPath(new URL('endWithParent.mjs', import.meta.url));
	const child = startProgram(n8n.node, ['--import', preload, n8n.bin, ...role.args], {
		cwd: userFolder,
		env,
		logFile,
		channel: true,
	});
	const ended = once(child, 'exit');

	const giveUpAt = Date.now() + 300_000;
	while (!(await isReady(url))) {
		const hasEnded = child.exitCode !== null || child.signalCode !== null;
		if (hasEnded || Date.now() > giveUpAt) {
			await endProgram(child);
			const what = hasEnded
				? 'n8n ended before it was ready'
				: 'n8n was not ready within 5 minutes';
			throw new Error(`${what}. The end of its log:\n${lastLines(logFile)}`);
		}
		await new Promise((resolve) => setTimeout(resolve, 200));
	}
	return { url, logFile, ended, stop: () => endProgram(child), kill: () => killProgram(child) };
}
