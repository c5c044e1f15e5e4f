/** What a run of the node tells its user about each item: nothing here looks at the exchange. */
import type { IDataObject } from 'n8n-workflow';
import type { NodeRun } from '../harness/harness.mts';

/** What is reported of one item, and all the words in which it is. */
export type Report = { readonly told: string } & (
	| { readonly kind: 'done'; readonly json: IDataObject }
	/** The run stopped at a later item, so this one was done before; nothing more is said of it. */
	| { readonly kind: 'doneBefore' }
	| { readonly kind: 'unknown'; readonly clientOrderId?: string }
	/** It is said that nothing happened. */
	| { readonly kind: 'refused' }
	/** The run stopped at an earlier item. */
	| { readonly kind: 'notBegun' }
	/** The run did not end. */
	| { readonly kind: 'stuck' }
);

/**
 * What an item says of a failure, wherever it says it: in `error`, in `details` beside it, or, as an
 * answer to an agent, in the item itself with `failed: true`. Undefined for an item that is no failure.
 */
function failureIn(json: IDataObject): IDataObject | undefined {
	const { error, details, failed } = json;
	if (error === undefined && failed !== true) return undefined;
	const parts = [json, details, error].filter((part) => typeof part === 'object' && part !== null);
	return Object.assign({}, ...parts);
}

function ofItem(json: IDataObject): Report {
	const told = JSON.stringify(json);
	const failure = failureIn(json);
	if (!failure) return { kind: 'done', json, told };
	const clientOrderId = failure.clientOrderId as string | undefined;
	return failure.mayHaveHadEffect
		? { kind: 'unknown', clientOrderId, told }
		: { kind: 'refused', told };
}

const wordsOf = ({ message, description }: Error & { description?: string | null }): string =>
	`${message} ${description ?? ''}`;

/** A stopped run, and a tool call that fails, have only a sentence. */
function ofWords(told: string): Report {
	const [clientOrderId] = /(?<=client order ID )\d+/.exec(told) ?? [];
	return /is not known whether/.test(told)
		? { kind: 'unknown', clientOrderId, told }
		: { kind: 'refused', told };
}

/** The reports of all items of a run, in their order. */
export function reportsOf(run: NodeRun, itemCount: number): Report[] {
	const indexes = Array.from({ length: itemCount }, (_, index) => index);
	if (run.error) {
		const told = wordsOf(run.error);
		const failed = Number(run.error.context?.itemIndex);
		if (!Number.isInteger(failed)) throw run.error; // nothing of the node's own: the harness is broken
		return indexes.map((index) =>
			index < failed
				? { kind: 'doneBefore', told }
				: index === failed
					? ofWords(told)
					: { kind: 'notBegun', told },
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

/** The reports of a loop, one item a run: where one of them stops the execution, the rest never runs. */
export function reportsOfLoop({ run, error }: NodeRun, itemCount: number): Report[] {
	const runs = run.data.resultData.runData.EXMO ?? [];
	return Array.from({ length: itemCount }, (_, index): Report => {
		const task = runs[index];
		if (!task) {
			if (!error) throw new Error(`The loop ended before item ${index}.`);
			return { kind: 'notBegun', told: wordsOf(error) };
		}
		if (task.error) return ofWords(wordsOf(task.error));
		const items = (task.data?.main ?? []).flatMap((output) => output ?? []);
		if (items.length !== 1) throw new Error(`Item ${index} has ${items.length} outputs, not one.`);
		return ofItem(items[0].json);
	});
}

/** The report of one tool call: what the agent's model reads, or the error that n8n's agent catches. */
export async function reportOfCall(call: Promise<string>): Promise<Report> {
	const answer = await call.catch((error: Error) => error);
	if (answer instanceof Error) return ofWords(wordsOf(answer));
	let read: unknown;
	try {
		read = JSON.parse(answer);
	} catch {
		return ofWords(answer);
	}
	const [item, ...more] = Array.isArray(read) ? read : [read];
	if (more.length > 0) throw new Error(`A tool call gave ${more.length + 1} items: ${answer}`);
	return typeof item === 'object' && item !== null ? ofItem(item) : ofWords(String(item));
}
