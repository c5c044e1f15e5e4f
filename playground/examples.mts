// The sandbox credential and the example workflows, put into n8n and wired to each other.
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DemoKeyName } from '../sandbox/demo.mts';
import type { MarketName } from '../sandbox/market/market.mts';
import type { Sandbox } from '../sandbox/server.mts';
import { checkout } from './paths.mts';
import { RestError, type Rest } from './rest.mts';

/** The credential's name, in n8n and in examples/*.json. */
export const credentialName = 'EXMO sandbox';

/** A workflow file in n8n's export format, as far as it is needed here. */
export interface WorkflowFile {
	name: string;
	nodes: Array<{
		id: string;
		name: string;
		type: string;
		typeVersion: number;
		position: number[];
		parameters: object;
		credentials?: Record<string, { id: string | null; name: string }>;
	}>;
	connections: object;
	settings?: object;
}

/** Whose credential it is: in the wind-down, that of the account with a past. */
export const keyFor = (market: MarketName | undefined): DemoKeyName =>
	market === 'winddown' ? 'past' : 'full';

/** The credential's fields, for this sandbox. */
export function credentialData(sandbox: Pick<Sandbox, 'keys' | 'url'>, name: DemoKeyName = 'full') {
	const { key, secret } = sandbox.keys[name];
	return {
		apiKey: key,
		apiSecret: secret,
		...(sandbox.url === 'http://127.0.0.1:8080'
			? { exchange: 'sandbox' } // the address that the credential itself proposes
			: { exchange: 'custom', customUrl: sandbox.url }),
		permissions: 'readTradeWithdraw',
	};
}

/** Puts the sandbox credential into n8n, or brings the one that is there up to date. @returns its id */
export async function putCredential(
	rest: Rest,
	sandbox: Sandbox,
	id?: string,
	name: DemoKeyName = 'full',
): Promise<string> {
	const credential = { name: credentialName, type: 'exmoApi', data: credentialData(sandbox, name) };
	try {
		if (id !== undefined) {
			await rest.call('PATCH', `/credentials/${id}`, credential);
			return id;
		}
	} catch (error) {
		if (!(error instanceof RestError) || error.status !== 404) throw error; // deleted in n8n: made anew
	}
	return (await rest.call<{ id: string }>('POST', '/credentials', credential)).id;
}

/** The workflows in examples/, in the order of their file names. */
export async function readExamples(): Promise<WorkflowFile[]> {
	const folder = join(checkout, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return Promise.all(
		files.map(async (file) => JSON.parse(await readFile(join(folder, file), 'utf8'))),
	);
}

/** Puts a workflow into n8n; every node that names an EXMO credential gets this one. @returns its id */
export async function putWorkflow(
	rest: Rest,
	workflow: WorkflowFile,
	credentialId: string,
): Promise<string> {
	const nodes = workflow.nodes.map((node) =>
		node.credentials?.exmoApi
			? { ...node, credentials: { exmoApi: { id: credentialId, name: credentialName } } }
			: node,
	);
	const { name, connections, settings } = workflow;
	const made = await rest.call<{ id: string }>('POST', '/workflows', {
		name,
		active: false, // n8n 1.123 wants it
		nodes,
		connections,
		settings: settings ?? {},
	});
	return made.id;
}
