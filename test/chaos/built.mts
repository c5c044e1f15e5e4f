/** The node and the credential as they were built, the way n8n loads them. */
import { createRequire } from 'node:module';
import type { Subject } from '../harness/harness.mts';

const require = createRequire(import.meta.url);

/** @throws when `npm run build` has not been run */
export function builtExmo(): Subject {
	const { Exmo } = require('../../dist/nodes/Exmo/Exmo.node.js');
	const { ExmoApi } = require('../../dist/credentials/ExmoApi.credentials.js');
	return { type: 'n8n-nodes-exmo.exmo', node: new Exmo(), credential: new ExmoApi() };
}
