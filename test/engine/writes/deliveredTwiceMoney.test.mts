import type { Truth } from '../../harness/truth.mts';
import { byName } from '../../harness/locators.mts';
import { truthOf } from '../../harness/truth.mts';
import { testDeliveredTwice, toldBy, type Write } from '../../harness/twice.mts';
import { WITHDRAWAL } from '../../harness/wallet.mts';

const WITHDRAW: Write = {
	what: 'withdrawal',
	endpoint: 'withdraw_crypt',
	parameters: { resource: 'wallet', operation: 'withdraw', ...WITHDRAWAL },
};
const CODE: Write = {
	what: 'gift code',
	endpoint: 'excode_create',
	parameters: {
		...{ resource: 'giftCode', operation: 'create' },
		...{ currency: byName('USD'), amount: '10', dryRun: false },
	},
};

const gone = ({ withdrawals, giftCodes }: Truth) => [...withdrawals, ...giftCodes];

describe('money that leaves goes once, and is not sent again after a refusal that may hide it', () => {
	testDeliveredTwice([WITHDRAW, CODE], async (run, { sandbox }, { write, lagMs }) => {
		const truth = await truthOf(sandbox);
		expect(gone(truth)).toHaveLength(1);
		expect(truth.endpoints[write.endpoint]).toBe(1);
		if (run.error) {
			expect(lagMs).toBeGreaterThan(0); // it was there to be found
			expect(run.error.message).toMatch(/^It is not known whether EXMO carried out/);
			expect(toldBy(run)).toMatch(/latest wallet operations.*(before withdrawing|before making)/);
		} else {
			expect(run.json).toEqual([
				expect.objectContaining({ taskId: gone(truth)[0].taskId, reconciled: true }),
			]);
		}
	});
});
