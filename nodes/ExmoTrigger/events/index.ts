/** Every event in the editor's order, which n8n wants to be that of the alphabet. */
import type { TriggerEvent } from '../event';
import { balanceChanged } from './balanceChanged';
import { candleClosed } from './candleClosed';
import { depositOrWithdrawalChanged } from './depositOrWithdrawalChanged';
import { orderEnded } from './orderEnded';
import { ownTrade } from './ownTrade';
import { pairListing } from './pairListing';
import { priceCrossed } from './priceCrossed';
import { priceMoved } from './priceMoved';
import { publicTrade } from './publicTrade';
import { spreadAbove } from './spreadAbove';
import { withdrawalNetwork } from './withdrawalNetwork';

export const events = [
	balanceChanged,
	candleClosed,
	depositOrWithdrawalChanged,
	publicTrade,
	orderEnded,
	ownTrade,
	pairListing,
	priceCrossed,
	priceMoved,
	spreadAbove,
	withdrawalNetwork,
] as readonly TriggerEvent[];
