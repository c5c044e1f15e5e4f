import type { Call } from '../../exmo/api/call.ts';
import type { ReadEndpoint } from '../../exmo/api/endpoints.ts';
import type { Params } from '../../exmo/api/signing.ts';

/** A `Call` that answers what a test says; whether an answer has the endpoint's form is for the test to know. */
export const fakeCall = (answer: (endpoint: ReadEndpoint, params?: Params) => unknown): Call =>
	(async (endpoint: ReadEndpoint, params?: Params) => await answer(endpoint, params)) as Call;
