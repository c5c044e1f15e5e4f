/** A watch as n8n runs it: polls that may fail, and restarts that remember what was last saved. */

interface Look<State> {
	readonly state: State;
	readonly found: readonly string[];
}

export class Watcher<State> {
	/** What was emitted, in order. */
	readonly emitted: string[] = [];
	private readonly look: (state: State | undefined) => Promise<Look<State>>;
	private state?: string;
	/** n8n saves the state only when something is emitted, and at the activation. */
	private saved?: string;

	constructor(look: (state: State | undefined) => Promise<Look<State>>) {
		this.look = look;
	}

	/** Whether it went through. */
	async poll(): Promise<boolean> {
		try {
			const before = this.state === undefined ? undefined : (JSON.parse(this.state) as State);
			const { state, found } = await this.look(before);
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
