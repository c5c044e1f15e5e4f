import { ExmoError } from '../../../../exmo/errors/errors';

/** Found by reading the list: which code EXMO has for it is not known (exmo-api/REST.md 6.3). */
export const missingMarginOrder = (orderId: string): ExmoError =>
	new ExmoError({
		title: `There is no open margin order ${orderId}`,
		advice:
			'Nothing was sent. It is unknown, or already done: Margin Order: Get History shows what happened.',
		kind: 'notFound',
		effect: 'none',
	});
