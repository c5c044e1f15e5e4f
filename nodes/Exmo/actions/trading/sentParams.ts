import type { IDataObject } from 'n8n-workflow';

import type { Params } from '../../../../exmo/api/signing';

/** What a Dry Run shows of a request: the parameters that have a value. */
export const sentParams = (params: Params): IDataObject =>
	Object.fromEntries(
		Object.entries(params).filter(([, value]) => value !== undefined),
	) as IDataObject;
