import type { IDataObject } from 'n8n-workflow';
import { describeOperation } from '../../harness/contract.mts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';

// The market of September 2026 does not move, and every account starts with the same balances
const account = useLastingSandbox({ rateLimit: false, market: 'winddown' });

const planOf = async (parameters: IDataObject = {}) => {
	const { json, error } = await runExmo(account.credentials, {
		resource: 'account',
		operation: 'planExit',
		valueCurrency: byName(''),
		...parameters,
	});
	if (error) throw error;
	return new Map(json.map((item) => [String(item.currency), item]));
};

describeOperation(() => account, {
	resource: 'account',
	operation: 'planExit',
	parameters: { valueCurrency: byName('={{ $json.currency }}') },
	items: [{ currency: 'USDC' }, { currency: 'btc' }],
	bad: {
		item: { currency: 'NOPE' },
		sentence: 'No listed pair has the currency NOPE, so nothing can be valued in it.',
	},
	check(usdc, btc) {
		expect(usdc.map(({ currency }) => currency).sort()).toEqual(
			btc.map(({ currency }) => currency).sort(),
		);
		expect(usdc[0].valueCurrency).toBe('USDC');
		expect(btc[0].valueCurrency).toBe('BTC');
	},
});

test('in kind first: BTC leaves by its network, at 0.2 % instead of the 10.9 % of converting', async () => {
	const btc = (await planOf()).get('BTC');
	expect(btc).toMatchObject({
		...{ way: 'inKind', network: 'BTC', arrives: '0.2495', costPercent: '0.2' },
		reason: 'Withdraw it as it is by BTC: converting brings less.',
	});
	expect((btc?.alternatives as IDataObject[])[0]).toMatchObject({
		...{ way: 'convert', route: ['BTC_USDC'], arrives: '19134.225', costPercent: '10.9' },
	});
});

test('the claim token, and dust below every minimum, stay with a reason', async () => {
	const plan = await planOf();
	expect(plan.get('USDRec')).toMatchObject({
		way: 'claimToken',
		reason: 'USDRec is the claim token of the wind-down. It cannot be withdrawn.',
	});
	expect(plan.get('ADA')).toMatchObject({
		way: 'wait',
		reason:
			'Nothing can leave now: ADA takes no less than 1 ADA; it is below the minimum of ADA_USDC.',
	});
});

test('without a network it is converted, or has no way when that is not wanted', async () => {
	expect((await planOf()).get('EUR')).toMatchObject({
		...{ way: 'convert', route: ['EUR_USDC'], leavesTogether: true, arrivesCurrency: 'USDC' },
		reason:
			'Convert it on EUR_USDC and withdraw USDC by USDC (SOL): EXMO lists no network by which it could leave.',
	});
	const waiting = (await planOf({ allowConversion: false })).get('EUR');
	expect(waiting).toMatchObject({ way: 'noWay', arrives: '' });
});

test('destinations come out with the way, ready for Wallet: Withdraw', async () => {
	const destination = { currency: 'usdc', network: 'SOL', address: 'SoInvented1', tag: '' };
	const plan = await planOf({ destinations: { destination: [destination] } });
	expect(plan.get('USDC')).toMatchObject({
		way: 'inKind',
		network: 'USDC (SOL)',
		address: 'SoInvented1',
	});
	expect(plan.get('BTC')).toMatchObject({ way: 'convert', address: 'SoInvented1' });
	await expect(
		planOf({ destinations: { destination: [{ ...destination, currency: 'NOPE' }] } }),
	).rejects.toMatchObject({
		message: expect.stringContaining('EXMO knows no currency NOPE, which Destinations names.'),
	});
});

test('what is bound in the margin wallet is told', async () => {
	expect((await planOf()).get('USDC')?.bound).toContain('is in the margin wallet');
});

test('it sends no write', async () => {
	const before = (await truthOf(account.sandbox)).endpoints;
	await planOf();
	const now = (await truthOf(account.sandbox)).endpoints;
	const called = Object.keys(now).filter((path) => now[path] !== before[path]);
	expect(called.sort()).toEqual([
		'margin/user/wallet/list',
		'order_book',
		'pair_settings',
		'payments/providers/crypto/list',
		'user_info',
	]);
});
