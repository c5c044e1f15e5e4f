/** A workflow that places an order and cancels it, called by its webhook. */
import { setTimeout as sleep } from 'node:timers/promises';
import { newAccount, createOwner } from '../../playground/account.mts';
import { credentialName, putCredential, putWorkflow } from '../../playground/examples.mts';
import { restOf, type Rest } from '../../playground/rest.mts';
import type { Sandbox } from '../../sandbox/server.mts';

const PATH = 'place-and-cancel';

const exmo = (id: string, name: string, position: number[], parameters: object) => ({
	id,
	name,
	type: 'n8n-nodes-exmo.exmo',
	typeVersion: 1,
	position,
	parameters: { resource: 'order', ...parameters },
	credentials: { exmoApi: { id: null, name: credentialName } },
});

const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });

const workflow = {
	name: 'Place and cancel',
	nodes: [
		{
			id: '1',
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			position: [0, 0],
			webhookId: PATH,
			parameters: { path: PATH, responseMode: 'lastNode' },
		},
		exmo('2', 'Place', [200, 0], {
			operation: 'create',
			pair: { __rl: true, mode: 'name', value: 'BTC_USD' },
			side: 'buy',
			orderType: 'limit',
			quantity: '0.001',
			price: '30000',
		}),
		exmo('3', 'Cancel', [400, 0], {
			operation: 'cancel',
			orderId: { __rl: true, mode: 'id', value: '={{ $json.orderId }}' },
		}),
	],
	connections: { Webhook: to('Place'), Place: to('Cancel') },
};

/** Puts owner, credential and workflow into n8n, and makes the webhook live. */
export async function publishWorkflow(url: string, sandbox: Sandbox): Promise<Rest> {
	const rest = restOf(url);
	await createOwner(rest, newAccount());
	const credentialId = await putCredential(rest, sandbox);
	const id = await putWorkflow(rest, workflow, credentialId);
	const { versionId } = await rest.call<{ versionId: string }>('GET', `/workflows/${id}`);
	await rest.call('POST', `/workflows/${id}/activate`, { versionId });
	await untilLive(url);
	return rest;
}

/** n8n answers the activation before the webhook is there: OPTIONS asks without calling it. */
async function untilLive(url: string): Promise<void> {
	for (let giveUpAt = Date.now() + 30_000; ; ) {
		const { headers } = await fetch(`${url}/webhook/${PATH}`, {
			method: 'OPTIONS',
			headers: { Origin: url }, // only then it says which methods there are
		});
		if (headers.get('access-control-allow-methods')?.includes('GET')) return;
		if (Date.now() > giveUpAt) throw new Error('The webhook was not there within 30 seconds.');
		await sleep(100);
	}
}

/** One call of the webhook. @returns undefined when the order was placed and cancelled, else what came instead */
async function call(url: string): Promise<string | undefined> {
	const response = await fetch(`${url}/webhook/${PATH}`);
	const text = await response.text();
	if (response.ok && /"cancelled":\s*true/.test(text)) return undefined;
	return `HTTP ${response.status}: ${text.slice(0, 300)}`;
}

/**
 * Calls the webhook so many times, some at once.
 * @returns what went wrong, a text for each call that did
 */
export async function callMany(url: string, count: number, concurrency: number): Promise<string[]> {
	const failures: string[] = [];
	let left = count;
	const caller = async () => {
		while (left-- > 0) {
			const failure = await call(url).catch((error: Error) => error.message);
			if (failure !== undefined) failures.push(failure);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, caller));
	return failures;
}

/** How n8n itself says that the executions ended. */
export async function countExecutions(rest: Rest): Promise<Record<string, number>> {
	const statuses = new Map<string, string>(); // by id: n8n may list one twice, as running and as done
	for (let cursor = ''; ; ) {
		const page = await rest.call<{
			results: Array<{ id: string; status: string }>;
			nextCursor?: string;
		}>('GET', `/executions?limit=100${cursor && `&cursor=${cursor}`}`);
		for (const { id, status } of page.results) statuses.set(id, status);
		if (!page.nextCursor) break;
		cursor = page.nextCursor;
	}
	const counts: Record<string, number> = {};
	for (const status of statuses.values()) counts[status] = (counts[status] ?? 0) + 1;
	return counts;
}
