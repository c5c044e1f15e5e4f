/** The fields of an item or of a trigger, read into what EXMO understands; whatever cannot be is refused before anything is sent. */
import type {
	IDataObject,
	IExecuteFunctions,
	IPollFunctions,
	ITriggerFunctions,
} from 'n8n-workflow';

import { typedCode } from '../../exmo/codes';
import { isPositive, isZero, parseDecimal, type Decimal } from '../../exmo/decimal';
import { DEFAULT_WAITS, type Waits } from './client';
import { instantOf } from './dates';
import { InvalidInput } from './nodeErrors';

const isBlank = (value: unknown): boolean =>
	value === undefined || value === null || String(value).trim() === '';

const isCode = (text: string): boolean => /^[A-Za-z0-9]+$/.test(text);

/** "btc/usd", "BTC-USD" and "btc_usd" all mean BTC_USD; codes in mixed case stay as they are. @throws InvalidInput when it is not two currencies */
function toPair(text: string): string {
	const codes = text.trim().split(/[-/_ ]+/);
	const pair = codes.map(typedCode).join('_');
	if (codes.length === 2 && codes.every(isCode)) return pair;
	throw new InvalidInput(`"${pair}" is not a pair. Write base and quote like BTC_USD.`);
}

/** One of the values that the editor offers; an expression may bring any. @throws InvalidInput */
export function choice<T extends string>(label: string, value: string, choices: readonly T[]): T {
	const found = choices.find((known) => known.toLowerCase() === value.toLowerCase());
	if (found) return found;
	throw new InvalidInput(`${label} "${value}" is not one of ${choices.join(', ')}.`);
}

/** A node's fields, wherever n8n has them from. */
export abstract class Parameters {
	protected abstract raw(name: string): unknown;
	protected abstract timeZone(): string;

	text(name: string): string {
		return String(this.raw(name) ?? '').trim();
	}

	/** @throws InvalidInput when empty */
	requiredText(name: string, label: string): string {
		const text = this.text(name);
		if (text === '') throw new InvalidInput(`${label} is empty.`);
		return text;
	}

	flag(name: string): boolean {
		return this.raw(name) === true;
	}

	/** A pair as EXMO writes it. @throws InvalidInput when empty or not two currencies */
	pair(name = 'pair'): string {
		return toPair(this.requiredText(name, 'Pair'));
	}

	/** Several values: a list, or a text with commas between them. */
	list(name: string): string[] {
		const raw = this.raw(name);
		const texts = Array.isArray(raw) ? raw.map(String) : String(raw ?? '').split(',');
		return texts.map((text) => text.trim()).filter((text) => text !== '');
	}

	/**
	 * Several pairs: a list, or a text with commas, spaces or line breaks between them; each once.
	 * @throws InvalidInput for what is no pair
	 */
	pairs(name = 'pairs'): string[] {
		const raw = this.raw(name);
		const texts = Array.isArray(raw) ? raw.map(String) : String(raw ?? '').split(/[,;\s]+/);
		return [...new Set(texts.filter((text) => text.trim() !== '').map(toPair))];
	}

	/** One of the values that the editor offers. @throws InvalidInput for any other */
	choice<T extends string>(name: string, label: string, choices: readonly T[]): T {
		return choice(label, this.text(name), choices);
	}

	/** A currency code. @throws InvalidInput when empty or not letters and digits */
	currency(name = 'currency', label = 'Currency'): string {
		const currency = typedCode(this.requiredText(name, label));
		if (!isCode(currency)) {
			throw new InvalidInput(`"${currency}" is not a currency code. Write it like USDC.`);
		}
		return currency;
	}

	/** A decimal above zero. @throws InvalidInput | NotADecimal */
	positiveDecimal(name: string, label: string): Decimal {
		const raw = this.raw(name);
		if (isBlank(raw)) throw new InvalidInput(`${label} is empty. Fill in a number such as 0.001.`);
		const value = parseDecimal(raw as string | number);
		if (!isPositive(value)) {
			throw new InvalidInput(
				`${label} is ${isZero(value) ? 'zero' : 'negative'}; it has to be above 0.`,
			);
		}
		return value;
	}

	/** The collection named `name`; fields that the user has not added, or left empty, are missing. */
	options(name = 'options'): IDataObject {
		const options = (this.raw(name) || {}) as IDataObject;
		return Object.fromEntries(Object.entries(options).filter(([, value]) => !isBlank(value)));
	}

	/** How many results are wanted: Infinity for Return All. @throws InvalidInput */
	limit(): number {
		if (this.flag('returnAll')) return Infinity;
		const limit = Number(this.raw('limit'));
		if (!Number.isInteger(limit) || limit < 1) {
			throw new InvalidInput('Limit has to be a whole number of 1 or more.');
		}
		return limit;
	}

	/** A date field as unix seconds, or undefined when empty. @throws InvalidInput */
	seconds(name: string, label: string): number | undefined {
		const raw = this.raw(name);
		return isBlank(raw) ? undefined : instantOf(raw, label, this.timeZone());
	}

	/** The longest waits that Request Options allow. @throws InvalidInput */
	waits(): Waits {
		const { answerSeconds, turnSeconds } = this.options('requestOptions');
		const milliseconds = (value: unknown, label: string, otherwise: number) => {
			if (value === undefined) return otherwise;
			const seconds = Number(value);
			if (!(seconds > 0)) throw new InvalidInput(`${label} has to be a number of seconds above 0.`);
			return seconds * 1000;
		};
		return {
			answerMs: milliseconds(answerSeconds, 'Longest Wait for an Answer', DEFAULT_WAITS.answerMs),
			turnMs: milliseconds(turnSeconds, 'Longest Wait for a Turn', DEFAULT_WAITS.turnMs),
		};
	}
}

/** The fields as filled in for one item. */
export class ItemParameters extends Parameters {
	private readonly context: IExecuteFunctions;
	readonly itemIndex: number;

	constructor(context: IExecuteFunctions, itemIndex: number) {
		super();
		this.context = context;
		this.itemIndex = itemIndex;
	}

	protected override raw(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, '', { extractValue: true });
	}

	protected override timeZone(): string {
		return this.context.getTimezone();
	}
}

/** The fields of a trigger, which has no items. */
export class TriggerParameters extends Parameters {
	private readonly context: IPollFunctions | ITriggerFunctions;

	constructor(context: IPollFunctions | ITriggerFunctions) {
		super();
		this.context = context;
	}

	protected override raw(name: string): unknown {
		return this.context.getNodeParameter(name, '', { extractValue: true });
	}

	protected override timeZone(): string {
		return this.context.getTimezone();
	}
}
