/** Replies whose form no source shows: nothing is renamed, sorted or guessed in them. */
import type { IDataObject } from 'n8n-workflow';

/**
 * EXMO's JSON as one item, just as it came, in the field `reply`: the item's form is then known although
 * that of the answer is not, and no `error` of EXMO's can be taken for one of n8n's.
 */
export const unchanged = (reply: unknown): IDataObject[] => [{ reply } as IDataObject];
