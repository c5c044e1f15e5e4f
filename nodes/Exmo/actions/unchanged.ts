/** Replies whose form no source shows: nothing is renamed, sorted or guessed in them. */
import type { IDataObject } from 'n8n-workflow';

/** EXMO's JSON as one item, just as it came; what is no object stands in the field `reply`. */
export const unchanged = (reply: unknown): IDataObject[] =>
	typeof reply === 'object' && reply !== null && !Array.isArray(reply)
		? [reply as IDataObject]
		: [{ reply } as IDataObject];
