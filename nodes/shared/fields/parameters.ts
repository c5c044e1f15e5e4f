/** The fields of an item or of a trigger, read into what EXMO understands; whatever cannot be is refused before anything is sent. */
import type {
	IExecuteFunctions,
	INodeProperties,
	IPollFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';

import { typedCode } from '../../../exmo/market/codes';
import type { Decimal } from '../../../exmo/money/decimal';
import { DEFAULT_WAITS, type Waits } from '../exchange/client';
import { instantOf } from './dates';
import { choiceOf, type ChoiceField } from './choiceField';
import { textOf } from './fieldTexts';
import { InvalidInput } from '../errors/nodeErrors';
import { isBlank, readNotNegative, readPositive, readWhole, type FieldText } from './numbers';
import { Options, withoutPicker } from './options';
import { fieldText, isCode, toPair } from './texts';

export { choice } from './texts';

const DAY_SECONDS = 86_400;

/** A node's fields, wherever n8n has them from. */
abstract class Parameters {
	/** The definitions of the fields, for what errors call them. */
	protected abstract readonly fields: readonly INodeProperties[];
	/** @param otherwise for a field that the node does not have; never an expression's result */
	protected abstract raw(name: string, otherwise?: unknown): unknown;
	protected abstract timeZone(): string;

	/** @throws InvalidInput for what is no text */
	text(name: string): string {
		return fieldText(this.labelOf(name), this.raw(name));
	}

	/** @throws InvalidInput when empty */
	requiredText(name: string, label = this.labelOf(name)): string {
		const text = this.text(name);
		if (text === '') throw new InvalidInput(`${label} is empty.`);
		return text;
	}

	/**
	 * A text that may be empty, of an operation that writes: empty has to be meant.
	 * @throws InvalidInput when an expression gives nothing
	 */
	meantText(name: string, label = this.labelOf(name)): string {
		const raw = this.raw(name);
		if (raw !== undefined && raw !== null) return fieldText(label, raw);
		throw new InvalidInput(
			`The expression of ${label} gives nothing (${String(raw)}). Where there is none, let it give an empty text, e.g. {{ $json.name ?? "" }}.`,
		);
	}

	/** A switch: one that is neither on nor off is not taken for off. @throws InvalidInput */
	flag(name: string): boolean {
		const raw = this.raw(name);
		const text = typeof raw === 'object' ? '' : String(raw);
		if (text === 'true' || text === 'false') return text === 'true';
		const label = this.labelOf(name);
		throw new InvalidInput(
			`${label} ${isBlank(raw) ? 'is empty' : `${text === '' ? 'holds what' : `"${text}"`} is neither true nor false`}. Let its expression give true or false.`,
		);
	}

	/** A pair as EXMO writes it. @throws InvalidInput when empty or not two currencies */
	pair(name = 'pair'): string {
		return toPair(this.requiredText(name));
	}

	/** Several values: a list, or a text with commas between them. */
	list(name: string): string[] {
		const raw = this.raw(name);
		const label = this.labelOf(name);
		const texts = Array.isArray(raw)
			? raw.map((one) => fieldText(label, one))
			: fieldText(label, raw).split(',');
		return texts.map((text) => text.trim()).filter((text) => text !== '');
	}

	/**
	 * Several pairs: a list, or a text with commas, spaces or line breaks between them; each once.
	 * @throws InvalidInput for what is no pair
	 */
	pairs(name = 'pairs'): string[] {
		const raw = this.raw(name);
		const label = this.labelOf(name);
		const texts = Array.isArray(raw)
			? raw.map((one) => fieldText(label, one))
			: fieldText(label, raw).split(/[,;\s]+/);
		return [...new Set(texts.filter((text) => text.trim() !== '').map(toPair))];
	}

	/** One of the values that the editor offers. @throws InvalidInput for any other */
	choice<T extends string>(field: ChoiceField<T>): T {
		return choiceOf(field, this.text(field.name));
	}

	/** A currency code. @throws InvalidInput when empty or not letters and digits */
	currency(name = 'currency', label = this.labelOf(name)): string {
		const currency = typedCode(this.requiredText(name, label));
		if (!isCode(currency)) {
			throw new InvalidInput(`"${currency}" is not a currency code. Write it like USDC.`);
		}
		return currency;
	}

	/** A decimal above zero. @throws InvalidInput */
	positiveDecimal(name: string, label = this.labelOf(name)): Decimal {
		return readPositive(this.textOf(name, label), this.raw(name));
	}

	/** A decimal of zero or more; an empty field is zero. @throws InvalidInput */
	decimalFromZero(name: string, label = this.labelOf(name)): Decimal {
		return readNotNegative(this.textOf(name, label), this.raw(name));
	}

	/** @throws InvalidInput */
	whole(name: string, min: number, max?: number): number {
		return readWhole({ label: this.labelOf(name) }, this.raw(name), min, max);
	}

	/** The rows of a fixed collection, each field as text. @throws InvalidInput for what is no text */
	rows(name: string, part: string): Array<Record<string, string>> {
		const rows = this.collection(name)[part];
		const label = this.labelOf(name);
		return (Array.isArray(rows) ? rows : []).map((row: Record<string, unknown>) =>
			Object.fromEntries(
				Object.entries(row ?? {}).map(([field, value]) => [field, fieldText(label, value)]),
			),
		);
	}

	/** The collection named `name`. @throws InvalidInput when something was added to it and is empty */
	options(name = 'options'): Options {
		const collection = this.fields.find((field) => field.name === name);
		return new Options(this.collection(name), collection, this.timeZone());
	}

	/** Filters of a list: one that was added and left empty is none. */
	filter(collection: string, name: string): string {
		return fieldText(name, withoutPicker(this.collection(collection)[name]));
	}

	/** How many results are wanted: Infinity for Return All. @throws InvalidInput */
	limit(): number {
		return this.flag('returnAll') ? Infinity : this.whole('limit', 1);
	}

	/** A date field as unix seconds, or undefined when empty. @throws InvalidInput */
	seconds(name: string, label = this.labelOf(name)): number | undefined {
		const raw = this.raw(name);
		return isBlank(raw) ? undefined : instantOf(raw, label, this.timeZone());
	}

	/** The longest waits that Options allow. @throws InvalidInput */
	waits(): Waits {
		const options = this.options();
		const milliseconds = (name: string, label: string, otherwise: number) => {
			const value = options.value(name);
			if (value === undefined) return otherwise;
			const seconds = ['string', 'number'].includes(typeof value) ? Number(value) : NaN;
			if (!(seconds > 0)) throw new InvalidInput(`${label} has to be a number of seconds above 0.`);
			if (seconds > DAY_SECONDS) throw new InvalidInput(`${label} is longer than a day.`);
			return seconds * 1000;
		};
		return {
			answerMs: milliseconds('responseTimeout', 'Response Timeout', DEFAULT_WAITS.answerMs),
			queueMs: milliseconds('queueTimeout', 'Queue Timeout', DEFAULT_WAITS.queueMs),
		};
	}

	/** What errors call a field: without the sign of its unit. */
	private labelOf(name: string): string {
		return textOf(this.fields, name).label.replace(/ \(%\)$/, '');
	}

	private textOf(name: string, label: string): FieldText {
		return { ...textOf(this.fields, name), label };
	}

	private collection(name: string): Record<string, unknown> {
		const raw = this.raw(name, {});
		if (typeof raw === 'object' && raw !== null) return raw as Record<string, unknown>;
		throw new InvalidInput(`${this.labelOf(name)} cannot be read.`);
	}
}

/** The fields as filled in for one item. */
export class ItemParameters extends Parameters {
	private readonly context: IExecuteFunctions;
	readonly itemIndex: number;
	protected override readonly fields: readonly INodeProperties[];

	constructor(context: IExecuteFunctions, itemIndex: number, fields: readonly INodeProperties[]) {
		super();
		this.context = context;
		this.itemIndex = itemIndex;
		this.fields = fields;
	}

	protected override raw(name: string, otherwise: unknown = ''): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, otherwise, { extractValue: true });
	}

	protected override timeZone(): string {
		return this.context.getTimezone();
	}
}

/** The fields of a trigger, which has no items. */
export class TriggerParameters extends Parameters {
	private readonly context: IPollFunctions | ITriggerFunctions;
	protected override readonly fields: readonly INodeProperties[];

	constructor(context: IPollFunctions | ITriggerFunctions, fields: readonly INodeProperties[]) {
		super();
		this.context = context;
		this.fields = fields;
	}

	protected override raw(name: string, otherwise: unknown = ''): unknown {
		return this.context.getNodeParameter(name, otherwise, { extractValue: true });
	}

	protected override timeZone(): string {
		return this.context.getTimezone();
	}
}
