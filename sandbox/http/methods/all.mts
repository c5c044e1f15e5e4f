import type { Method } from '../method.mts';
import { giftCodeMethods } from './giftCodes.mts';
import { marginReadingMethods } from './marginReading.mts';
import { marginTradingMethods } from './marginTrading.mts';
import { marketMethods } from './market.mts';
import { spotMethods } from './spot.mts';
import { walletMethods } from './wallet.mts';

/** Every method that the sandbox answers: those of exmo-api/REST.md 7. */
export const METHODS: readonly Method[] = [
	...marketMethods,
	...spotMethods,
	...walletMethods,
	...giftCodeMethods,
	...marginTradingMethods,
	...marginReadingMethods,
];
