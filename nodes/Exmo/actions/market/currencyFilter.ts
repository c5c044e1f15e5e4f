import { isSameCode } from '../../../../exmo/market/codes';
import { currencyFilterField } from '../../../shared/fields/fields';

export const pairCurrencyField = currencyFilterField(
	'Only pairs with this currency as base or quote; empty for all',
);

export const withCurrency = (pair: string, currency: string): boolean =>
	currency === '' || pair.split('_').some((code) => isSameCode(code, currency));
