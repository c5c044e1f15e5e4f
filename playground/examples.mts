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

/** The name of the one that may only read, likewise. */
const readOnlyCredentialName = `${credentialName}, read only`;

/** n8n's ids of credentials, by name. */
export type CredentialIds = Record<string, string>;

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
		disabled?: boolean;
	}>;
	connections: object;
	settings?: object;
	/** What groups it with others in n8n's list. */
	tags?: Array<{ name: string }>;
}

/** Whose credential it is: in the wind-down, that of the account with a past. */
export const keyFor = (market: MarketName | undefined): DemoKeyName =>
	market === 'winddown' ? 'past' : 'full';

/** Where the examples look for the sandbox, and the address that the credential itself proposes. */
const usualUrl = 'http://127.0.0.1:8080';

/** The credential's fields, for this sandbox. */
export function credentialData(sandbox: Pick<Sandbox, 'keys' | 'url'>, name: DemoKeyName = 'full') {
	const { key, secret } = sandbox.keys[name];
	return {
		apiKey: key,
		apiSecret: secret,
		...(sandbox.url === usualUrl
			? { exchange: 'sandbox' }
			: { exchange: 'custom', customUrl: sandbox.url }),
		permissions: 'readTradeWithdraw',
	};
}

type CredentialData = ReturnType<typeof credentialData>;

/** Puts a credential into n8n, or brings the one that is there up to date. @returns its id */
async function saveCredential(
	rest: Rest,
	name: string,
	data: CredentialData,
	id?: string,
): Promise<string> {
	const credential = { name, type: 'exmoApi', data };
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

/** Puts the sandbox credential into n8n, or brings the one that is there up to date. @returns its id */
export const putCredential = async (rest: Rest, sandbox: Sandbox, id?: string): Promise<string> =>
	await saveCredential(rest, credentialName, credentialData(sandbox), id);

/**
 * Puts every credential that the examples name into n8n, or brings those that are there up to date.
 * @param known those of an earlier start
 */
export async function putCredentials(
	rest: Rest,
	sandbox: Sandbox,
	market: MarketName | undefined,
	known: CredentialIds = {},
): Promise<CredentialIds> {
	const full = credentialData(sandbox, keyFor(market));
	// The account with a past has one key only; there it is the credential that allows no more than reading
	const reader = market === 'winddown' ? full : credentialData(sandbox, 'readOnly');
	const wanted: Record<string, CredentialData> = {
		[credentialName]: full,
		[readOnlyCredentialName]: { ...reader, permissions: 'read' },
	};
	const ids: CredentialIds = {};
	for (const [name, data] of Object.entries(wanted)) {
		ids[name] = await saveCredential(rest, name, data, known[name]);
	}
	return ids;
}

/** A workflow in examples/. */
interface Example {
	/** The file's name in that folder. */
	file: string;
	workflow: WorkflowFile;
}

/** The workflows in examples/, in the order of their file names. */
export async function readExamples(): Promise<Example[]> {
	const folder = join(checkout, 'examples');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return Promise.all(
		files.map(async (file) => ({
			file,
			workflow: JSON.parse(await readFile(join(folder, file), 'utf8')) as WorkflowFile,
		})),
	);
}

/** n8n's ids of these tags; what is not there yet is made. */
async function tagIds(rest: Rest, wanted: ReadonlyArray<{ name: string }>): Promise<string[]> {
	if (wanted.length === 0) return [];
	type Tag = { id: string; name: string };
	const known = await rest.call<Tag[]>('GET', '/tags');
	const ids: string[] = [];
	for (const { name } of wanted) {
		const tag =
			known.find((one) => one.name === name) ?? (await rest.call<Tag>('POST', '/tags', { name }));
		ids.push(tag.id);
	}
	return ids;
}

/**
 * Puts a workflow into n8n.
 * @param credentials the one for every node that names an EXMO credential, or those for each name
 * @returns its id
 */
export async function putWorkflow(
	rest: Rest,
	workflow: WorkflowFile,
	credentials: string | CredentialIds,
): Promise<string> {
	const credentialOf = (name: string) => ({
		id: typeof credentials === 'string' ? credentials : (credentials[name] ?? null),
		name,
	});
	const nodes = workflow.nodes.map((node) => {
		const named = node.credentials?.exmoApi;
		if (!named) return node;
		return { ...node, credentials: { ...node.credentials, exmoApi: credentialOf(named.name) } };
	});
	const { name, connections, settings, tags = [] } = workflow;
	const made = await rest.call<{ id: string }>('POST', '/workflows', {
		name,
		active: false, // n8n 1.123 wants it
		nodes,
		connections,
		settings: settings ?? {},
		tags: await tagIds(rest, tags),
	});
	return made.id;
}

/** The workflow with the address of this sandbox in the place of the usual one. */
export const withSandbox = (workflow: WorkflowFile, { url }: Pick<Sandbox, 'url'>): WorkflowFile =>
	JSON.parse(JSON.stringify(workflow).replaceAll(usualUrl, url)) as WorkflowFile;

/**
 * Puts those examples into n8n that no earlier start has put there.
 * @param known n8n's ids of those that have been, by name; what a person has deleted stays deleted
 * @returns the ids of all
 */
export async function putExamples(
	rest: Rest,
	sandbox: Sandbox,
	credentials: CredentialIds,
	known: Record<string, string> = {},
): Promise<Record<string, string>> {
	const ids = { ...known };
	for (const { workflow } of await readExamples()) {
		ids[workflow.name] ??= await putWorkflow(rest, withSandbox(workflow, sandbox), credentials);
	}
	return ids;
}
