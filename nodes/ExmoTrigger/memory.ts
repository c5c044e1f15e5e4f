/**
 * What a trigger remembers between two polls, in n8n's static data of the node. n8n saves it when a
 * poll starts a workflow and when the workflow is activated; it is changed in one go, just before the
 * poll returns what it belongs to.
 */
import type { IDataObject } from 'n8n-workflow';

/** Raised when a state can no longer be read as it is; the watch then begins anew. */
const VERSION = 1;

/** The state of this watch; undefined at the first poll, and when something else was watched before. */
export function remembered(staticData: IDataObject, watch: string): unknown {
	const isOurs = staticData.version === VERSION && staticData.watch === watch;
	// A copy: what n8n keeps stays as it is until the look is done
	return isOurs ? JSON.parse(JSON.stringify(staticData.state)) : undefined;
}

export function remember(staticData: IDataObject, watch: string, state: unknown): void {
	const isSame =
		staticData.version === VERSION &&
		staticData.watch === watch &&
		JSON.stringify(staticData.state) === JSON.stringify(state);
	if (isSame) return; // n8n counts every assignment as a change
	staticData.version = VERSION;
	staticData.watch = watch;
	staticData.state = state as IDataObject;
}
