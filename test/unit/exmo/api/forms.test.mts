/** The form of an answer is its check and its type at once. */
import type { Call } from '../../../../exmo/api/call.ts';
import { ENDPOINTS, isWrite, type Endpoint } from '../../../../exmo/api/endpoints.ts';
import { checkForm, type ReplyOf } from '../../../../exmo/api/forms.ts';
import { parseLosslessJson } from '../../../../exmo/api/json.ts';
import { ANSWERS } from '../../answers.mts';
import { fakeCall } from '../../fakeCall.mts';

const call: Call = fakeCall(({ path }) => parseLosslessJson(ANSWERS[path]));

type Same<A, B> =
	(<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only where the two types are the same. */
const isSame = <A, B>(same: Same<A, B>): boolean => same;

test('an answer has the type of its form, without a cast', async () => {
	const trades = await call(ENDPOINTS.userTrades);
	expect(trades.BTC_USD?.[0].price).toBe('31000');
	// A pair may be missing
	// @ts-expect-error possibly undefined
	expect(() => trades.LTC_USD[0]).toThrow(TypeError);
	const { candles } = await call(ENDPOINTS.candlesHistory);
	expect(Array.isArray(candles)).toBe(true);
	// What the form does not name may be anything
	expect(isSame<NonNullable<typeof trades.BTC_USD>[0]['nowhere'], unknown>(true)).toBe(true);
});

test('a method whose answer no source shows has none', () => {
	expect(isSame<ReplyOf<'margin/settings'>, unknown>(true)).toBe(true);
	expect(isSame<ReplyOf<'user_info'>, unknown>(false)).toBe(false);
});

test('no write has a form: an odd answer to one counts as lost, not as refused', () => {
	const writes = Object.values<Endpoint>(ENDPOINTS).filter(isWrite);
	expect(writes.length).toBeGreaterThan(5);
	for (const endpoint of writes) expect(() => checkForm(endpoint, 'odd')).not.toThrow();
});
