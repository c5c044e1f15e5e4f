// Everything ends when this process is asked to end, or when whoever started it is gone.
import { execFileSync } from 'node:child_process';
import { killAll } from './processes.mts';
import { isAlive } from './turn.mts';

/**
 * The processes between the person and this one: npm (its shell has made way), in some scripts gulp.
 * npm may be ended without passing the signal on; its end is then what is left to notice.
 */
function launchers(): number[] {
	if (process.env.npm_lifecycle_event === undefined) return [process.ppid];
	const columns = ['-o', 'ppid=', '-o', 'args=', '-p', String(process.ppid)];
	const [above, ...command] = execFileSync('ps', columns, { encoding: 'utf8' }).trim().split(/\s+/);
	const isGulp = command.some((word) => /(^|\/)gulp(\.js)?$/.test(word));
	return isGulp ? [process.ppid, Number(above)] : [process.ppid];
}

/**
 * Calls `shutdown` once: on Ctrl-C (SIGINT), SIGTERM, when the terminal closes (SIGHUP), or when a
 * launcher has ended. A second Ctrl-C, a second or more later, ends everything without waiting.
 */
export function onShutdown(shutdown: (why: string) => void): void {
	let askedAt = 0;
	const ask = (why: string) => {
		if (askedAt === 0) {
			askedAt = Date.now();
			shutdown(why);
		} else if (why !== 'launcher' && Date.now() - askedAt > 1_000) {
			killAll();
			process.exit(1);
		}
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => ask(signal));
	}
	const chain = launchers();
	setInterval(() => chain.every(isAlive) || ask('launcher'), 500).unref();
}
