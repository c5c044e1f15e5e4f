import type { Call } from '../../exmo/api/call.ts';
import type { Endpoint } from '../../exmo/api/endpoints.ts';
import type { Params } from '../../exmo/api/signing.ts';

/** Answers that a test makes up, for what reads EXMO: their forms are not checked. */
export const asCall = (answer: (endpoint: Endpoint, params?: Params) => Promise<unknown>): Call =>
	answer as Call;
