import fc from 'fast-check';
import { csvLine, toCsv } from '../../../../exmo/history/csv.ts';
import { parseDecimal } from '../../../../exmo/money/decimal.ts';

test('a header, quotes where they are needed, nothing for what is missing', () => {
	const rows = [
		['plain', 'with, comma'],
		['with "quotes"', 'two\nlines'],
		[parseDecimal('7'), ''],
	];
	expect(toCsv(['a', 'b'], rows)).toBe(
		'a,b\r\nplain,"with, comma"\r\n"with ""quotes""","two\nlines"\r\n7,\r\n',
	);
});

test.each([
	['=1+1', "'=1+1"],
	['+49 30 123', "'+49 30 123"],
	['-tag', "'-tag"],
	['@SUM(A1)', "'@SUM(A1)"],
	['\t=1', "'\t=1"],
	['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
	['\r=1', `"'\r=1"`],
	['-5', "'-5"],
])('the text %j is no formula any more', (text, line) => {
	expect(csvLine([text])).toBe(`${line}\r\n`);
});

test('a number is never touched', () => {
	fc.assert(
		fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), (units) => {
			const text = units.toString();
			expect(csvLine([parseDecimal(text)])).toBe(`${text}\r\n`);
		}),
	);
	expect(csvLine([parseDecimal('-0.00000001')])).toBe('-0.00000001\r\n');
});

test('any other text is as it was', () => {
	expect(csvLine(['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', "'a", 'a=b', ''])).toBe(
		"1BoatSLRHtKNngkdXEeobR76b53LETtpyT,'a,a=b,\r\n",
	);
});
