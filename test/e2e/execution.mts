// Workflows run by n8n itself, through the interface that its editor uses.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installN8n } from '../../playground/install.mts';
import { silent } from '../../playground/progress.mts';
import { playground } from './playground.mts';

export type Item = Record<string, unknown>;

/** How a run ended, or what it waits with, and what each node gave. */
export interface Execution {
	status: string;
	/** The first error, as n8n shows it. */
	error?: string;
	/** The items of a node's outputs, one after the other. */
	items(node: string): Item[];
	/** Those of all its runs: a node that several lead to runs for each. */
	all(node: string): Item[];
	/** Whether the node was run. */
	ran(node: string): boolean;
	/** The file in the binary field "data" of a node's first item. */
	file(node: string): Promise<{ name: string; bytes: Buffer }>;
}

interface NodeOutput {
	json: Item;
	binary?: Record<string, { id?: string; data: string; fileName: string }>;
}

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, Array<{ data?: { main: Array<NodeOutput[] | null> } }>>;
	};
}

const { bin } = await installN8n(silent);
/** n8n keeps a run's data in this format, so it is read with the library that n8n brings. */
const flatted: { parse(text: string): RunData } = createRequire(
	join(bin, '..', '..', 'package.json'),
)('flatted');

/** An execution as n8n keeps it, which is over or waits for a person; undefined while it is under way. */
export async function readExecution(executionId: string): Promise<Execution | undefined> {
	const run = await playground.rest.call<{ status: string; data: string }>(
		'GET',
		`/executions/${executionId}`,
	);
	if (['new', 'running', 'unknown'].includes(run.status)) return undefined;
	const { error, runData } = flatted.parse(run.data).resultData;
	type Run = RunData['resultData']['runData'][string][number];
	const outputsOf = (one?: Run) => (one?.data?.main ?? []).flatMap((output) => output ?? []);
	const outputs = (node: string) => outputsOf(runData[node]?.[0]);
	return {
		status: run.status,
		error: error?.message,
		items: (node) => outputs(node).map(({ json }) => json),
		all: (node) => (runData[node] ?? []).flatMap(outputsOf).map(({ json }) => json),
		ran: (node) => runData[node] !== undefined,
		async file(node) {
			const { id, data = '', fileName = '' } = outputs(node)[0]?.binary?.data ?? {};
			const bytes = id
				? await playground.rest.download(`/binary-data?id=${id}&action=download`)
				: Buffer.from(data, 'base64');
			return { name: fileName, bytes };
		},
	};
}

/** Waits until an execution is over, or waits for a person. */
export async function settled(executionId: string): Promise<Execution> {
	for (;;) {
		const execution = await readExecution(executionId);
		if (execution) return execution;
		await pause();
	}
}

/** n8n offers no call that waits. */
export const pause = async () => await new Promise((resolve) => setTimeout(resolve, 100));

/**
 * Runs a workflow from its trigger, as a click on "Execute workflow" does.
 * @param given what the trigger gives, where the editor hands that over (the chat)
 * @returns the execution's id
 */
export async function begin(workflowId: string, trigger: string, given?: Item): Promise<string> {
	const output = { main: [[{ json: given }]] };
	const data = {
		startTime: 0,
		executionTime: 0,
		executionStatus: 'success',
		data: output,
		source: [],
	};
	const { executionId } = await playground.rest.call<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: trigger, ...(given && { data }) } },
	);
	return executionId;
}

/** Runs a workflow from its trigger, and waits for its end. */
export const execute = async (
	workflowId: string,
	trigger: string,
	given?: Item,
): Promise<Execution> => await settled(await begin(workflowId, trigger, given));
