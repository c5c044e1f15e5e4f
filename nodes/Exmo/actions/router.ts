/** Items in, operation, items out: errors per item, output in the order of the input. */
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { ExmoClient } from '../../shared/exchange/client';
import { errorItem, isToolRun, toolAnswer } from '../../shared/errors/failedItem';
import { named, toNodeError } from '../../shared/errors/nodeErrors';
import { ItemParameters } from '../../shared/fields/parameters';
import { RunMemory } from '../../shared/exchange/runMemory';
import { FileItem, type Operation } from './operation';
import { allFields, findOperation, titleOf } from './resources';

/** How many items of a reading operation are under way at once; exmo/pacing/queue.ts spaces their requests. */
const READS_AT_ONCE = 16;

/** n8n's Retry On Fail runs all items again; people who switch it on for orders ought to know what that means here. */
const RETRY_HINT = {
	message:
		'Retry On Fail is on. When a run fails, n8n runs the whole node again: what was already done for an item is then returned from memory and not done twice. Retrying an execution from the list of executions is a new run and has no such memory.',
	location: 'outputPane' as const,
};

type Result = { readonly items: INodeExecutionData[] } | { readonly error: unknown };

/**
 * Runs every item, some at once for an operation that only reads. After a failure that is not to be
 * continued from, items that have not begun are left alone.
 */
async function runItems(
	itemCount: number,
	operation: Operation,
	stopAtFailure: boolean,
	runItem: (itemIndex: number) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	let stopped = false;
	const work = async () => {
		while (next < itemCount && !stopped) {
			const itemIndex = next++;
			const result = await runItem(itemIndex);
			results[itemIndex] = result;
			stopped ||= stopAtFailure && 'error' in result;
		}
	};
	const workers = operation.writes ? 1 : Math.min(READS_AT_ONCE, itemCount);
	await Promise.all(Array.from({ length: workers }, work));
	return results;
}

export async function router(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const node = this.getNode();
	const itemCount = this.getInputData().length;
	const operation = chosenOperation(this);
	const isTool = isToolRun(this);
	const fields = allFields(operation);
	const title = titleOf(operation);
	const memory = RunMemory.begin(this);
	// n8n tries a tool again when it throws; its last failure is an answer to the agent
	const goesOn = isTool ? !memory.isTriedAgain : this.continueOnFail();
	const failedItem = isTool ? toolAnswer : errorItem;
	const clients = new ClientCache(this);

	const results = await runItems(itemCount, operation, !goesOn, async (itemIndex) => {
		try {
			const parameters = new ItemParameters(this, itemIndex, fields);
			const client = await clients.get(parameters);
			const outputs = await operation.execute({
				client,
				parameters,
				memory: memory.item(itemIndex),
				progress: (text) => showProgress(this, text),
			});
			return {
				items: await Promise.all(outputs.map((output) => toItem(this, output, itemIndex))),
			};
		} catch (error) {
			return { error: named(error, title) };
		}
	});

	if (node.retryOnFail && operation.writes && !isTool) this.addExecutionHints(RETRY_HINT);

	const failed = results.findIndex((result) => result && 'error' in result);
	memory.end(failed !== -1);
	if (failed !== -1 && !goesOn) {
		const { error } = results[failed] as { error: unknown };
		throw toNodeError(node, error, failed, memory.carriedOut());
	}
	const writes = operation.writes ?? false;
	return [
		results.flatMap((result, itemIndex) => {
			if ('items' in result) return result.items;
			const carriedOut = memory.carriedOut(itemIndex);
			return [failedItem(node, result.error, itemIndex, { writes, carriedOut })];
		}),
	];
}

/** A file goes where n8n keeps files (the database, the disk, S3); the item only refers to it. */
async function toItem(
	context: IExecuteFunctions,
	output: IDataObject | FileItem,
	item: number,
): Promise<INodeExecutionData> {
	if (!(output instanceof FileItem)) return { json: output, pairedItem: { item } };
	const { json, content, fileName, mimeType } = output;
	const data = await context.helpers.prepareBinaryData(
		Buffer.from(content, 'utf8'),
		fileName,
		mimeType,
	);
	return { json, binary: { data }, pairedItem: { item } };
}

function showProgress(context: IExecuteFunctions, text: string): void {
	context.logger.info(`${context.getNode().name}: ${text}`);
	context.sendMessageToUI(text);
}

function chosenOperation(context: IExecuteFunctions): Operation {
	try {
		return findOperation(
			context.getNodeParameter('resource', 0) as string,
			context.getNodeParameter('operation', 0) as string,
		);
	} catch (error) {
		throw toNodeError(context.getNode(), error, 0);
	}
}

/** Items with the same timeouts share a client, and with it what it knows of the pairs. */
class ClientCache {
	private readonly context: IExecuteFunctions;
	private readonly clients = new Map<string, Promise<ExmoClient>>();

	constructor(context: IExecuteFunctions) {
		this.context = context;
	}

	async get(parameters: ItemParameters): Promise<ExmoClient> {
		const waits = parameters.waits();
		const key = JSON.stringify(waits);
		let client = this.clients.get(key);
		if (!client) this.clients.set(key, (client = ExmoClient.of(this.context, waits)));
		return await client;
	}
}
