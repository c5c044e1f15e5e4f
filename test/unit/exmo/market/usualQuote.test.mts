import { usualQuote } from '../../../../exmo/market/usualQuote.ts';

test('the usual quote is what most pairs are priced in, of several the first', () => {
	expect(usualQuote(['USD', 'USDC', 'USDC'])).toBe('USDC');
	expect(usualQuote(['USD', 'USDC'])).toBe('USD');
	expect(usualQuote([])).toBe('');
});
