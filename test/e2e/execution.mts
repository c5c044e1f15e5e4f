// Workflows run by n8n itself, through the interface that its editor uses.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installN8n } from '../../playground/install.mts';
import { silent } from '../../playground/progress.mts';
import { playground } from './playground.mts';

export type Item = Record<string, unknown>;

/** How a run ended, and what each node gave. */
export interface Execution {
	status: string;
	/** The first error, as n8n shows it. */
	error?: string;
	/** The items of a node's first output. */
	items(node: string): Item[];
	/** Those of all its runs: a node that several lead to runs for each. */
	all(node: string): Item[];
}

interface RunData {
	resultData: {
		error?: { message: string };
		runData: Record<string, Array<{ data?: { main: Array<Array<{ json: Item }> | null> } }>>;
	};
}

const { bin } = await installN8n(silent);
/** n8n keeps a run's data in this format, so it is read with the library that n8n brings. */
const flatted: { parse(text: string): RunData } = createRequire(
	join(bin, '..', '..', 'package.json'),
)('flatted');

/** An execution as n8n keeps it; undefined while it is under way. */
export async function readExecution(executionId: string): Promise<Execution | undefined> {
	const run = await playground.rest.call<{ status: string; stoppedAt?: string; data: string }>(
		'GET',
		`/executions/${executionId}`,
	);
	if (!run.stoppedAt) return undefined;
	const itemsOf = (one?: RunData['resultData']['runData'][string][number]) =>
		(one?.data?.main[0] ?? []).map(({ json }) => json);
	const { error, runData } = flatted.parse(run.data).resultData;
	return {
		status: run.status,
		error: error?.message,
		items: (node) => itemsOf(runData[node]?.[0]),
		all: (node) => (runData[node] ?? []).flatMap(itemsOf),
	};
}

/** Runs a workflow from its trigger, as a click on "Execute workflow" does, and waits for its end. */
export async function execute(workflowId: string, trigger: string): Promise<Execution> {
	const { executionId } = await playground.rest.call<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{ triggerToStartFrom: { name: trigger } },
	);
	for (;;) {
		const execution = await readExecution(executionId);
		if (execution) return execution;
		await new Promise((resolve) => setTimeout(resolve, 100)); // n8n offers no call that waits
	}
}
