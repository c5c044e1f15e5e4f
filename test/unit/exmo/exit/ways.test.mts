import type { Row } from '../../../../exmo/api/rows.ts';
import { OpenPairs } from '../../../../exmo/exit/conversion.ts';
import { ExitPlanner, type ExitOptions, type Holding } from '../../../../exmo/exit/ways.ts';
import { readBook } from '../../../../exmo/market/estimate.ts';
import { readNetworks } from '../../../../exmo/market/networks.ts';
import { readPairRules } from '../../../../exmo/market/pairs.ts';
import { formatDecimal, multiply, parseDecimal } from '../../../../exmo/money/decimal.ts';

const network = (name: string, fee: string, more: object = {}) => ({
	...{ type: 'withdraw', name, currency_name: name.split(' ')[0], min: '1', max: '0' },
	...{ enabled: true, comment: '', commission_desc: fee, currency_confirmations: 1, ...more },
});

const openPair = (name: string, bid: string, ask: string) => ({
	rules: readPairRules(name, {
		...{ min_quantity: '0.01', max_quantity: '0', min_price: '0', max_price: '0' },
		...{ min_amount: '1', max_amount: '0', price_precision: 4 },
		...{ commission_taker_percent: '1', commission_maker_percent: '1' },
	}),
	book: readBook({ bid: [[bid, '1000']], ask: [[ask, '1000']] }),
});

/** What one unit is worth, in USDC. */
const WORTH: Record<string, string> = { USDC: '1', ADA: '1', XTZ: '1', SOL: '100' };

const NETWORKS = {
	USDC: [network('USDC (ERC20)', '4 USDC'), network('USDC (SOL)', '1 USDC')],
	ADA: [network('ADA', '0.1 ADA')],
	XTZ: [network('XTZ', '0.1 XTZ', { enabled: false })],
	SOL: [network('SOL', '-')],
};

function planOf(
	free: Record<string, string>,
	options: Partial<ExitOptions> = {},
	networks: Record<string, Row[]> = NETWORKS,
) {
	const amount = (text = '0') => parseDecimal(text);
	const holdings = Object.entries(free).map(
		([currency, text]): Holding => ({
			...{ currency, free: amount(text), inOrders: amount(), inMargin: amount() },
		}),
	);
	const market = {
		networks: readNetworks(networks),
		pairs: new OpenPairs([
			openPair('ADA_USDC', '0.9', '1.1'),
			openPair('XTZ_USDC', '0.9', '1.1'),
			openPair('GAS_SOL', '0.02', '0.03'),
			openPair('SOL_USDC', '90', '110'),
		]),
		valueOf: (currency: string, value: ReturnType<typeof amount>) =>
			WORTH[currency] === undefined ? undefined : multiply(value, amount(WORTH[currency])),
	};
	const planner = new ExitPlanner(
		market,
		{ destinations: [], convert: true, ...options },
		holdings,
	);
	return holdings.map((holding) => planner.plan(holding));
}

const best = (plan: ReturnType<typeof planOf>[number]) => {
	const [way] = plan.ways;
	return [plan.verdict, way?.network.name, way && formatDecimal(way.arrives)];
};

test('in kind comes first where converting brings less', () => {
	expect(best(planOf({ ADA: '100' })[0])).toEqual(['inKind', 'ADA', '99.9']);
});

test('of several networks the one that takes least', () => {
	expect(best(planOf({ USDC: '100' })[0])).toEqual(['inKind', 'USDC (SOL)', '99']);
});

test('converting comes first where it brings more', () => {
	const dear = { ...NETWORKS, ADA: [network('ADA', '50 ADA')] };
	expect(best(planOf({ ADA: '100' }, {}, dear)[0])).toEqual(['convert', 'USDC (SOL)', '88.1']);
});

test('a closed network leaves converting, or waiting where that is not wanted', () => {
	expect(best(planOf({ XTZ: '100' })[0])).toEqual(['convert', 'USDC (SOL)', '88.1']);
	const [plan] = planOf({ XTZ: '100' }, { convert: false });
	expect(plan.verdict).toBe('wait');
	expect(plan.closed).toMatchObject([{ cause: 'switchedOff' }]);
});

test('a coin without a network and without a pair to USDC goes by two pairs', () => {
	const closed = { ...NETWORKS, SOL: [network('SOL', '-', { enabled: false })] };
	const [plan] = planOf({ GAS: '100' }, {}, closed);
	expect(plan.ways[0]).toMatchObject({
		kind: 'convert',
		legs: [{ pair: 'GAS_SOL' }, { pair: 'SOL_USDC' }],
	});
});

test('dust waits, with the limits that keep it', () => {
	const [plan] = planOf({ ADA: '0.001' });
	expect(plan.verdict).toBe('wait');
	expect(plan.closed).toMatchObject([{ cause: 'belowMinimum' }]);
	expect(plan.obstacles).toEqual([{ pair: 'ADA_USDC', cause: 'belowMinimum' }]);
});

test('a fee that would take all of it is no way out', () => {
	const dear = { ADA: [network('ADA', '200 ADA')] };
	expect(planOf({ ADA: '100' }, { convert: false }, dear)[0].closed).toMatchObject([
		{ cause: 'feeTakesAll' },
	]);
});

test('the claim token cannot leave', () => {
	expect(planOf({ USDRec: '4200.5' })[0].verdict).toBe('claimToken');
});

test('what EXMO lists nothing for has no way', () => {
	expect(planOf({ ZZZ: '1' })[0].verdict).toBe('noWay');
});

test('nothing free: nothing to plan', () => {
	expect(planOf({ ADA: '0' })[0].verdict).toBe('nothingFree');
});

test('what is converted beside more of the same currency pays no fee of its own', () => {
	const [plan] = planOf({ XTZ: '100', USDC: '500' });
	expect(best(plan)).toEqual(['convert', 'USDC (SOL)', '89.1']);
	expect(plan.ways[0]).toMatchObject({ leavesTogether: true });
});

test('with destinations only these currencies leave, and the rest turns into them', () => {
	const destinations = [{ currency: 'SOL', network: '', address: 'A', tag: '' }];
	const [ada, sol] = planOf({ ADA: '100', SOL: '5' }, { destinations });
	expect(ada.ways[0]).toMatchObject({
		...{ kind: 'convert', network: { name: 'SOL' }, destination: { address: 'A' } },
		legs: [{ pair: 'ADA_USDC' }, { pair: 'SOL_USDC' }],
	});
	expect(sol.ways[0]).toMatchObject({ kind: 'inKind', destination: { address: 'A' } });
});

test('a destination of another network is none', () => {
	const destinations = [{ currency: 'USDC', network: 'erc20', address: 'A', tag: '' }];
	expect(best(planOf({ USDC: '100' }, { destinations })[0])).toEqual([
		'inKind',
		'USDC (ERC20)',
		'96',
	]);
});

test('a fee that no text names counts as not known, not as nothing', () => {
	expect(planOf({ SOL: '5' })[0].ways[0]).toMatchObject({ kind: 'inKind', fee: undefined });
});

test('above the price impact that is allowed nothing is converted', () => {
	const [plan] = planOf({ XTZ: '100' }, { maxImpact: parseDecimal('5') });
	expect([plan.verdict, plan.obstacles]).toEqual([
		'wait',
		[{ pair: 'XTZ_USDC', cause: 'priceImpact' }],
	]);
});
