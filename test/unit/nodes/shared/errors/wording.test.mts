import type { INode } from 'n8n-workflow';
import { ENDPOINTS } from '../../../../../exmo/api/endpoints.ts';
import { readReply } from '../../../../../exmo/api/reply.ts';
import { SigningRefused } from '../../../../../exmo/api/signersError.ts';
import { ExmoError } from '../../../../../exmo/errors/errors.ts';
import { explainRefusal } from '../../../../../exmo/errors/explainRefusal.ts';
import { subscriptionRefused } from '../../../../../exmo/stream/connection/refusals.ts';
import { TooManyNewRows } from '../../../../../exmo/watch/newRows.ts';
import { errorItem } from '../../../../../nodes/shared/errors/failedItem.ts';
import { detailsOf, named, toNodeError } from '../../../../../nodes/shared/errors/nodeErrors.ts';

const node = { name: 'EXMO', type: 'n8n-nodes-exmo.exmo' } as INode;
const shown = (error: unknown) => {
	const { message, description } = toNodeError(node, error, 0);
	return `${message} | ${description ?? ''}`;
};

test.each([
	['40003', 'Something between n8n and EXMO (a proxy?) removes the header "Key".'],
	['40004', 'Something between n8n and EXMO (a proxy?) removes the header "Sign".'],
	[
		'40005',
		'Check the API Secret in the credential: the whole text, with its beginning "S-", of the same key pair. EXMO shows it only once, so a lost secret means making a new key.',
	],
	[
		'40017',
		'Check the API Key in the credential. A new key works only after the link in the confirmation e-mail has been opened; a deleted key never works again.',
	],
	['50013', 'Fill in the field that EXMO names.'],
	['50052', 'Compare with Account: Get Balances; amounts in open orders are not free.'],
	['50054', 'Compare with Account: Get Balances; amounts in open orders are not free.'],
	['50277', 'Market: Get Many Pairs shows the limits of each pair.'],
	['50319', 'Market: Get Many Pairs shows the limits of each pair.'],
	['50321', 'Market: Get Many Pairs shows the limits of each pair.'],
	['50381', 'Market: Get Many Pairs shows the price precision of each pair.'],
	['10193', 'Check the task ID; Withdraw returns it.'],
	['140333', 'Margin Market: Get Many Pairs shows the price precision.'],
	['40032', 'Edit the permissions of the key at EXMO, under Settings, API, or make a new key.'],
])("%s: n8n's words, then EXMO's own", (code, advice) => {
	const error = explainRefusal(code, 'No,  really');
	expect(detailsOf(error)).toMatchObject({
		title: error.title,
		advice: `${advice} EXMO's words: ${code}: No, really`,
	});
	expect(detailsOf(explainRefusal(code, ''))?.advice).toBe(advice);
});

test('changed advice stays as it is', () => {
	const error = explainRefusal('50052', 'No').with({ advice: 'Needed: 5 USD.' });
	expect(shown(error)).toBe(
		"The balance is not sufficient | Needed: 5 USD. EXMO's words: 50052: No",
	);
});

test('maintenance during a write: whether it took effect is all there is to say', () => {
	const reply = { statusCode: 200, headers: {}, text: '{"result":false,"error":"40016: x"}' };
	let error: unknown;
	try {
		readReply(ENDPOINTS.orderCreate, reply);
	} catch (thrown) {
		error = thrown;
	}
	expect(shown(error)).toBe(
		'EXMO is under maintenance | Whether the request took effect is not known; look when EXMO is back.',
	);
	expect(errorItem(node, error, 0, { writes: true, carriedOut: [] }).json).toMatchObject({
		error: { kind: 'maintenance', code: '40016', mayHaveHadEffect: true },
	});
});

test('a topic or a pair that the stream does not have', () => {
	const refused = (code: string) =>
		subscriptionRefused({ code, text: 'No' } as Parameters<typeof subscriptionRefused>[0], [
			'spot/trades:A_B',
		]);
	expect(shown(refused('201030'))).toBe(
		"EXMO refused the subscription to spot/trades:A_B | The pair is not listed (any more). Take it out, or write it as Market: Get Many Pairs shows it. EXMO's words: 201030: No",
	);
	expect(shown(refused('201012'))).toBe(
		"EXMO refused the subscription to spot/trades:A_B | EXMO does not offer this topic (any more). The polling EXMO Trigger may do instead. EXMO's words: 201012: No",
	);
});

test('too many new rows', () => {
	expect(shown(new TooManyNewRows())).toBe(
		'There are more than 20000 new rows since the last poll | Nothing was left out: none was emitted. Change a field of the trigger to begin anew, and fetch the past with the EXMO node.',
	);
});

test("a missing permission is told of the operation, and what to do in the credential's form", () => {
	const error = new SigningRefused(
		'order_create needs the permission "Trade", which this credential does not give.',
		{ reason: 'missingPermission' },
	);
	expect(shown(named(error, 'Order: Create'))).toBe(
		'Order: Create needs the permission "Trade", which this credential does not give. Choose permissions with it in the credential if this workflow may do that. | Nothing was sent.',
	);
	const other = new SigningRefused('order_create needs the permission of someone.');
	expect(named(other, 'Order: Create')).toBe(other);
});

test('a reason without words of n8n shows what exmo/ says', () => {
	const error = new ExmoError({
		...{ title: 'A', advice: 'B.', kind: 'network', effect: 'none' },
		reason: 'constructor',
	});
	expect(shown(error)).toBe('A | B.');
});
