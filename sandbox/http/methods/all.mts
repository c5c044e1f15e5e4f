import type { Method } from '../method.mts';
import { marketMethods } from './market.mts';
import { spotMethods } from './spot.mts';

/** Every method that the sandbox answers, in the order of exmo-api/REST.md 7. */
export const METHODS: readonly Method[] = [...marketMethods, ...spotMethods];
