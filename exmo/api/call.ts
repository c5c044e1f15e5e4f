import type { Endpoint } from './endpoints';
import type { Params } from './signing';

/** One request, as what only knows EXMO is handed it: endpoint and parameters in, data out. */
export type Call = (endpoint: Endpoint, params?: Params) => Promise<unknown>;
