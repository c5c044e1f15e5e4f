// The examples of the reference, run for real: each on a sandbox of its own, whose clock stands still,
// so that a second recording is the same as the first.
import type { IDataObject } from 'n8n-workflow';
import { ManualClock } from '../../sandbox/exchange/clock.mts';
import { startSandbox } from '../../sandbox/server.mts';
import { EXAMPLES, type Example } from './examples.mts';
import type { Package } from './load.mts';
import type { Operation } from './package.mts';

/** One example as it was seen. */
export interface Recorded {
	readonly fields: IDataObject;
	/** The first output item, long lists in it cut. */
	readonly item: unknown;
	/** How many came out. */
	readonly items: number;
	/** The methods of EXMO that were asked, in the order of their first request, and how often. */
	readonly requests: Requests;
	/** The requests with other fields, by what is different. */
	readonly also?: Readonly<Record<string, Requests>>;
}

export type Requests = Readonly<Record<string, number>>;

/** By resource and operation. */
export type Recording = Record<string, Record<string, Recorded>>;

/** When the examples take place. */
const MOMENT = Date.parse('2026-11-24T12:00:00Z');
/** Where the package makes IDs at random, this one is shown. */
const CLIENT_ORDER_ID = '1700000042';
const CUT = 2;

/** Lists keep their beginning, and say how much is missing. */
function cut(value: unknown): unknown {
	if (Array.isArray(value)) {
		const more = value.length - CUT;
		return [...value.slice(0, CUT).map(cut), ...(more > 0 ? [`… ${more} more`] : [])];
	}
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [
			name,
			name === 'clientOrderId' && inner !== '' ? CLIENT_ORDER_ID : cut(inner),
		]),
	);
}

type Name = readonly [resource: string, operation: string];

async function runOne(
	{ Exmo, ExmoApi }: Package,
	[resource, operation]: Name,
	{ fields, setup, market, key = 'full' }: Example,
): Promise<Recorded> {
	const { runNode } = await import('../../test/harness/harness.mts'); // it loads n8n-core
	const clock = new ManualClock(MOMENT);
	const sandbox = await startSandbox({ clock, market, rateLimit: false });
	const subject = { type: 'n8n-nodes-exmo.exmo', node: new Exmo(), credential: new ExmoApi() };
	const credentials = {
		...{ apiKey: sandbox.keys[key].key, apiSecret: sandbox.keys[key].secret },
		...{ exchange: 'custom', customUrl: sandbox.url },
		...{ permissions: 'readTradeWithdraw', withdrawalAddresses: '' },
	};
	const run = async (toRun: string, action: string, filled: IDataObject) => {
		const parameters = { resource: toRun, operation: action, ...filled };
		const { json, error } = await runNode(subject, credentials, parameters);
		if (error) throw new Error(`${toRun}: ${action}: ${error.message} ${error.description ?? ''}`);
		return json;
	};
	const advance = (seconds: number) => {
		clock.advance(seconds * 1000);
		sandbox.exchange.advance();
	};
	try {
		const filled = { ...(await setup?.({ run, advance })), ...fields };
		const asked = sandbox.requests.length;
		const items = await run(resource, operation, filled);
		const requests: Record<string, number> = {};
		for (const { endpoint } of sandbox.requests.slice(asked)) {
			requests[endpoint] = (requests[endpoint] ?? 0) + 1;
		}
		return { fields: filled, item: cut(items[0] ?? null), items: items.length, requests };
	} finally {
		await sandbox.stop();
	}
}

async function recordOne(
	source: Package,
	name: Name,
	operation: Operation,
	example: Example,
): Promise<Recorded> {
	const recorded = await runOne(source, name, example);
	const others = Object.entries({
		...(operation.fields.some((field) => field.name === 'dryRun') && {
			'Dry Run': { dryRun: true },
		}),
		...example.also,
	});
	if (others.length === 0) return recorded;
	const also: Record<string, Requests> = {};
	for (const [title, changes] of others) {
		const fields = { ...example.fields, ...changes };
		also[title] = (await runOne(source, name, { ...example, fields })).requests;
	}
	return { ...recorded, also };
}

/** Runs every example, one after the other. */
export async function record(source: Package): Promise<Recording> {
	const { default: setUpUserFolder } = await import('../../test/n8nUserFolder.js');
	await (setUpUserFolder as () => Promise<void>)(); // before n8n-core is loaded
	const recording: Recording = {};
	for (const { value: resource, operations } of source.resources) {
		recording[resource] = {};
		for (const operation of operations) {
			const example = EXAMPLES[resource]?.[operation.value];
			if (!example) {
				throw new Error(`tools/reference/examples.mts has no ${resource}: ${operation.value}.`);
			}
			const name = [resource, operation.value] as const;
			recording[resource][operation.value] = await recordOne(source, name, operation, example);
		}
	}
	return recording;
}
