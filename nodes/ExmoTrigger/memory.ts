/**
 * What a trigger remembers between two polls, in n8n's static data of the node. n8n saves it when a
 * poll starts a workflow and when the workflow is activated; it is changed in one go, just before the
 * poll returns what it belongs to.
 */
import type { IDataObject } from 'n8n-workflow';

/** Raised when a state can no longer be read as it is; the watch then begins anew. */
const VERSION = 1;

const isOurs = (staticData: IDataObject, watch: string): boolean =>
	staticData.version === VERSION && staticData.watch === watch;

/** The state of this watch; undefined at the first poll, and when something else was watched before. */
export function remembered(staticData: IDataObject, watch: string): unknown {
	// A copy: what n8n keeps stays as it is until the poll is done
	return isOurs(staticData, watch) ? JSON.parse(JSON.stringify(staticData.state)) : undefined;
}

/** How often the state of this watch has changed; 0: it has none. */
export const revisionOf = (staticData: IDataObject, watch: string): number =>
	isOurs(staticData, watch) ? Number(staticData.revision ?? 0) : 0;

export function remember(staticData: IDataObject, watch: string, state: unknown): void {
	const isSame =
		isOurs(staticData, watch) && JSON.stringify(staticData.state) === JSON.stringify(state);
	if (isSame) return; // n8n counts every assignment as a change
	staticData.revision = revisionOf(staticData, watch) + 1;
	staticData.version = VERSION;
	staticData.watch = watch;
	staticData.state = state as IDataObject;
}
