import { LosslessNumber, stringify } from 'lossless-json';
import { money, text, type Money } from '../exchange/money.mts';

/** A decimal as a bare JSON number, digit by digit: never through a double, never an exponent. */
export const bareNumber = (value: Money | number): LosslessNumber =>
	new LosslessNumber(typeof value === 'number' ? text(money(value)) : text(value));

/** A reply as text. bigint leaves as a bare number, whatever its length (exmo-api/REST.md 1.8). */
export const toJson = (reply: unknown): string => stringify(reply) ?? 'null';
