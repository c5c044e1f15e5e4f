import type { ReadEndpoint } from './endpoints';
import type { Params } from './signing';

/**
 * One request, as what only knows EXMO is handed it: endpoint and parameters in, data out. It takes
 * what only reads: what may have an effect goes through nodes/shared/exchange/writer.ts.
 */
export type Call = <Reply>(endpoint: ReadEndpoint<Reply>, params?: Params) => Promise<Reply>;
