import { ENDPOINTS } from '../../../../exmo/api/endpoints';
import type { Row } from '../../../../exmo/api/rows';
import {
	reconcileRedeemed,
	redeemedIn,
	type RedeemedCode,
} from '../../../../exmo/reconcile/giftCodes';
import { clock } from '../../../shared/exchange/clock';
import { nothing, type Write } from '../../../shared/exchange/write';
import { decimalText } from '../../../shared/items/rows';
import { writeOperation } from '../writeOperation';
import { codeField, readCode } from './codeField';
import { ownCodes } from './ownCodes';

const redeemCode: Write<{ readonly code: string }, undefined, RedeemedCode> = {
	endpoint: ENDPOINTS.excodeLoad,
	note: nothing,
	params: ({ plan: { code } }) => ({ code }),
	what: () => 'the redeeming of the gift code',
	howToCheck: () =>
		'Gift Code: Check tells whether it is used; a used code cannot be redeemed twice, so trying again does no harm.',
	readAnswer(data) {
		const redeemed = redeemedIn(data as Row);
		return redeemed.taskId === '' ? undefined : redeemed;
	},
	async reconcile(client, { plan: { code }, notBefore }, effort) {
		const sent = { code, notBefore, excluding: ownCodes.of(client.url) };
		return await reconcileRedeemed(client.urgentCall, clock, sent, effort);
	},
	claim: ({ url }, _plan, { answer: { taskId } }) => ownCodes.add(url, taskId),
};

export const redeem = writeOperation({
	name: 'Redeem',
	value: 'redeem',
	action: 'Redeem a gift code',
	description:
		"Load a gift code's money into the account. Needs the Trade permission in the credential; EXMO Support has to enable gift codes for the account.",
	fields: [codeField],
	write: redeemCode,
	plan: async ({ parameters }) => ({ code: readCode(parameters) }),
	dryRun: 'none',
	item: (_plan, { answer: { taskId, currency, amount, underReview }, reconciled }) => ({
		...{ taskId, currency, amount: decimalText(amount), underReview, reconciled },
	}),
});
