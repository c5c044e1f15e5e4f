/** Client order IDs: by them an order is found when its answer is lost. */
import { randomInt } from 'node:crypto';

/**
 * The largest client order ID. EXMO wants a positive integer and documents no largest one; every sample
 * has 6 digits, so that more than 31 bits is nothing to rely on (exmo-api/REST.md 3.2).
 */
export const MAX_CLIENT_ORDER_ID = 2 ** 31 - 1;
/** Ten digits, so that none is an ID that a person counts up. */
const MIN_NEW_ID = 1_000_000_000;
const NEW_IDS = MAX_CLIENT_ORDER_ID - MIN_NEW_ID + 1;

/** Counted from a random place: no two of this process are alike, and hardly any two of several. */
let latestNewId = randomInt(NEW_IDS);

/** A new client order ID. */
export function newClientOrderId(): string {
	latestNewId = (latestNewId + 1) % NEW_IDS;
	return String(MIN_NEW_ID + latestNewId);
}
