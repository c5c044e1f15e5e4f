/** Errors of exmo/ and of the user's input, as n8n shows them: what happened, which item, what to do. */
import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { ExmoError, type ExmoErrorDetails } from '../../../exmo/errors/errors';
import { InputError } from '../../../exmo/errors/inputError';
import { withoutSecrets } from '../../../exmo/errors/secrets';
import { inWords } from './wording';

/** Input that cannot be sent; the message is fit for a user. */
export class InvalidInput extends InputError {
	override readonly name = 'InvalidInput';
}

/** A missing permission: names the operation that the user chose instead of EXMO's method. */
export const named = (error: unknown, operation: string): unknown =>
	error instanceof ExmoError && error.details.reason === 'missingPermission'
		? error.with({ title: error.title.replace(/^[\w/]+(?= needs the permission )/, operation) })
		: error;

/** What an error of this package says, in n8n's words; undefined for an unforeseen one. */
export const detailsOf = (error: unknown): ExmoErrorDetails | undefined =>
	error instanceof ExmoError ? inWords(error.details) : undefined;

/** So many of a long run are named. */
const NAMED = 20;

/** A run that fails has no output: what it did all the same is said in its error. */
function withCarriedOut(text: string, itemIndex: number, whats: readonly string[]): string {
	const more = whats.length > NAMED ? `; and ${whats.length - NAMED} more` : '';
	const ofItem = text.replace(/^Nothing was sent\./, `Nothing was sent for item ${itemIndex}.`);
	return `${ofItem} Carried out before that: ${whats.slice(0, NAMED).join('; ')}${more}.`.trim();
}

/**
 * The error for the editor, with the item it belongs to.
 * @param carriedOut what has been done at EXMO although the run, or the item, fails
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
	carriedOut: readonly string[] = [],
): NodeApiError | NodeOperationError {
	const nodeError = bareNodeError(node, error, itemIndex);
	if (carriedOut.length > 0) {
		nodeError.description = withCarriedOut(nodeError.description ?? '', itemIndex, carriedOut);
	}
	return nodeError;
}

function bareNodeError(
	node: INode,
	error: unknown,
	itemIndex: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		error.context.itemIndex = itemIndex; // a second wrapping would lose it
		return error;
	}
	const details = detailsOf(error);
	if (details === undefined || details.kind === 'invalidInput') {
		const title = details?.title ?? (error instanceof Error ? error.message : String(error));
		return new NodeOperationError(node, withoutSecrets(title), {
			description: details && withoutSecrets(details.advice),
			itemIndex,
		});
	}
	// An empty response: nothing of the request, its headers least of all, gets into the error
	return new NodeApiError(node, {} as JsonObject, {
		message: withoutSecrets(details.title),
		description: withoutSecrets(details.advice),
		itemIndex,
	});
}
