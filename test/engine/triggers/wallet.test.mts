import { money } from '../../../sandbox/exchange/money.mts';
import { active, polled } from '../../harness/triggerHarness.mts';
import { PAIR, useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();

describe('Balance Changed', () => {
	const parameters = { triggerOn: 'balanceChanged', currency: '', counted: 'total', threshold: '' };
	const deposit = (amount: string, currency = 'BTC') =>
		market.sandbox.exchange.wallet.deposit(
			market.account(),
			currency,
			money(amount),
			market.clock.now(),
		);

	test('any change, of what is held altogether', async () => {
		const workflow = await active(market, parameters);
		market.limit(PAIR, 'buy', '50000'); // locks an amount: the total stays
		expect(await polled(workflow)).toEqual([]);
		deposit('0.25');
		expect(await polled(workflow)).toEqual([
			{
				currency: 'BTC',
				before: '1.5',
				after: '1.75',
				change: '0.25',
				free: '1.75',
				inOrders: '0',
				total: '1.75',
			},
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('of one currency, what is free, and more than so much: small changes add up', async () => {
		const workflow = await active(market, {
			...parameters,
			currency: 'usd',
			counted: 'free',
			threshold: '60',
		});
		deposit('50', 'USD');
		deposit('5');
		expect(await polled(workflow)).toEqual([]);
		market.limit(PAIR, 'buy', '50000', '0.003'); // locks 150
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ currency: 'USD', change: '-100', inOrders: '150' }),
		]);
	});
});

describe('Deposit or Withdrawal Changed', () => {
	const parameters = { triggerOn: 'depositOrWithdrawalChanged', type: 'all', currency: '' };
	const deposits = (count: number) => {
		const { wallet } = market.sandbox.exchange;
		for (let index = 0; index < count; index++) {
			wallet.deposit(market.account(), 'USD', money('1'), market.clock.now());
		}
	};
	const withdraw = () =>
		market.sandbox.exchange.wallet.withdraw(market.account(), {
			currency: 'USDT',
			amount: money('100'),
			address: 'TInventedInventedInventedInvented2',
		});

	test('a deposit; a withdrawal from its beginning to its transaction ID', async () => {
		const workflow = await active(market, parameters);
		market.sandbox.exchange.wallet.deposit(
			market.account(),
			'BTC',
			money('0.25'),
			market.clock.now(),
		);
		const { id, txid } = withdraw();
		const items = await polled(workflow);
		expect(items).toEqual([
			expect.objectContaining({ type: 'deposit', amount: '0.25', status: 'paid', change: 'new' }),
			expect.objectContaining({
				operationId: String(id),
				type: 'withdrawal',
				status: 'processing',
				change: 'new',
				previousStatus: '',
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
		market.clock.advance(20_000);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({
				operationId: String(id),
				status: 'paid',
				transactionId: txid,
				change: 'changed',
				previousStatus: 'processing',
			}),
		]);
		expect(await polled(workflow)).toEqual([]);
	});

	test('a withdrawal that was under way at the activation, behind 150 newer operations', async () => {
		const { id } = withdraw();
		const workflow = await active(market, { ...parameters, type: 'withdrawal' });
		deposits(150);
		expect(await polled(workflow)).toEqual([]);
		market.clock.advance(20_000);
		expect(await polled(workflow)).toEqual([
			expect.objectContaining({ operationId: String(id), status: 'paid' }),
		]);
	});

	test('150 new operations between two polls: each once', async () => {
		const workflow = await active(market, { ...parameters, type: 'deposit', currency: 'usd' });
		deposits(150);
		const items = await polled(workflow);
		expect(new Set(items.map(({ operationId }) => operationId)).size).toBe(150);
		expect(await polled(workflow)).toEqual([]);
	});
});
