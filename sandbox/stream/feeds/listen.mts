import type { ExchangeEvents, Events } from '../../exchange/events.mts';
import type { End } from '../topic.mts';

/** Listens until the end is called. */
export function listen<Name extends keyof ExchangeEvents>(
	events: Events,
	name: Name,
	listener: (...args: ExchangeEvents[Name]) => void,
): End {
	// EventEmitter's own types do not follow a name that is generic
	const untyped = events as unknown as NodeJS.EventEmitter;
	const heard = listener as (...args: unknown[]) => void;
	untyped.on(name, heard);
	return () => void untyped.off(name, heard);
}

/** Calls `work` at once, and later not before so many milliseconds have passed since the last call. */
export function throttled(ms: number, work: () => void): { trigger(): void; end: End } {
	let last = -Infinity;
	let waiting: NodeJS.Timeout | undefined;
	const run = () => {
		waiting = undefined;
		last = performance.now();
		work();
	};
	return {
		trigger() {
			if (waiting) return;
			const restMs = last + ms - performance.now();
			if (restMs <= 0) run();
			else waiting = setTimeout(run, restMs);
		},
		end: () => clearTimeout(waiting),
	};
}
