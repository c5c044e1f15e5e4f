// The whole playground in one call: n8n with the packed package, beside the sandbox exchange, with
// an owner account, the sandbox credential and the example workflows in it.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MarketName } from '../sandbox/market/market.mts';
import { startSandbox, type Sandbox } from '../sandbox/server.mts';
import { createOwner, newAccount, signIn, type Account } from './account.mts';
import { credentialName, putCredentials, putExamples, type CredentialIds } from './examples.mts';
import { installN8n } from './install.mts';
import { startN8n, type RunningN8n } from './n8n.mts';
import { installCheckout } from './pack.mts';
import { host } from './ports.mts';
import type { Progress } from './progress.mts';
import { restOf, type Rest } from './rest.mts';
import { takeLock } from './turn.mts';

export interface PlaygroundOptions {
	/** Where everything is kept between two starts. */
	folder: string;
	/** Chooses a port. @param forWhat who will listen on it, for the sentence when another one is taken */
	port: (wanted: number, forWhat: string) => Promise<number>;
	progress: Progress;
	/** The sandbox's market. */
	market?: MarketName;
}

/** This folder's playground is there already. */
export class AlreadyRunning extends Error {
	readonly pid: number;

	constructor(folder: string, pid: number) {
		super(`The playground in ${folder} is already running, as process ${pid}.`);
		this.pid = pid;
	}
}

/** What a playground remembers from one start to the next. */
interface Memory {
	account: Account;
	/** Of the credential that may do everything. */
	credentialId: string;
	/** Of all credentials that the examples name. */
	credentialIds: CredentialIds;
	/** n8n's ids of the example workflows, by name. */
	workflowIds: Record<string, string>;
}

/** A running playground. */
export interface Playground extends Memory {
	n8n: RunningN8n;
	sandbox: Sandbox;
	/** A signed-in session with n8n. */
	rest: Rest;
	stop(): Promise<void>;
}

/** First start: account, credentials, examples. Later ones: sign in, point the credentials at the sandbox, and add what is new. */
async function furnish(
	rest: Rest,
	sandbox: Sandbox,
	memoryFile: string,
	market: MarketName | undefined,
): Promise<Memory> {
	const memory: Partial<Memory> = existsSync(memoryFile)
		? JSON.parse(await readFile(memoryFile, 'utf8'))
		: {};
	const account = memory.account ?? newAccount();
	if (memory.account) await signIn(rest, account, memoryFile);
	else await createOwner(rest, account);

	const known =
		memory.credentialIds ?? (memory.credentialId ? { [credentialName]: memory.credentialId } : {});
	const credentialIds = await putCredentials(rest, sandbox, market, known);
	const workflowIds = await putExamples(rest, sandbox, credentialIds, memory.workflowIds);
	return { account, credentialId: credentialIds[credentialName], credentialIds, workflowIds };
}

/**
 * Starts everything and resolves when it can be used.
 * @throws a sentence when a step does not succeed, or when this folder's playground already runs
 */
export async function startPlayground(options: PlaygroundOptions): Promise<Playground> {
	const { folder, progress, market } = options;
	const userFolder = join(folder, 'n8n');
	const memoryFile = join(folder, 'playground.json');
	const lockFile = join(folder, 'running.lock');

	await mkdir(folder, { recursive: true });
	const holder = await takeLock(lockFile);
	if (holder !== undefined) throw new AlreadyRunning(folder, holder);
	// An n8n that was left before its account was made cannot be signed in to: it starts anew.
	if (!existsSync(memoryFile)) await rm(userFolder, { recursive: true, force: true });

	const installed = await installN8n(progress);
	await installCheckout(userFolder, join(folder, 'package'), progress);
	const sandboxPort = await options.port(8080, 'the sandbox exchange');
	const indirectPair = market === 'winddown';
	const sandbox = await startSandbox({ port: sandboxPort, host, market, indirectPair });
	const port = await options.port(5678, 'n8n');
	const n8n = await progress(`Start n8n ${installed.version}`, () =>
		startN8n(installed, userFolder, port),
	);
	const rest = restOf(n8n.url);
	const memory = await furnish(rest, sandbox, memoryFile, market);
	await writeFile(memoryFile, JSON.stringify(memory, null, '\t'), { mode: 0o600 });

	const stop = async () => {
		await Promise.all([n8n.stop(), sandbox.stop()]);
		await rm(lockFile, { force: true });
	};
	return { ...memory, n8n, sandbox, rest, stop };
}
