/** The option Not Again Within. */
import type { INodeProperties } from 'n8n-workflow';

import type { Options } from '../../../shared/fields/options';

/** A year: longer ago, nobody started a workflow again. */
const MAX_HOURS = 8760;

export const notAgainOption: INodeProperties = {
	displayName: 'Not Again Within',
	name: 'notAgainWithin',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: MAX_HOURS },
	default: 24,
	description:
		'In hours. A withdrawal of the same currency and amount to the same address and tag in that time is looked for among the wallet operations; if there is one, nothing is sent. For workflows that may be started again.',
};

/** @throws InvalidInput unless it is a whole number of hours, or was not added */
export const readNotAgainWithin = (options: Options): number | undefined =>
	options.whole('notAgainWithin', 1, MAX_HOURS);
