/** Does the work for every element, for at most `concurrency` of them at the same time; after a failure nothing new is begun. */
export async function eachConcurrently<T>(
	elements: Iterable<T>,
	concurrency: number,
	work: (element: T) => Promise<void>,
): Promise<void> {
	const waiting = elements[Symbol.iterator]();
	let failed = false;
	const noteFailure = (error: unknown): never => {
		failed = true;
		throw error;
	};
	const worker = async () => {
		while (!failed) {
			const next = waiting.next();
			if (next.done) return;
			await work(next.value).catch(noteFailure);
		}
	};
	await Promise.all(Array.from({ length: concurrency }, worker));
}

/** The same for work that has results: they come in the order of the elements. */
export async function mapConcurrently<T, R>(
	elements: Iterable<T>,
	concurrency: number,
	work: (element: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	await eachConcurrently([...elements].entries(), concurrency, async ([index, element]) => {
		results[index] = await work(element);
	});
	return results;
}
