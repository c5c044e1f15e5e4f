/**
 * The stream trigger's sockets and timers, watched: what a test waits for to happen, and what is left
 * when all should be over.
 */
import { EventEmitter, once } from 'node:events';

/** What can be waited for: a socket is made, it says something, or it hears something. */
export type Moment =
	| 'opening'
	| 'closed'
	| `send ${'login' | 'subscribe'}`
	| `hear ${'info' | 'logged_in' | 'subscribed' | 'snapshot'}`;

export class WatchedSockets {
	readonly made: WebSocket[] = [];
	private readonly timers = new Map<unknown, string>();
	private readonly open = new Set<WebSocket>();
	private readonly moments = new EventEmitter();
	private restore = () => {};

	/** From now on. */
	watch(): void {
		const { WebSocket: Real, setTimeout: set, clearTimeout: clear } = globalThis;
		const note = (moment: string) => void this.moments.emit(moment);
		const { made, open, timers } = this;
		globalThis.WebSocket = class extends Real {
			constructor(...args: ConstructorParameters<typeof WebSocket>) {
				super(...args);
				made.push(this);
				open.add(this);
				// Before the trigger's own listener: what it does about it has not happened yet
				this.addEventListener('message', ({ data }) =>
					note(`hear ${(JSON.parse(String(data)) as { event: string }).event}`),
				);
				this.addEventListener('close', () => {
					open.delete(this); // Node's `readyState` is no help: 2 after a close while connecting
					note('closed');
				});
				note('opening');
			}

			override send(text: string): void {
				super.send(text);
				note(`send ${(JSON.parse(text) as { method: string }).method}`);
			}
		};
		globalThis.setTimeout = ((act: () => void, ms: number) => {
			const timer = set(() => {
				timers.delete(timer);
				act();
			}, ms);
			const { stack = '' } = new Error();
			if (stack.includes('ExmoStreamTrigger')) timers.set(timer, `${ms} ms ${stack}`);
			return timer;
		}) as typeof set;
		globalThis.clearTimeout = ((timer: Parameters<typeof clear>[0]) => {
			timers.delete(timer);
			clear(timer);
		}) as typeof clear;
		this.restore = () =>
			Object.assign(globalThis, { WebSocket: Real, setTimeout: set, clearTimeout: clear });
	}

	unwatch(): void {
		this.restore();
		this.made.length = 0;
		this.open.clear();
		this.timers.clear();
	}

	async moment(moment: Moment): Promise<void> {
		await once(this.moments, moment);
	}

	/** What the trigger still has: sockets that are not closed, timers that will fire. */
	get left(): { sockets: number; timers: string[] } {
		return { sockets: this.open.size, timers: [...this.timers.values()] };
	}
}
