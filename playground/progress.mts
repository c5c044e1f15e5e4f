// One line for every step, with the time it took; while it runs, the line counts on a terminal.

/** Runs a step and shows it. Resolves or rejects as the work does. */
export type Progress = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** Whole seconds below a minute (`7 s`), minutes and seconds above (`6:34 min`). */
export function elapsed(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

/**
 * Progress on a stream. On a terminal the running step's line is rewritten every second; elsewhere
 * (a log, CI) a step says after five seconds, and then every half minute, that it is at work.
 */
export function progressOn(stream: NodeJS.WriteStream): Progress {
	return async (title, work) => {
		const began = Date.now();
		const line = (mark: string) => `  ${mark} ${title}  ${elapsed(Date.now() - began)}`;
		const rewrite = stream.isTTY ? '\r\x1b[K' : '';
		let seconds = 0;
		const tick = () => {
			if (stream.isTTY) stream.write(`${rewrite}${line('…')}`);
			else if (seconds === 5 || (seconds > 0 && seconds % 30 === 0)) stream.write(`${line('…')}\n`);
			seconds++;
		};
		const end = (mark: string) => stream.write(`${rewrite}${line(mark)}\n`);

		tick();
		const timer = setInterval(tick, 1_000);
		try {
			const result = await work();
			end('✓');
			return result;
		} catch (error) {
			end('✗');
			throw error;
		} finally {
			clearInterval(timer);
		}
	};
}

/** No output: for callers that say themselves what they do. */
export const silent: Progress = (_title, work) => work();
