/** Somebody, or n8n, waits to hear whether there is a stream. */
import type { ExmoError } from '../../exmo/errors/errors';
import type { Lifetime } from './lifetime';

/** Tries that may fail: a single dropped connection is not worth an error. */
const MAX_TRIES = 2;

interface Waiting {
	resolve(): void;
	reject(error: unknown): void;
}

export class Startup {
	/** Resolves when the stream is there or has to be waited for, and at the end of the trigger. */
	readonly done: Promise<void>;
	private readonly insists: boolean;
	private readonly waiting: Waiting;
	private failed = 0;
	private isOver = false;

	/** @param insists whether a person waits, who has to be told; otherwise the stream keeps trying by itself */
	constructor(insists: boolean, life: Lifetime) {
		this.insists = insists;
		const { promise, ...waiting } = withResolvers();
		this.waiting = waiting;
		this.done = promise.finally(() => (this.isOver = true));
		life.onEnd(waiting.resolve);
	}

	get isUnderWay(): boolean {
		return !this.isOver;
	}

	succeed(): void {
		this.waiting.resolve();
	}

	fail(error: unknown): void {
		this.waiting.reject(error);
	}

	/** A try has failed. @param isEnough whether another one need not be waited for */
	tryFailed(error: ExmoError, isEnough: boolean): void {
		this.failed += 1;
		if (!this.insists) this.succeed();
		else if (isEnough || this.failed >= MAX_TRIES) this.fail(error);
	}

	/** It has taken too long. */
	timeOut(error: ExmoError): void {
		if (this.insists) this.fail(error);
		else this.succeed();
	}
}

/** `Promise.withResolvers`, which Node.js 20 has not. */
function withResolvers(): Waiting & { promise: Promise<void> } {
	let waiting!: Waiting;
	const promise = new Promise<void>((resolve, reject) => (waiting = { resolve, reject }));
	return { promise, ...waiting };
}
