import { useStreamTriggers } from '../../harness/streamTriggers.mts';

const { account, activate, allGone } = useStreamTriggers();

describe('what EXMO refuses is an error that a person sees', () => {
	test('an unlisted pair is an error that names the topic', async () => {
		await expect(activate({ triggerOn: 'trades', pairs: 'BTC_USD, NOPE_USD' })).rejects.toThrow(
			'EXMO refused the subscription to spot/trades:NOPE_USD',
		);
		await allGone();
	});

	test('a refused login is an error with its reason', async () => {
		account.credentials.apiSecret = account.sandbox.keys.other.secret;
		await expect(activate({ triggerOn: 'ownTrades' })).rejects.toThrow(
			'EXMO refused the login: EXMO did not accept the signature',
		);
	});

	test('a credential without Read is an error before anything is sent', async () => {
		account.credentials.permissions = ['trade']; // as an older version could save it
		await expect(activate({ triggerOn: 'wallet' })).rejects.toThrow(
			'EXMO Stream Trigger needs the permission "Read"',
		);
		expect(account.sandbox.stream.opened).toBe(0);
	});

	test('a refusal of an active trigger is told to n8n, and nothing is left open', async () => {
		const trigger = await activate({ triggerOn: 'wallet' });
		account.sandbox.stream.hit({ kind: 'refuseLogin', text: 'key was deleted', code: 40017 });
		account.sandbox.stream.hit({ kind: 'drop' });
		await trigger.until(() => trigger.errors.length > 0);
		expect(trigger.errors[0].message).toContain('EXMO refused the login');
		await allGone();
	});

	test('a Node.js without WebSocket is an error that says so', async () => {
		const { WebSocket: own } = globalThis;
		Reflect.deleteProperty(globalThis, 'WebSocket');
		try {
			await expect(activate({ triggerOn: 'wallet' })).rejects.toThrow(
				'This n8n runs on a Node.js without WebSocket',
			);
		} finally {
			globalThis.WebSocket = own;
		}
	});
});
