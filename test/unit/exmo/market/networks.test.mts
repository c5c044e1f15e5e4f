import { formatDecimal, parseDecimal } from '../../../../exmo/money/decimal.ts';
import { feeOf, isNamed, readNetworks } from '../../../../exmo/market/networks.ts';

const row = (changes: object = {}) => ({
	...{ type: 'withdraw', name: 'USDT (TRC20)', currency_name: 'USDT', min: '10', max: '0' },
	...{ enabled: true, comment: '', commission_desc: '2 USDT', currency_confirmations: 9 },
	...changes,
});
const network = (changes: object = {}) => readNetworks({ USDT: [row(changes)] })[0];

test('reads the list of every currency, and nothing out of an empty one', () => {
	const networks = readNetworks({
		USDT: [row(), row({ type: 'deposit' })],
		BTC: [row({ name: 'BTC' })],
	});
	expect(networks.map(({ currency, transport, type }) => [currency, transport, type])).toEqual([
		['USDT', 'TRC20', 'withdraw'],
		['USDT', 'TRC20', 'deposit'],
		['BTC', '', 'withdraw'],
	]);
	expect(readNetworks([] as never)).toEqual([]);
	expect(readNetworks(undefined as never)).toEqual([]);
});

test('only true is enabled', () => {
	expect(network().isEnabled).toBe(true);
	for (const enabled of [false, undefined, 'false', 0]) {
		expect(network({ enabled }).isEnabled).toBe(false);
	}
});

test.each([
	['USDT (TRC20)', true],
	['usdt (trc20)', true],
	['TRC20', true],
	[' trc20 ', true],
	['TRC', false],
	['USDT', false],
])('"%s" names it: %s', (text, expected) => {
	expect(isNamed(network(), text)).toBe(expected);
});

test.each([
	['2 USDT', '100', '2'],
	['2', '100', '2'],
	['0.5%', '100', '0.5'],
	['0.15 %', '33.33333333', '0.05'],
	['0%', '100', '0'],
	['2 BTC', '100', undefined],
	['from 2 USDT', '100', undefined],
	['1% + 2 USDT', '100', undefined],
	['-', '100', undefined],
	['', '100', undefined],
])('"%s" of %s is %s', (commission_desc, amount, fee) => {
	const found = feeOf(network({ commission_desc }), parseDecimal(amount));
	expect(found && formatDecimal(found)).toBe(fee);
});
