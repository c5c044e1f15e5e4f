/**
 * What stands in the place of a failed item's output: for a workflow that goes on (`errorItem`), and
 * for an agent that called the node as a tool (`toolAnswer`).
 */
import type { IDataObject, IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import type { ExmoErrorDetails } from '../../../exmo/errors/errors';
import { detailsOf, toNodeError } from './nodeErrors';

/** What is known of the operation that failed. */
export interface FailedRun {
	readonly writes: boolean;
	/** What has been done at EXMO although the item fails. */
	readonly carriedOut: readonly string[];
}

type Classification = Pick<ExmoErrorDetails, 'kind' | 'code' | 'effect' | 'clientOrderId'>;

/** n8n's own errors come from the fields, before anything is sent; of any other, nothing can be said. */
function unforeseen(error: unknown, writes: boolean): Classification {
	const isFromField =
		error instanceof NodeOperationError ||
		(error instanceof Error && error.name === 'ExpressionError');
	if (isFromField) return { kind: 'invalidInput', effect: 'none' };
	return writes
		? { kind: 'unknownOutcome', effect: 'unknown' }
		: { kind: 'refused', effect: 'none' };
}

/** What a workflow or a model can branch on. */
function classify(error: unknown, { writes, carriedOut }: FailedRun): IDataObject {
	const details = detailsOf(error) ?? unforeseen(error, writes);
	const { kind, code = '', effect, clientOrderId } = details;
	return {
		kind,
		code,
		mayHaveHadEffect: carriedOut.length > 0 || effect === 'unknown',
		...(clientOrderId === undefined ? {} : { clientOrderId }),
	};
}

const asSentence = (text: string): string => (/[.!?…]$/.test(text) ? text : `${text}.`);

/**
 * The item that Continue On Fail puts in the place of an item's output. n8n up to 2.35.1 sends an item
 * down the error output only if it has `error`, and beside it at most a `message` that is not empty;
 * `item.error` would work, too, but drops every field.
 */
export function errorItem(
	node: INode,
	error: unknown,
	itemIndex: number,
	run: FailedRun,
): INodeExecutionData {
	const { message: title, description } = toNodeError(node, error, itemIndex, run.carriedOut);
	return {
		json: {
			error: { title, description: description ?? '', ...classify(error, run) },
			message: asSentence(`${asSentence(title)} ${description ?? ''}`.trim()),
		},
		pairedItem: { item: itemIndex },
	};
}

/**
 * The item that tells an agent why its call failed. Agents of some versions drop or shorten what a tool
 * throws. No key `error`: n8n's Retry On Fail would take the answer for a failure and run the node again.
 */
export function toolAnswer(
	node: INode,
	error: unknown,
	itemIndex: number,
	run: FailedRun,
): INodeExecutionData {
	const { json, pairedItem } = errorItem(node, error, itemIndex, run);
	return {
		json: { failed: true, message: json.message, ...classify(error, run) },
		pairedItem,
	};
}

/**
 * Whether the node was called as a tool, by an agent or another caller. n8n makes a node type of its own
 * for that, whose name ends in "Tool"; `isToolExecution` is missing before 2.8, and false where the
 * engine runs the tool for the agent.
 */
export const isToolRun = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || (context.isToolExecution?.() ?? false);
