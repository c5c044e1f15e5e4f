import { money, type Money } from '../exchange/money.mts';
import { refuse } from '../exchange/refusal.mts';

/** Plain notation only: no exponent, no sign but a minus, no stray letters (exmo-api/REST.md 1.7). */
const DECIMAL = /^-?\d+(\.\d+)?$/;
const INTEGER = /^\d{1,19}$/;

/** The parameters of one request, read as what they have to be. Each reader throws a Refusal. */
export class Params {
	private readonly fields: URLSearchParams;

	constructor(encoded: string) {
		this.fields = new URLSearchParams(encoded);
	}

	/** A parameter that may be missing. An empty one counts as missing. */
	optional(name: string): string | undefined {
		return this.fields.get(name) || undefined;
	}

	/** A parameter that has to be there: 50013. */
	text(name: string): string {
		const value = this.optional(name);
		if (value === undefined) throw refuse.parameterMissing(name);
		return value;
	}

	/** A comma-separated list, as one pair or several: 50013. */
	list(name: string): string[] {
		return this.text(name)
			.split(',')
			.map((item) => item.trim())
			.filter((item) => item !== '');
	}

	/** A decimal that has to be there: 50013 when it is missing, 50049 when it is empty or no number. */
	decimal(name: string): Money {
		if (!this.fields.has(name)) throw refuse.parameterMissing(name);
		return this.parseDecimal(name);
	}

	/** A decimal that is not a number when it is missing, as order_create's price: 50049. */
	parseDecimal(name: string): Money {
		const value = this.fields.get(name) ?? '';
		if (!DECIMAL.test(value)) throw refuse.notANumber(name);
		return money(value);
	}

	optionalDecimal(name: string): Money | undefined {
		return this.optional(name) === undefined ? undefined : this.parseDecimal(name);
	}

	/** An id or another whole number that has to be there: 50013, 50049. */
	integer(name: string): bigint {
		const value = this.text(name);
		if (!INTEGER.test(value)) throw refuse.notANumber(name);
		return BigInt(value);
	}

	optionalInteger(name: string): bigint | undefined {
		return this.optional(name) === undefined ? undefined : this.integer(name);
	}

	/** client_id: a positive whole number, 0 for none (exmo-api/REST.md 3.2). */
	clientId(): bigint {
		const value = this.optional('client_id');
		if (value === undefined) return 0n;
		if (!INTEGER.test(value) || BigInt(value) === 0n) throw refuse.notAPositiveInteger('client_id');
		return BigInt(value);
	}

	/** limit and offset. More than `most` is cut to it; what EXMO does is not known. */
	page(max: number, defaultLimit = 100): { limit: number; offset: number } {
		return {
			limit: Math.min(max, Number(this.optionalInteger('limit') ?? defaultLimit)),
			offset: Number(this.optionalInteger('offset') ?? 0),
		};
	}
}
