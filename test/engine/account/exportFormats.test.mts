import { Decimal } from 'decimal.js';
import type { IDataObject } from 'n8n-workflow';
import { expectSchema } from '../../harness/contract.mts';
import { runExmo, type Credentials } from '../../harness/engine.mts';
import { openPast } from '../../harness/history.mts';
import { documentedColumns, readCsv, READERS, sumsOfLines } from '../../harness/readFormats.mts';
import { useLastingSandbox } from '../../harness/sandboxAccount.mts';

const account = useLastingSandbox({ requestsPerSecond: 1000 });

let credentials: Credentials;
let balances: IDataObject;
beforeAll(async () => {
	const plan = { name: 'formats', trades: 40, pairs: 3, operations: 16, cancelled: 5 };
	credentials = await openPast(account.sandbox, plan);
	const held = await run({ operation: 'getBalances', hideZero: true });
	balances = Object.fromEntries(held.json.map(({ currency, total }) => [currency, total]));
});

const run = async (parameters: IDataObject) =>
	await runExmo(credentials, { resource: 'account', operation: 'exportHistory', ...parameters });

const notZero = (sums: Map<string, Decimal>) =>
	Object.fromEntries(
		[...sums]
			.filter(([, sum]) => !sum.isZero())
			.map(([currency, sum]) => [currency, sum.toFixed()]),
	);

test.each(Object.keys(READERS))(
	'%s: the file has the balances of the account, and what is left out is listed',
	async (format) => {
		const { items, json } = await run({ format, output: 'csv' });
		expectSchema('account', 'exportHistory', json);
		expect(json).toMatchObject([
			{
				...{ rowCount: 61, isComplete: true },
				leftOut: [{ reason: expect.stringContaining('cancelled order'), count: 5 }],
			},
		]);
		const { data } = items[0].binary!;
		expect(data.fileName).toMatch(
			new RegExp(`^exmo-history-${format.toLowerCase()}-\\d{4}-\\d\\d-\\d\\d\\.csv$`),
		);
		const { columns, lines } = readCsv(Buffer.from(data.data, 'base64').toString('utf8'));
		expect(columns).toEqual(documentedColumns(READERS[format].title));
		expect(lines).toHaveLength(56);
		expect(notZero(sumsOfLines(format, lines))).toEqual(balances);
	},
);

test('items have the columns of the format, as an .xlsx needs them', async () => {
	const { json, items } = await run({ format: 'blockpit' });
	expect(json).toHaveLength(56);
	for (const item of json) expect(Object.keys(item)).toEqual(documentedColumns('Blockpit'));
	expect(items.every(({ pairedItem }) => pairedItem !== undefined)).toBe(true);
	expect(notZero(sumsOfLines('blockpit', json as Array<Record<string, string>>))).toEqual(balances);
});

test('a format that does not exist is named', async () => {
	const { error } = await run({ format: 'excel' });
	expect(error?.message).toContain('Format "excel" is not one of');
});

test('a workflow made before there was a format exports as it did', async () => {
	const { json } = await run({});
	expect(json).toHaveLength(61);
	expect(json[0]).toMatchObject({ id: expect.any(String), cursor: expect.any(String) });
});
