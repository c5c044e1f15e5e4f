/** Items in, operation, items out: errors per item, output in the order of the input. */
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { errorItem, isToolRun, toolAnswer } from '../../shared/errors/failedItem';
import { named, toNodeError } from '../../shared/errors/nodeErrors';
import { ItemParameters } from '../../shared/fields/parameters';
import { RunMemory, type ItemMemory } from '../../shared/exchange/runMemory';
import { eachConcurrently } from '../../../exmo/pacing/concurrency';
import { connect, type Connection } from '../../shared/exchange/writer';
import { FileItem, type Operation, type Output, type ReadContext } from './operation';
import { allFields, findOperation, titleOf } from './resources';

/** How many items of a reading operation are under way at once; exmo/pacing/queue.ts spaces their requests. */
const READ_CONCURRENCY = 16;

/** n8n's Retry On Fail runs all items again; people who switch it on for orders ought to know what that means here. */
const RETRY_HINT = {
	message:
		'Retry On Fail is on. When a run fails, n8n runs the whole node again: what was already done for an item is then returned from memory and not done twice. Retrying an execution from the list of executions is a new run and has no such memory.',
	location: 'outputPane' as const,
};

type Result = { readonly items: INodeExecutionData[] } | { readonly error: unknown };

/**
 * Runs every item, several at once for an operation that only reads. After a failure that is not to be
 * continued from, items that have not begun are left alone.
 */
async function runItems(
	itemCount: number,
	operation: Operation,
	stopAtFailure: boolean,
	runItem: (itemIndex: number) => Promise<Result>,
): Promise<Result[]> {
	const results: Result[] = [];
	let hasFailed = false;
	function* itemIndexes() {
		for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
			if (stopAtFailure && hasFailed) return;
			yield itemIndex;
		}
	}
	await eachConcurrently(
		itemIndexes(),
		operation.writes ? 1 : READ_CONCURRENCY,
		async (itemIndex) => {
			const result = await runItem(itemIndex);
			results[itemIndex] = result;
			hasFailed ||= 'error' in result;
		},
	);
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
	const connections = new Connections(this);
	const writes = operation.writes !== undefined;

	const results = await runItems(itemCount, operation, !goesOn, async (itemIndex) => {
		try {
			const parameters = new ItemParameters(this, itemIndex, fields);
			const connection = await connections.get(parameters);
			const progress = (text: string) => showProgress(this, text);
			const item = { parameters, progress };
			const outputs = await run(operation, item, connection, memory.item(itemIndex));
			return {
				items: await Promise.all(outputs.map((output) => toItem(this, output, itemIndex))),
			};
		} catch (error) {
			return { error: named(error, title) };
		}
	});

	if (node.retryOnFail && writes && !isTool) this.addExecutionHints(RETRY_HINT);

	const failed = results.findIndex((result) => result && 'error' in result);
	memory.end(failed !== -1);
	if (failed !== -1 && !goesOn) {
		const { error } = results[failed] as { error: unknown };
		throw toNodeError(node, error, failed, memory.carriedOut());
	}
	return [
		results.flatMap((result, itemIndex) => {
			if ('items' in result) return result.items;
			const carriedOut = memory.carriedOut(itemIndex);
			return [failedItem(node, result.error, itemIndex, { writes, carriedOut })];
		}),
	];
}

/** Only an operation that writes is handed what it takes to write. */
async function run(
	operation: Operation,
	item: Omit<ReadContext, 'client'>,
	{ client, writer }: Connection,
	memory: ItemMemory,
): Promise<Output[]> {
	return operation.writes
		? await operation.execute({ ...item, client, writer, memory })
		: await operation.execute({ ...item, client });
}

/** A file goes where n8n keeps files (the database, the disk, S3); the item only refers to it. */
async function toItem(
	context: IExecuteFunctions,
	output: Output,
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
class Connections {
	private readonly context: IExecuteFunctions;
	private readonly byWaits = new Map<string, Promise<Connection>>();

	constructor(context: IExecuteFunctions) {
		this.context = context;
	}

	async get(parameters: ItemParameters): Promise<Connection> {
		const waits = parameters.waits();
		const key = JSON.stringify(waits);
		let connection = this.byWaits.get(key);
		if (!connection) this.byWaits.set(key, (connection = connect(this.context, waits)));
		return await connection;
	}
}
