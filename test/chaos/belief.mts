/** What a run of the node tells its user about each item: nothing here looks at the exchange. */
import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from '../engine/harness.mts';

/** What is reported of one item. */
export type Report =
	| { readonly kind: 'done'; readonly json: IDataObject }
	/** The run stopped at a later item, so this one was done before; nothing more is said of it. */
	| { readonly kind: 'doneBefore' }
	| { readonly kind: 'unknown'; readonly clientOrderId?: string }
	/** It is said that nothing happened. */
	| { readonly kind: 'refused'; readonly why: string }
	/** The run stopped at an earlier item. */
	| { readonly kind: 'notBegun' };

interface ErrorJson extends IDataObject {
	error: { mayHaveHadEffect: boolean; clientOrderId?: string };
	message: string;
}

function ofItem(json: IDataObject): Report {
	if (!('error' in json)) return { kind: 'done', json };
	const { error, message } = json as ErrorJson;
	return error.mayHaveHadEffect
		? { kind: 'unknown', clientOrderId: error.clientOrderId }
		: { kind: 'refused', why: message };
}

/** A stopped run has only its error: a sentence, and the index of the item. */
function ofError({ message, description }: Error & { description?: string }): Report {
	const words = `${message} ${description ?? ''}`;
	const unknown = /It is not known whether|is not known/.test(words);
	const [clientOrderId] = /(?<=client order ID )\d+/.exec(words) ?? [];
	return unknown ? { kind: 'unknown', clientOrderId } : { kind: 'refused', why: words };
}

/** The reports of all items, in their order. */
export function reportsOf(run: NodeRun, itemCount: number): Report[] {
	const indexes = Array.from({ length: itemCount }, (_, index) => index);
	if (run.error) {
		const failed = Number(run.error.context?.itemIndex);
		if (!Number.isInteger(failed)) throw run.error; // nothing of the node's own: the harness is broken
		return indexes.map((index) =>
			index < failed
				? { kind: 'doneBefore' }
				: index === failed
					? ofError(run.error as Error)
					: { kind: 'notBegun' },
		);
	}
	return indexes.map((index) => {
		const mine = run.items.filter(({ pairedItem }) => {
			const paired = Array.isArray(pairedItem) ? pairedItem[0] : pairedItem;
			return (typeof paired === 'object' ? paired.item : paired) === index;
		});
		if (mine.length !== 1) throw new Error(`Item ${index} has ${mine.length} outputs, not one.`);
		return ofItem(mine[0].json);
	});
}
