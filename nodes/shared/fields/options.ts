/**
 * A collection of options, as filled in. An option that was added is there for a reason: it limits what
 * leaves the account, or says how. So one that gives nothing (an expression on a field that an item
 * does not have) is refused; it never counts as not added. The values cannot be reached but through
 * this class.
 */
import type { INodeProperties } from 'n8n-workflow';

import type { Decimal } from '../../../exmo/money/decimal';
import { instantOf } from './dates';
import { choiceOf, type ChoiceField } from './choiceField';
import { textOf } from './fieldTexts';
import { InvalidInput } from '../errors/nodeErrors';
import { isBlank, readNumber, readPositive, readWhole } from './numbers';
import { fieldText, toPair } from './texts';

export class Options {
	readonly #values: ReadonlyMap<string, unknown>;
	readonly #fields: readonly INodeProperties[];
	readonly #timeZone: string;

	/**
	 * @param collection the field, with all that can be added
	 * @throws InvalidInput, naming the option, when one was added and is empty
	 */
	constructor(values: object, collection: INodeProperties | undefined, timeZone: string) {
		this.#values = new Map(
			Object.entries(values).map(([name, value]) => [name, withoutPicker(value)]),
		);
		this.#fields = (collection?.options ?? []) as INodeProperties[];
		this.#timeZone = timeZone;
		for (const [name, value] of this.#values) {
			if (!isBlank(value)) continue;
			throw new InvalidInput(
				`${this.#labelOf(name)} was added to ${collection?.displayName ?? 'Options'} and is empty. Fill it in, or remove it.`,
			);
		}
	}

	get isEmpty(): boolean {
		return this.#values.size === 0;
	}

	/** What was filled in; undefined only when the option was not added. */
	value(name: string): unknown {
		return this.#values.get(name);
	}

	text(name: string): string | undefined {
		return this.#read(name, (value) => fieldText(this.#labelOf(name), value));
	}

	/** @throws InvalidInput for anything but a decimal above zero */
	positiveDecimal(name: string): Decimal | undefined {
		return this.#read(name, (value) => readPositive(textOf(this.#fields, name), value));
	}

	/** A number that counts something other than money. @throws InvalidInput */
	number(name: string, min: number, max: number): number | undefined {
		return this.#read(name, (value) => readNumber(textOf(this.#fields, name), value, min, max));
	}

	/** @throws InvalidInput */
	whole(name: string, min: number, max?: number): number | undefined {
		return this.#read(name, (value) => readWhole(textOf(this.#fields, name), value, min, max));
	}

	/** One of the values that the editor offers. @throws InvalidInput for any other */
	choice<T extends string>(field: ChoiceField<T>): T | undefined {
		return this.#read(field.name, (value) => choiceOf(field, fieldText(field.displayName, value)));
	}

	/** @throws InvalidInput when it is not two currencies */
	pair(name: string): string | undefined {
		return this.#read(name, (value) => toPair(fieldText(this.#labelOf(name), value)));
	}

	/** A date as unix seconds. @throws InvalidInput */
	seconds(name: string): number | undefined {
		return this.#read(name, (value) => instantOf(value, this.#labelOf(name), this.#timeZone));
	}

	#labelOf(name: string): string {
		return textOf(this.#fields, name).label;
	}

	#read<T>(name: string, read: (value: unknown) => T): T | undefined {
		return this.#values.has(name) ? read(this.#values.get(name)) : undefined;
	}
}

/** What a picker inside a collection holds; n8n takes the value out of other pickers only. */
export const withoutPicker = (value: unknown): unknown =>
	typeof value === 'object' && value !== null && '__rl' in value
		? (value as { value?: unknown }).value
		: value;
