import { describeOperation } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ rateLimit: false });
beforeAll(async () => {
	await runExmo(account.credentials, {
		resource: 'marginOrder',
		operation: 'create',
		pair: byName('BTC_USDT'),
		side: 'buy',
		orderType: 'market',
		quantity: '0.01',
		leverage: '2',
	});
});

/** For operations without fields: what every operation has. */
const WAIT = { options: { responseTimeout: '={{ $json.wait }}' } };
const BAD_WAIT = {
	item: { wait: -1 },
	sentence: 'Response Timeout has to be a number of seconds above 0.',
};

describeOperation(() => account, {
	resource: 'marginAccount',
	operation: 'getInfo',
	parameters: WAIT,
	items: [{ wait: 10 }, { wait: 20 }],
	bad: BAD_WAIT,
	check(first, second) {
		expect(first).toEqual([{ reply: { uid: expect.any(Number) } }]);
		expect(second).toEqual(first);
	},
});

describeOperation(() => account, {
	resource: 'marginAccount',
	operation: 'getWallets',
	parameters: { hideZero: '={{ $json.hideZero }}', currency: '={{ $json.currency }}' },
	items: [
		{ hideZero: true, currency: '' },
		{ hideZero: false, currency: 'ltc' },
	],
	bad: { item: { currency: 'US-D' }, sentence: '"US-D" is not a currency code.' },
	check(held, litecoin) {
		expect(held.map(({ currency }) => currency)).toEqual(['BTC', 'USD', 'USDT']);
		const used = held.find(({ currency }) => currency === 'USDT');
		expect(Number(used?.inPositions)).toBeGreaterThan(0);
		expect(Number(used?.free) + Number(used?.used)).toBeCloseTo(Number(used?.total));
		expect(litecoin).toEqual([expect.objectContaining({ currency: 'LTC', total: '0' })]);
	},
});

describeOperation(() => account, {
	resource: 'marginAccount',
	operation: 'getWalletHistory',
	parameters: { options: { limit: '={{ $json.limit }}' } },
	items: [{ limit: 50 }, { limit: 1 }],
	bad: { item: { limit: 0 }, sentence: 'Limit has to be a whole number of 1 or more.' },
	check([first], [second]) {
		// One item, whatever is in it: the form is the sandbox's own, EXMO's is not known
		const fee = expect.objectContaining({ currency: 'USDT', type: 'fee' });
		expect(first.reply).toEqual({ items: expect.arrayContaining([fee]) });
		expect(second.reply).toEqual({ items: [expect.anything()] });
	},
});

describeOperation(() => account, {
	resource: 'marginAccount',
	operation: 'getManyTrades',
	parameters: { options: { pair: '={{ $json.pair }}' } },
	items: [{ pair: 'btc/usdt' }, { pair: 'ETH_USDT' }],
	bad: { item: { pair: 'BTC' }, sentence: '"BTC" is not a pair.' },
	check([bitcoin], [ether]) {
		expect(bitcoin.reply).toEqual({
			trades: [expect.objectContaining({ quantity: '0.01', type: 'buy' })],
		});
		expect(ether.reply).toEqual({ trades: [] });
	},
});
