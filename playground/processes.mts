// Programs that are started here, each in a process group of its own, so that one call ends a
// program together with everything that it has started in turn.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What runs, and how many milliseconds it gets to end when asked to. */
const running = new Map<ChildProcess, number>();
let ending = false;

export interface ProgramOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	/** Receives stdout and stderr. */
	logFile: string;
	/** How many milliseconds the program gets to end by itself when everything is stopped. */
	patience?: number;
	/** Opens a channel to the program, so that it can see this process end. */
	channel?: boolean;
}

/** Starts a program. Its output goes to the log file; it reads nothing from the terminal. */
export function startProgram(
	command: string,
	args: string[],
	options: ProgramOptions,
): ChildProcess {
	if (ending) throw new Error(`${command} is not started: everything is being stopped.`);
	mkdirSync(dirname(options.logFile), { recursive: true });
	const log = openSync(options.logFile, 'w');
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		detached: true, // a process group of its own
		stdio: options.channel ? ['ignore', log, log, 'ipc'] : ['ignore', log, log],
	});
	closeSync(log);
	running.set(child, options.patience ?? 8_000);
	const forget = () => groupLives(child) || running.delete(child);
	child.once('exit', forget);
	child.once('error', forget);
	return child;
}

/**
 * Runs a program to its end.
 * @throws a sentence with the last lines of its output when it does not end with 0
 */
export async function runProgram(
	command: string,
	args: string[],
	options: ProgramOptions,
): Promise<void> {
	const child = startProgram(command, args, { patience: 500, ...options });
	const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
	if (code === 0) return;
	throw new Error(
		`\`${[command, ...args].join(' ')}\` ended with ${signal ?? `code ${code}`}.\n${lastLines(options.logFile)}`,
	);
}

/** The end of a log file, indented, and where the rest of it is. */
export function lastLines(logFile: string, count = 20): string {
	const lines = stripVTControlCharacters(readFileSync(logFile, 'utf8'))
		.split('\n')
		.filter((line) => /\w/.test(line));
	const end = lines.slice(-count).map((line) => `    ${line}`);
	return [...end, `  The whole log: ${logFile}`].join('\n');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals | 0): boolean {
	if (child.pid === undefined) return false;
	try {
		return process.kill(-child.pid, signal);
	} catch {
		return false; // nobody is left in the group
	}
}

const groupLives = (child: ChildProcess) => signalGroup(child, 0);

async function groupGone(child: ChildProcess, withinMs: number): Promise<boolean> {
	const giveUpAt = Date.now() + withinMs;
	while (groupLives(child)) {
		if (Date.now() > giveUpAt) return false;
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return true;
}

/** Ends a program and all that it started: asks, waits for the whole group, then insists. */
export async function endProgram(child: ChildProcess): Promise<void> {
	signalGroup(child, 'SIGTERM');
	if (!(await groupGone(child, running.get(child) ?? 0))) {
		signalGroup(child, 'SIGKILL');
		// Bounded: where the first process does not collect orphans, dead ones still count as living.
		await groupGone(child, 2_000);
	}
	running.delete(child);
}

/** Ends a program and all that it started at once, without asking. */
export function killProgram(child: ChildProcess): void {
	signalGroup(child, 'SIGKILL');
	running.delete(child);
}

/** Ends every program started here; none can be started afterwards. */
export async function endAll(): Promise<void> {
	ending = true;
	await Promise.all([...running.keys()].map(endProgram));
}

/** The last resort, for a second Ctrl-C: no waiting. */
export function killAll(): void {
	ending = true;
	for (const child of running.keys()) signalGroup(child, 'SIGKILL');
}
