/** A watch as n8n runs it: polls that may fail, and restarts that remember what was last saved. */

interface Poll<State> {
	readonly state: State;
	readonly found: readonly string[];
}

export class Watcher<State> {
	/** What was emitted, in order. */
	readonly emitted: string[] = [];
	private readonly read: (state: State | undefined) => Promise<Poll<State>>;
	private state?: string;
	/** n8n saves the state only when something is emitted, and at the activation. */
	private saved?: string;

	constructor(read: (state: State | undefined) => Promise<Poll<State>>) {
		this.read = read;
	}

	/** Whether it went through. */
	async poll(): Promise<boolean> {
		try {
			const before = this.state === undefined ? undefined : (JSON.parse(this.state) as State);
			const { state, found } = await this.read(before);
			this.state = JSON.stringify(state);
			if (found.length > 0 || before === undefined) this.saved = this.state;
			this.emitted.push(...found);
			return true;
		} catch (error) {
			if (error instanceof BrokenOff) return false;
			throw error;
		}
	}

	restart(): void {
		this.state = this.saved;
	}

	get stateSize(): number {
		return this.state?.length ?? 0;
	}
}

/** A request that a test lets fail. */
export class BrokenOff extends Error {}
