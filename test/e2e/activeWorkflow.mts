// A workflow of one trigger, switched on in n8n, and what it was started with.
import { credentialName, putWorkflow } from '../../playground/examples.mts';
import { readExecution, type Item } from './execution.mts';
import { playground } from './playground.mts';

const NODE = 'Trigger';

/** Only a workflow that does not start meets it: n8n polls once a minute, and some machines are slow. */
const PATIENCE_MS = 240_000;

/** What is put into the workflow. */
export interface TriggerSetup {
	/** The workflow's name. */
	name: string;
	/** The node type's name in the package. */
	node: 'exmoTrigger' | 'exmoStreamTrigger';
	parameters: object;
	credentialId: string;
}

/** All that an active workflow was started with. */
export interface Started {
	/** Of all executions, the oldest first. */
	items: Item[];
	/** What n8n says of executions that failed. */
	errors: string[];
}

/** How n8n says what became of an activation; it answers the activation itself before that is known. */
interface Publication {
	status: 'in_progress' | 'published' | 'partial' | 'failed' | 'not_published';
	triggers: Array<{ errorMessage?: string | null }>;
}

/** Resolves when the trigger is at work. @throws n8n's sentence when it does not get there */
async function published(workflowId: string): Promise<void> {
	for (;;) {
		const { status, triggers } = await playground.rest.call<Publication>(
			'GET',
			`/workflows/${workflowId}/publication-status`,
		);
		if (status === 'published') return;
		if (status !== 'in_progress') {
			throw new Error(triggers[0]?.errorMessage ?? `The activation ended as "${status}".`);
		}
		await new Promise((resolve) => setTimeout(resolve, 100)); // n8n offers no call that waits
	}
}

/** Publishes a workflow. Resolves when its triggers are at work. @throws n8n's sentence when they cannot be */
export async function publish(workflowId: string): Promise<void> {
	const { rest } = playground;
	const { versionId } = await rest.call<{ versionId: string }>('GET', `/workflows/${workflowId}`);
	await rest.call('POST', `/workflows/${workflowId}/activate`, { versionId });
	await published(workflowId);
}

export async function unpublish(workflowId: string): Promise<void> {
	await playground.rest.call('POST', `/workflows/${workflowId}/deactivate`, {});
}

export class ActiveWorkflow {
	private readonly id: string;
	/** Executions do not change once they are over: each is read once. */
	private readonly over = new Map<string, Started>();

	private constructor(id: string) {
		this.id = id;
	}

	/** Resolves when the trigger is at work. @throws n8n's sentence when it cannot be activated */
	static async activate(setup: TriggerSetup): Promise<ActiveWorkflow> {
		const { rest } = playground;
		const trigger = {
			id: '1',
			name: NODE,
			type: `n8n-nodes-exmo.${setup.node}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: setup.parameters,
			credentials: { exmoApi: { id: null, name: credentialName } },
		};
		const workflow = { name: setup.name, nodes: [trigger], connections: {} };
		const id = await putWorkflow(rest, workflow, setup.credentialId);
		await publish(id);
		return new ActiveWorkflow(id);
	}

	async started(): Promise<Started> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.id }));
		const { results } = await playground.rest.call<{ results: Array<{ id: string }> }>(
			'GET',
			`/executions?limit=100&filter=${filter}`,
		);
		const all: Started = { items: [], errors: [] };
		for (const { id } of results.toReversed()) {
			const one = this.over.get(id) ?? (await this.read(id));
			all.items.push(...(one?.items ?? []));
			all.errors.push(...(one?.errors ?? []));
		}
		return all;
	}

	/**
	 * Waits until it was started with so many items in all, or failed.
	 * @param isMeant of which items it is about; the others are left out
	 */
	async untilStarted(
		count: number,
		isMeant: (item: Item) => boolean = () => true,
	): Promise<Started> {
		for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
			const { items, errors } = await this.started();
			const started = { items: items.filter(isMeant), errors };
			const isDone = started.items.length >= count || errors.length > 0;
			if (isDone || Date.now() > giveUpAt) return started;
			await new Promise((resolve) => setTimeout(resolve, 1_000)); // n8n offers no call that waits
		}
	}

	async deactivate(): Promise<void> {
		await unpublish(this.id);
	}

	private async read(executionId: string): Promise<Started | undefined> {
		const execution = await readExecution(executionId);
		if (!execution) return undefined;
		const { status, error } = execution;
		const errors = status === 'success' ? [] : [error ?? `the execution ended as "${status}"`];
		const one = { items: execution.items(NODE), errors };
		this.over.set(executionId, one);
		return one;
	}
}

/** Only the fields that are expected: the exchange says nothing of the others. */
export const comparable = (items: Item[], expected: Item[]) =>
	items.map((item, index) =>
		Object.fromEntries(
			Object.keys(expected[index] ?? item).map((name) => [name, item[name]] as const),
		),
	);
