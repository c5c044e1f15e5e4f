/** n8n's own HTTP Request node with the EXMO credential, in the same engine. */
import type { ICredentialType, IDataObject, INodeType } from 'n8n-workflow';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { builtExmo } from '../../test/chaos/built.mts';
import { runNode, type Subject } from '../../test/harness/harness.mts';
import type { FarExchange } from '../exchange.mts';
import { ORDER, type Peer } from '../peer.mts';
import { counted, credentialsFor, items } from './exmoNode.mts';

const VERSION = 4.2;

const parametersFor = (url: string, fields: IDataObject, batching: IDataObject): IDataObject => ({
	method: 'POST',
	url,
	authentication: 'predefinedCredentialType',
	nodeCredentialType: 'exmoApi',
	sendBody: true,
	contentType: 'form-urlencoded',
	bodyParameters: {
		parameters: Object.entries(fields).map(([name, value]) => ({ name, value })),
	},
	options: { ...batching },
});

/** EXMO answers its refusals with HTTP 200: for this node they are successes, and a person has to look. */
const isFailure = (item: IDataObject) => 'error' in item && item.error !== '';

function peer(name: string, subject: Subject, batching: IDataObject): Peer {
	const run = async (exchange: FarExchange, path: string, fields: IDataObject, count: number) =>
		counted(
			await runNode(
				subject,
				credentialsFor(exchange),
				parametersFor(`${exchange.url}/v1.1/${path}`, fields, batching),
				{ items: items(count), node: { onError: 'continueRegularOutput' } },
			),
			count,
			isFailure,
		);
	const { side, ...order } = ORDER;
	return {
		name,
		read: async (exchange, count) => await run(exchange, 'user_info', {}, count),
		order: async (exchange, count) =>
			await run(exchange, 'order_create', { ...order, type: side }, count),
	};
}

/**
 * The node from an installed n8n: as it comes, and with the batching that a careful user would set.
 * @param n8nBin n8n's command line in its installation
 */
export function httpRequestPeers(n8nBin: string): Peer[] {
	const require = createRequire(join(n8nBin, '..', '..', '..', 'n8n-nodes-base', 'package.json'));
	const { HttpRequest } = require('./dist/nodes/HttpRequest/HttpRequest.node.js') as {
		HttpRequest: new () => { getNodeType(version: number): INodeType };
	};
	const subject: Subject = {
		type: 'n8n-nodes-base.httpRequest',
		version: VERSION,
		node: new HttpRequest().getNodeType(VERSION),
		credential: builtExmo().credential as ICredentialType,
	};
	return [
		peer('HTTP Request', subject, {}),
		peer('HTTP Request, batches of 1 every 110 ms', subject, {
			batching: { batch: { batchSize: 1, batchInterval: 110 } },
		}),
	];
}
