/**
 * From the start of something to its end. The end may come at any moment, in the middle of the start
 * too: every step goes through `step`, and after the end none goes on.
 */
import { sleep } from 'n8n-workflow';

import { ExmoError } from '../../exmo/errors/errors';

/** Thrown by a step when the end has come: nothing that follows it may happen. */
export class Ended extends ExmoError {
	override readonly name = 'Ended';

	constructor() {
		super({
			title: 'The stream has ended',
			advice: 'Nothing follows.',
			kind: 'network',
			effect: 'none',
		});
	}
}

export class Lifetime {
	private readonly controller = new AbortController();

	/** @param within ends this one, too */
	constructor(within?: Lifetime) {
		if (within?.isOver) this.end();
		within?.signal.addEventListener('abort', () => this.end(), {
			once: true,
			signal: this.controller.signal,
		});
	}

	get signal(): AbortSignal {
		return this.controller.signal;
	}

	get isOver(): boolean {
		return this.signal.aborted;
	}

	/** May be called more than once. */
	end(): void {
		this.controller.abort();
	}

	/** Is called once, at the end; at once if that has been. */
	onEnd(act: () => void): void {
		if (this.isOver) act();
		else this.signal.addEventListener('abort', act, { once: true });
	}

	/** What the work gives, unless the end comes first. @throws Ended, and whatever the work throws */
	async step<T>(work: () => Promise<T>): Promise<T> {
		if (this.isOver) throw new Ended();
		return await new Promise<T>((resolve, reject) => {
			const stop = () => reject(new Ended());
			this.signal.addEventListener('abort', stop, { once: true });
			work()
				.then(resolve, reject)
				.finally(() => this.signal.removeEventListener('abort', stop));
		});
	}

	/** @throws Ended */
	async sleep(ms: number): Promise<void> {
		// An n8n of which `sleep` takes no signal lets the timer run out; nobody listens to it any more
		await this.step(async () => await sleep(ms, this.signal));
	}
}
