// Where the playground keeps what: the only file that knows the folders.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout: the folder that holds this repository. */
export const checkout = fileURLToPath(new URL('..', import.meta.url));

/** package.json and package-lock.json of the pinned n8n. */
export const pinnedFolder = join(checkout, 'playground');

/** What `npm start` keeps between two starts: n8n's data, the packed package, logs. Ignored by git. */
export const dataFolder = join(checkout, '.tmp', 'playground');

/**
 * The user's cache folder for this project, outside every checkout, so that all clones share one n8n.
 * Follows each system's convention; `XDG_CACHE_HOME` wins where it is set.
 */
export function cacheFolder(): string {
	const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
	if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, 'n8n-nodes-exmo');
	if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'n8n-nodes-exmo');
	if (process.platform === 'win32' && LOCALAPPDATA) return join(LOCALAPPDATA, 'n8n-nodes-exmo');
	return join(homedir(), '.cache', 'n8n-nodes-exmo');
}
