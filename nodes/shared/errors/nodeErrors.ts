/** Errors of exmo/ and of the user's input, as n8n shows them: what happened, which item, what to do. */
import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { SigningRefused } from '../../../exmo/api/authorization';
import { NotADecimal } from '../../../exmo/money/decimal';
import { ExmoError, withoutSecrets, type ExmoErrorDetails } from '../../../exmo/errors/errors';
import { UnusableAddress } from '../../../exmo/api/hosts';
import { OrderDoesNotFit } from '../../../exmo/market/pairs';
import { UnusableKey } from '../../../exmo/api/signing';

/** Input that cannot be sent; the message is fit for a user. */
export class InvalidInput extends Error {
	override readonly name = 'InvalidInput';
}

/** A missing permission, told of the operation that the user chose instead of EXMO's method. */
export const named = (error: unknown, operation: string): unknown =>
	error instanceof SigningRefused
		? new SigningRefused(error.message.replace(/^[\w/]+(?= needs the permission )/, operation))
		: error;

const INPUT_ERRORS = [InvalidInput, NotADecimal, OrderDoesNotFit];
const CREDENTIAL_ERRORS = [UnusableAddress, UnusableKey];

/** Every error of this package in the form that EXMO's own have; undefined for an unforeseen one. */
export function detailsOf(error: unknown): ExmoErrorDetails | undefined {
	if (error instanceof ExmoError) return error.details;
	const kindIs = (kinds: Array<new (message: string) => Error>) =>
		kinds.some((kind) => error instanceof kind);
	const title = error instanceof Error ? error.message : '';
	if (kindIs(INPUT_ERRORS)) {
		return { title, description: 'Nothing was sent.', kind: 'invalidInput' };
	}
	if (kindIs(CREDENTIAL_ERRORS)) {
		return { title, description: 'Nothing was sent.', kind: 'credential' };
	}
	if (error instanceof SigningRefused) {
		return { title, description: 'Nothing was sent.', kind: 'permission' };
	}
	return undefined;
}

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
		const cause = error instanceof Error ? error : new Error(String(error));
		return new NodeOperationError(node, withoutSecrets(cause.message), {
			description: details?.description,
			itemIndex,
		});
	}
	// An empty response: nothing of the request, its headers least of all, gets into the error
	return new NodeApiError(node, {} as JsonObject, {
		message: withoutSecrets(details.title),
		description: withoutSecrets(details.description),
		itemIndex,
	});
}
