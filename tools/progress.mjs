// One line for every step, with the time it took; while it runs, the line counts on a terminal.
// Plain JavaScript: tools/install.mjs shows its progress on whatever Node the system has.

/**
 * Runs a step and shows it. Resolves or rejects as the work does.
 * @typedef {<T>(title: string, work: () => Promise<T>) => Promise<T>} Progress
 */

/**
 * Whole seconds below a minute (`7 s`), minutes and seconds above (`6:34 min`).
 * @param {number} milliseconds
 */
export function elapsed(milliseconds) {
	const seconds = Math.round(milliseconds / 1000);
	if (seconds < 60) return `${seconds} s`;
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}

/**
 * The line of a step that runs. One that is wider than the terminal could not be rewritten in place,
 * so the title is cut then; the time stays.
 * @param {string} title
 * @param {number} milliseconds
 * @param {number} columns of the terminal
 */
export function runningLine(title, milliseconds, columns) {
	const time = elapsed(milliseconds);
	const room = columns - `  … ${'  '}${time} `.length;
	const shown = title.length <= room ? title : `${title.slice(0, Math.max(0, room - 1))}…`;
	return `  … ${shown}  ${time}`;
}

/**
 * Progress on a stream. On a terminal the running step's line is rewritten every second; elsewhere
 * (a log, CI) a step says after five seconds, and then every half minute, that it is at work.
 * @param {NodeJS.WriteStream} stream
 * @returns {Progress}
 */
export function progressOn(stream) {
	return async (title, work) => {
		const began = performance.now();
		const rewrite = stream.isTTY ? '\r\x1b[K' : '';
		let seconds = 0;
		const tick = () => {
			const line = runningLine(
				title,
				performance.now() - began,
				stream.isTTY ? stream.columns : Infinity,
			);
			if (stream.isTTY) stream.write(rewrite + line);
			else if (seconds === 5 || (seconds > 0 && seconds % 30 === 0)) stream.write(`${line}\n`);
			seconds++;
		};
		const end = (/** @type {string} */ mark) =>
			stream.write(`${rewrite}  ${mark} ${title}  ${elapsed(performance.now() - began)}\n`);

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

/**
 * No output: for callers that say themselves what they do.
 * @type {Progress}
 */
export const silent = (_title, work) => work();
