import { credentialData, keyFor } from '../../../playground/examples.mts';
import { DEMO_KEYS } from '../../../sandbox/demo.mts';

const sandbox = { url: 'http://127.0.0.1:8080', keys: DEMO_KEYS };

it("is the demo account's, and in the wind-down that of the account with a past", () => {
	const keyIn = (market?: 'normal' | 'winddown') => credentialData(sandbox, keyFor(market)).apiKey;
	expect([keyIn(), keyIn('normal')]).toEqual([DEMO_KEYS.full.key, DEMO_KEYS.full.key]);
	expect(keyIn('winddown')).toBe(`K-${'6'.repeat(40)}`);
});
