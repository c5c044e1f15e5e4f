import { OwnIds } from '../../../shared/exchange/ownIds';

/** Two equal codes must not be taken for each other. */
export const ownCodes = new OwnIds();
