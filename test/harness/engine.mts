/** The node and the credential as their sources are, in n8n's own engine (harness.mts). */
import type { IDataObject } from 'n8n-workflow';
import { ExmoApi } from '../../credentials/ExmoApi.credentials.ts';
import { Exmo } from '../../nodes/Exmo/Exmo.node.ts';
import {
	runNode,
	type Credentials,
	type NodeRun,
	type NodeSettings,
	type Subject,
} from './harness.mts';

export type { Credentials, NodeRun, NodeSettings } from './harness.mts';

export const exmo: Subject = {
	type: 'n8n-nodes-exmo.exmo',
	node: new Exmo(),
	credential: new ExmoApi(),
};

/** Runs one EXMO node in a workflow of its own, fed with items. */
export const runExmo = async (
	credentials: Credentials,
	parameters: IDataObject,
	settings?: NodeSettings,
): Promise<NodeRun> => await runNode(exmo, credentials, parameters, settings);

/** Runs the operations of one resource, with whatever credentials the account has by then. */
export const resourceOf =
	(account: { readonly credentials: Credentials }, resource: string) =>
	async (operation: string, parameters: IDataObject = {}, settings?: NodeSettings) =>
		await runExmo(account.credentials, { resource, operation, ...parameters }, settings);
