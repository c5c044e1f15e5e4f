import type { IDataObject } from 'n8n-workflow';
import { byName } from '../../harness/locators.mts';
import { active, polled, PolledWorkflow } from '../../harness/triggerHarness.mts';
import { PAIR, useStillMarket } from '../../harness/triggerMarket.mts';

const market = useStillMarket();

describe('a manual run', () => {
	const pair = byName(PAIR);
	const common = { pairs: '', side: 'both', pair, hysteresis: '0' };

	test.each<[string, IDataObject, string[]]>([
		['ownTrade', {}, ['tradeId', 'feeAmount']],
		['orderEnded', { outcome: 'both' }, ['orderId', 'status', 'filledQuantity']],
		['balanceChanged', { currency: '', counted: 'total' }, ['currency', 'before', 'after']],
		['depositOrWithdrawalChanged', { type: 'all', currency: '' }, ['operationId', 'status']],
		['priceCrossed', { level: '50000', direction: 'above', price: 'bid' }, ['crossed', 'price']],
		['priceMoved', { percent: '5', minutes: 60 }, ['percent', 'direction', 'from']],
		['spreadAbove', { spread: '5' }, ['spreadPercent']],
		['pairListing', { change: 'both' }, ['pair', 'change']],
		['withdrawalNetworkChanged', { currencies: '', networkChange: 'any' }, ['currency', 'change']],
		['publicTrade', { size: '', unit: 'quote' }, ['tradeId', 'gapBefore']],
	])('of %s shows something real', async (triggerOn, parameters, fields) => {
		market.trade(PAIR);
		const workflow = new PolledWorkflow(market.credentials, {
			triggerOn,
			...common,
			...parameters,
		});
		const items = await workflow.runManually();
		expect(items).toHaveLength(1);
		for (const field of fields) expect(items[0]).toHaveProperty(field);
	});

	test('does not move the cursor', async () => {
		const workflow = await active(market, { triggerOn: 'ownTrade', pairs: PAIR });
		const ids = market.burst([PAIR], 2);
		const before = workflow.savedState;
		const shown = await workflow.runManually();
		expect(shown.map(({ tradeId }) => tradeId)).toEqual([ids[1]]);
		expect(workflow.savedState).toBe(before);
		expect((await polled(workflow)).map(({ tradeId }) => tradeId)).toEqual(ids);
	});

	test('without anything to show says so', async () => {
		const workflow = new PolledWorkflow(market.credentialsOf('other'), {
			triggerOn: 'ownTrade',
			pairs: PAIR,
		});
		await expect(workflow.runManually()).rejects.toMatchObject({
			message: 'Nothing to show yet for "Own Trade"',
			description: expect.stringMatching(/^The connection to EXMO works\./),
			level: 'info',
		});
	});
});

test('what is wrong with the fields is said when the workflow is activated', async () => {
	const pair = byName(PAIR);
	const sentenceOf = async (parameters: IDataObject) =>
		await new PolledWorkflow(market.credentials, parameters).activate().then(
			() => 'no error',
			(error: Error) => error.message,
		);
	expect(await sentenceOf({ triggerOn: 'priceCrossed', pair, level: '' })).toBe(
		'Level is empty. Fill in a number such as 90000.',
	);
	expect(await sentenceOf({ triggerOn: 'priceCrossed', pair, level: '1,5' })).toBe(
		'Level "1,5" is not a number. Write 1.5.',
	);
	expect(await sentenceOf({ triggerOn: 'priceMoved', pair, percent: '5', minutes: 0 })).toBe(
		'Within (Minutes) has to be a whole number from 1 to 1440.',
	);
	expect(await sentenceOf({ triggerOn: 'balanceChanged', threshold: '-1' })).toBe(
		'By More Than is negative; it has to be 0 or above.',
	);
	expect(await sentenceOf({ triggerOn: 'noSuchEvent' })).toBe(
		'There is no event "noSuchEvent" in this version of the package.',
	);
});
