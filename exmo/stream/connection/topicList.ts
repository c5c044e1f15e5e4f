/**
 * The topics of a connection, and which of them EXMO has confirmed. A topic may have two names: which
 * of them a frame has, and which can be subscribed to, is not known (exmo-api/WEBSOCKET.md 4.8).
 */
export class TopicList {
	private readonly firstName: string;
	private readonly otherName?: string;
	/** By the names that are subscribed to. */
	private names: readonly string[];
	private readonly missing = new Set<string>();
	private hasTriedOther = false;

	/** @param otherName of the topic, where it is the only one and has two names */
	constructor(names: readonly string[], otherName?: string) {
		this.names = names;
		this.firstName = names[0];
		this.otherName = otherName;
	}

	get all(): readonly string[] {
		return this.names;
	}

	get unconfirmed(): readonly string[] {
		return [...this.missing];
	}

	/** A subscription to all of them begins. */
	begin(): void {
		for (const name of this.names) this.missing.add(name);
	}

	/** @returns whether all are confirmed now */
	confirm(name: string): boolean {
		this.missing.delete(name);
		const other = this.otherOf(name);
		if (other !== undefined) this.missing.delete(other);
		if (this.missing.size > 0) return false;
		this.hasTriedOther = false;
		return true;
	}

	/** Those that are not confirmed and stand in a text, by either name. */
	namedIn(text: string): string[] {
		const isNamed = (name: string | undefined) => text.includes(` ${name} `);
		return this.unconfirmed.filter((name) => isNamed(name) || isNamed(this.otherOf(name)));
	}

	/** Takes the topic's other name, once. @returns whether there was one to try */
	tryOtherName(): boolean {
		const other = this.otherOf(this.names[0]);
		if (this.hasTriedOther || this.names.length !== 1 || other === undefined) return false;
		this.hasTriedOther = true;
		this.names = [other];
		this.missing.clear();
		return true;
	}

	/** Whichever of the two is given. */
	private otherOf(name: string): string | undefined {
		if (name === this.otherName) return this.firstName;
		return name === this.firstName ? this.otherName : undefined;
	}
}
