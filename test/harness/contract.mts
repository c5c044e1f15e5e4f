/** What every operation promises, checked in the same way for each. */
import { Ajv } from 'ajv';
import { existsSync, readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import { coveredBy } from './coverageTable.mts';
import { runExmo, type NodeRun } from './engine.mts';
import type { SandboxAccount } from './sandboxAccount.mts';
import { truthOf } from './truth.mts';

export type TwoItems = [IDataObject, IDataObject];

/** The first two of what was prepared; fewer would test nothing. */
export function twoItems(items: readonly IDataObject[]): TwoItems {
	const [first, second] = items;
	if (!first || !second) throw new Error(`Two items are needed, ${items.length} came.`);
	return [first, second];
}

export interface Contract {
	readonly resource: string;
	readonly operation: string;
	/** With expressions on `$json`, so that each item brings its own values. */
	readonly parameters: IDataObject;
	/** Two items that have to be treated differently; a function first brings about what they need. */
	readonly items: TwoItems | (() => Promise<TwoItems>);
	/** An item that cannot be carried out, and what its error has to say. */
	readonly bad: { readonly item: IDataObject; readonly sentence: string | RegExp };
	/** Looks at what came out for each of the two items. */
	check(first: IDataObject[], second: IDataObject[]): void | Promise<void>;
}

const outputsOf = ({ items }: NodeRun, item: number): IDataObject[] =>
	items
		.filter(({ pairedItem }) => (pairedItem as { item: number }).item === item)
		.map(({ json }) => json);

/** Every output has to fit the operation's output schema, the one that the editor shows. */
export function expectSchema(resource: string, operation: string, outputs: IDataObject[]): void {
	const file = `nodes/Exmo/__schema__/v1.0.0/${resource}/${operation}.json`;
	if (!existsSync(file)) throw new Error(`${file} is missing`);
	const { version, ...schema } = JSON.parse(readFileSync(file, 'utf8'));
	const validate = new Ajv({ allErrors: true }).compile(schema);
	for (const output of outputs) {
		expect({ output, errors: validate(output) ? [] : validate.errors }).toEqual({
			output,
			errors: [],
		});
		// n8n's Retry On Fail takes an item with `error` for a failure
		expect(output).not.toHaveProperty('error');
		expect(output).not.toHaveProperty('result');
	}
}

/** The promises: it works, it calls the endpoints that docs/operations.md says, it fits its schema, bad input is named, the others go on, items are kept apart. */
export function describeOperation(account: () => SandboxAccount, contract: Contract): void {
	const { resource, operation, parameters, bad } = contract;
	const prepare = async () =>
		typeof contract.items === 'function' ? await contract.items() : contract.items;
	const run = async (settings: Parameters<typeof runExmo>[2]) =>
		await runExmo(account().credentials, { resource, operation, ...parameters }, settings);

	const calls = async () => (await truthOf(account().sandbox)).endpoints;

	describe(`${resource}: ${operation}`, () => {
		test('does what it says, for each item by its own values', async () => {
			const items = await prepare();
			const before = await calls();
			const result = await run({ items });
			expect(result.error).toBeUndefined();
			const now = await calls();
			const called = coveredBy(resource, operation).filter(
				(path) => (now[path] ?? 0) > (before[path] ?? 0),
			);
			expect(called).toEqual(coveredBy(resource, operation));
			const [first, second] = [outputsOf(result, 0), outputsOf(result, 1)];
			expect(first.length + second.length).toBe(result.items.length);
			expectSchema(resource, operation, [...first, ...second]);
			await contract.check(first, second);
		});

		test('names what is wrong with bad input, and the item', async () => {
			const [good] = await prepare();
			const { error, status } = await run({ items: [good, bad.item] });
			expect(status).toBe('error');
			if (typeof bad.sentence === 'string') expect(error?.message).toContain(bad.sentence);
			else expect(error?.message).toMatch(bad.sentence);
			expect(error?.context).toMatchObject({ itemIndex: 1 });
		});

		test('Continue On Fail: the second of three items fails, the others do not', async () => {
			const [first, third] = await prepare();
			const result = await run({
				items: [first, bad.item, third],
				node: { onError: 'continueRegularOutput' },
			});
			expect(result.status).toBe('success');
			const failed = outputsOf(result, 1);
			expect(failed).toEqual([
				{
					error: expect.objectContaining({
						title: expect.any(String),
						kind: expect.any(String),
						mayHaveHadEffect: expect.any(Boolean),
					}),
					message: expect.stringMatching(/[.!?]$/),
				},
			]);
			expectSchema(resource, operation, [...outputsOf(result, 0), ...outputsOf(result, 2)]);
		});
	});
}
