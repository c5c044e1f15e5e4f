import type { IDataObject } from 'n8n-workflow';
import type { OwnExchange } from '../../harness/concurrentTests.mts';
import { runExmo } from '../../harness/engine.mts';
import { byId } from '../../harness/locators.mts';
import { ORDER } from '../../harness/margin.mts';
import { truthOf } from '../../harness/truth.mts';
import { testDeliveredTwice, toldBy, type Write } from '../../harness/twice.mts';

const PAIR = 'BTC_USDT';

/** The position that is worked on. */
const positionOf = ({ sandbox, name }: OwnExchange) => {
	const { exchange } = sandbox;
	return exchange.margin.positions.find(exchange.account(name)!, PAIR);
};

async function openPosition(own: OwnExchange): Promise<IDataObject> {
	const { error } = await runExmo(own.credentials, {
		...{ resource: 'marginOrder', operation: 'create', ...ORDER, orderType: 'market' },
	});
	if (error) throw error;
	return { positionId: byId(String(positionOf(own)!.id)) };
}

const write = (what: string, endpoint: string, parameters: IDataObject): Write => ({
	what,
	endpoint: `margin/user/position/${endpoint}`,
	parameters: { resource: 'marginPosition', dryRun: false, ...parameters },
	prepare: openPosition,
});
const WRITES: readonly Write[] = [
	write('margin that is added', 'margin_add', { operation: 'addMargin', amount: '20' }),
	write('margin that is removed', 'margin_remove', { operation: 'removeMargin', amount: '20' }),
	write('a part that is closed', 'close', { operation: 'close', options: { quantity: '0.002' } }),
	write('a part that is to be closed at a price', 'close', {
		...{ operation: 'close', options: { quantity: '0.002', price: '200000' } },
	}),
];

describe('what changes a position is done once, and is not sent again after a refusal that may hide it', () => {
	testDeliveredTwice(WRITES, async (run, own, { write: { endpoint } }) => {
		const { marginOrders, marginChanges, endpoints } = await truthOf(own.sandbox);
		const [, ...closings] = marginOrders; // the first has opened the position
		expect([...closings, ...marginChanges]).toHaveLength(1);
		expect(endpoints[endpoint]).toBe(1);
		if (run.error) {
			expect(run.error.message).toMatch(/^It is not known whether EXMO carried out/);
			expect(toldBy(run)).toMatch(/Margin Position: Get Many shows/);
		} else {
			expect(run.json).toEqual([expect.objectContaining({ reconciled: true })]);
		}
	});
});
