/** "Until now" is EXMO's now, also in a run whose first request it is. */
import type { IDataObject } from 'n8n-workflow';
import { runExmo } from '../../harness/engine.mts';
import { openSandbox } from '../../harness/sandboxAccount.mts';

const DAY_SECONDS = 86_400;

test.each([-3, 3])(
	"our clock is %i days off: the day that is asked for is EXMO's",
	async (days) => {
		const now = () => Date.now() + days * DAY_SECONDS * 1000;
		const account = await openSandbox({ rateLimit: false, clock: { now } });
		try {
			const parameters: IDataObject = {
				resource: 'wallet',
				operation: 'getHistory',
				returnAll: true,
			};
			const { status } = await runExmo(account.credentials, parameters);
			expect(status).toBe('success');
			const asked = account.sandbox.requests
				.filter(({ endpoint }) => endpoint === 'wallet_history')
				.map(({ fields }) => Number(fields.date));
			expect(asked).toHaveLength(1);
			expect(Math.abs(asked[0] - now() / 1000)).toBeLessThan(600);
		} finally {
			await account.sandbox.stop();
		}
	},
);
