import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { allFields, resources } from '../../../nodes/Exmo/actions/resources.ts';
import { runExmo } from '../../harness/engine.mts';
import { byName } from '../../harness/locators.mts';
import { LIMIT_BUY } from '../../harness/orders.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';
import { truthOf } from '../../harness/truth.mts';
import { WITHDRAWAL } from '../../harness/wallet.mts';

const account = useLastingSandbox({ rateLimit: false });

/** What an expression gives when the item does not have what it names, or has nothing in it. */
const NOTHING = [{}, { value: null }, { value: '' }, { value: ' ' }];
const BY_EXPRESSION = '={{ $json.value }}';
const CONTINUE = { items: NOTHING, node: { onError: 'continueRegularOutput' as const } };

const requests = async () => (await truthOf(account.sandbox)).requests;

/** Anything, where n8n wants a field filled in: the options are looked at before it is. */
function filled({ type, modes }: INodeProperties): unknown {
	if (type !== 'resourceLocator') return '1';
	return { __rl: true, mode: modes?.at(-1)?.name, value: '1' };
}

/** Every option of every operation, and every field that can be changed. */
const options = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const fields = allFields(operation);
		const required = fields.filter((field) => field.required);
		const parameters: IDataObject = {
			...{ resource, operation: operation.value },
			...Object.fromEntries(required.map((field) => [field.name, filled(field)])),
		};
		return fields
			.filter(({ name }) => ['options', 'updateFields'].includes(name))
			.flatMap((collection) =>
				(collection.options as INodeProperties[]).map(
					({ name, displayName }) =>
						[
							`${resource}, ${operation.value}: ${displayName}`,
							{ ...parameters, [collection.name]: { [name]: BY_EXPRESSION } },
							`${displayName} was added to ${collection.displayName} and is empty. Fill it in, or remove it.`,
						] as const,
				),
			);
	}),
);

describe('an option that was added and gives nothing is an error, before anything is sent', () => {
	test('every operation has some', () => {
		expect(options.length).toBeGreaterThan(130);
	});

	test.each(options)('%s', async (_name, parameters, sentence) => {
		const before = await requests();
		const { json } = await runExmo(account.credentials, parameters, CONTINUE);
		expect(json).toEqual(
			NOTHING.map(() => ({
				error: {
					...{ title: sentence, description: 'Nothing was sent.' },
					...{ kind: 'invalidInput', code: '', mayHaveHadEffect: false },
				},
				message: `${sentence} Nothing was sent.`,
			})),
		);
		expect(await requests()).toBe(before);
	});
});

const ORDER = { resource: 'order', operation: 'create', ...LIMIT_BUY };
const CONVERSION = {
	resource: 'order',
	operation: 'convert',
	fromCurrency: byName('BTC'),
	toCurrency: byName('USD'),
	amount: '0.01',
};
const WITHDRAW = { resource: 'wallet', operation: 'withdraw', ...WITHDRAWAL };

/** Not options, but they keep money from leaving all the same. */
const PROTECTING: Array<[name: string, parameters: IDataObject, sentence: string]> = [
	[
		'Max Price Impact of Convert',
		{ ...CONVERSION, maxPriceImpact: BY_EXPRESSION },
		'Max Price Impact is empty. Fill in a number such as 1.',
	],
	['Dry Run of an order', { ...ORDER, dryRun: BY_EXPRESSION }, 'Dry Run is empty.'],
	['Dry Run of a conversion', { ...CONVERSION, dryRun: BY_EXPRESSION }, 'Dry Run is empty.'],
	['Dry Run of a withdrawal', { ...WITHDRAW, dryRun: BY_EXPRESSION }, 'Dry Run is empty.'],
	[
		'Include Stop Orders of Cancel Many',
		{ resource: 'order', operation: 'cancelMany', scope: 'all', includeStopOrders: BY_EXPRESSION },
		'Include Stop Orders is empty.',
	],
];

const orders = async () => {
	const { orders: placed, withdrawals, endpoints } = await truthOf(account.sandbox);
	return [placed.length, withdrawals.length, endpoints.order_cancel ?? 0];
};

describe('a field that protects and gives nothing protects all the same', () => {
	test.each(PROTECTING)('%s', async (_name, parameters, sentence) => {
		const before = await orders();
		const { json } = await runExmo(account.credentials, parameters, CONTINUE);
		expect(json).toEqual(
			NOTHING.map(() => expect.objectContaining({ message: expect.stringContaining(sentence) })),
		);
		expect(await orders()).toEqual(before);
	});

	test.each([['yes'], [1], [0], [[]]])('Dry Run that gives %j', async (dryRun) => {
		const before = await orders();
		const { error } = await runExmo(
			account.credentials,
			{ ...ORDER, dryRun: BY_EXPRESSION },
			{ items: [{ value: dryRun as never }] },
		);
		expect(error?.message).toContain('Dry Run');
		expect(await orders()).toEqual(before);
	});

	test('Dry Run as a text is a Dry Run', async () => {
		const before = await orders();
		const { json } = await runExmo(account.credentials, { ...ORDER, dryRun: '={{ "true" }}' });
		expect(json).toEqual([expect.objectContaining({ dryRun: true })]);
		expect(await orders()).toEqual(before);
	});

	test('Address Tag: none has to be meant', async () => {
		const before = await orders();
		const { json } = await runExmo(
			account.credentials,
			{ ...WITHDRAW, tag: BY_EXPRESSION, dryRun: true },
			CONTINUE,
		);
		expect(json).toEqual([
			...['undefined', 'null'].map((what) =>
				expect.objectContaining({
					error: expect.objectContaining({
						title: `The expression of Address Tag gives nothing (${what}). Where there is none, let it give an empty text, e.g. {{ $json.name ?? "" }}.`,
					}),
				}),
			),
			...['', ' '].map(() => expect.objectContaining({ dryRun: true, tag: '' })),
		]);
		expect(await orders()).toEqual(before);
	});

	test('a limit that is no number is none that can be kept', async () => {
		const before = await orders();
		const { json } = await runExmo(
			account.credentials,
			{ ...ORDER, options: { maxOrderValue: BY_EXPRESSION } },
			{ ...CONTINUE, items: [{ value: 'none' }, { value: '1,000' }, { value: 0 }, { value: [5] }] },
		);
		expect(json.map(({ error }) => (error as IDataObject).title)).toEqual([
			'Max Order Value "none" is not a number. Write it like 500.',
			'Max Order Value "1,000" is not a number. Write 1.000 or 1000.',
			'Max Order Value is zero; it has to be above 0.',
			'Max Order Value holds a list, not a number. Write it like 500.',
		]);
		expect(await orders()).toEqual(before);
	});
});
