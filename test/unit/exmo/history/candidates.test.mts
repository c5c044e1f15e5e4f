import { readFileSync } from 'node:fs';
import { Candidates } from '../../../../exmo/history/candidates.ts';
import { LONG_LIVED_QUOTES, PAIRS_SEEN } from '../../../../exmo/history/pairsSeen.ts';

const text = readFileSync('docs/exmo-api/PAIRS-SEEN.txt', 'utf8');

test('the pairs are those of docs/exmo-api/PAIRS-SEEN.txt', () => {
	const named = text
		.split('\n')
		.filter((line) => /^[A-Z] /.test(line))
		.flatMap((line) => line.slice(2).trim().split(/\s+/));
	expect([...PAIRS_SEEN].sort()).toEqual([...new Set(named)].sort());
	const quotes = /Long-lived quote currencies: (.+)/.exec(text)?.[1];
	expect(LONG_LIVED_QUOTES.join(' ')).toBe(quotes);
});

test('a currency that was touched brings its pairs with every long-lived quote currency, once', () => {
	const candidates = new Candidates();
	expect(candidates.take()).toEqual([...PAIRS_SEEN]);
	candidates.touch('ZZZ');
	expect(candidates.take()).toEqual(LONG_LIVED_QUOTES.map((quote) => `ZZZ_${quote}`));
	candidates.touch('ZZZ');
	expect(candidates.take()).toEqual([]);
	expect(candidates.reasonFor('ZZZ_USD')).toBe('currency');
});

test('a pair of an order or a trade touches both of its currencies', () => {
	const candidates = new Candidates();
	candidates.take();
	candidates.add('ZZZ_YYY', 'trade');
	const fresh = candidates.take();
	expect(fresh).toEqual(expect.arrayContaining(['ZZZ_YYY', 'ZZZ_USD', 'YYY_USD']));
	expect(candidates.reasonFor('ZZZ_YYY')).toBe('trade');
});

test('that a pair is listed does not make its currencies touched', () => {
	const candidates = new Candidates();
	candidates.take();
	candidates.add('ZZZ_YYY', 'listed');
	expect(candidates.take()).toEqual(['ZZZ_YYY']);
});
