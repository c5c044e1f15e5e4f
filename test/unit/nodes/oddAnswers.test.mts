/**
 * Answers that are not what EXMO's are known to be. Each part of each answer is replaced by each of a
 * row of odd values; whatever reads it either copes or says a sentence: never a raw TypeError, never a
 * reproach to the user, never "undefined" in an item.
 */
import type { IDataObject } from 'n8n-workflow';
import { ENDPOINTS, type Endpoint } from '../../../exmo/endpoints.ts';
import { ExmoError } from '../../../exmo/errors.ts';
import { checkForm } from '../../../exmo/forms.ts';
import { parseLosslessJson } from '../../../exmo/json.ts';
import { readPairList } from '../../../exmo/pairs.ts';
import { readReply } from '../../../exmo/reply.ts';
import { NoPairsListed } from '../../../exmo/watch/listings.ts';
import type { Operation } from '../../../nodes/Exmo/actions/operation.ts';
import { resources } from '../../../nodes/Exmo/actions/resources.ts';
import { events } from '../../../nodes/ExmoTrigger/events/index.ts';
import type { ExmoClient } from '../../../nodes/shared/client.ts';
import { InvalidInput } from '../../../nodes/shared/nodeErrors.ts';
import { ItemParameters, TriggerParameters } from '../../../nodes/shared/parameters.ts';
import { ANSWERS } from '../answers.mts';

const PARAMETERS: IDataObject = {
	...{ pair: 'BTC_USD', pairs: 'BTC_USD', pairFilter: '', currency: '', counted: 'total' },
	...{ returnAll: true, simplify: true, withNames: true, hideZero: false, limit: 50, depth: 50 },
	...{ resolution: '60', from: '2025-10-09T00:00:00Z', to: '2025-10-10T00:00:00Z' },
	...{ side: 'buy', sizeIn: 'quantity', quantity: '0.1', orderType: 'limit', price: '30000' },
	...{
		leverage: '2',
		lookUpBy: 'orderId',
		orderId: '51234567890',
		positionId: '712345678901236000',
	},
	...{
		taskId: '71234567',
		code: 'EX-CODE_1',
		type: 'all',
		direction: 'both',
		priceBasis: 'bidAsk',
	},
	...{ include: ['trades', 'cancelledOrders', 'walletOperations'], output: 'items' },
};
const OF_OPERATION: Record<string, IDataObject> = {
	'account/getPortfolioValue': { currency: 'USD' },
	'market/getManyNetworks': { direction: 'all' },
};
const OF_EVENT: IDataObject = {
	...{ type: 'both', side: 'both', outcome: 'both', change: 'both', unit: 'quote', size: '1' },
	...{ level: '30000', direction: 'either', hysteresis: '0.1', price: 'last', spread: '0.1' },
	...{ percent: '1', minutes: 60, moveDirection: 'either', threshold: '' },
};

/** The same context for both kinds of parameters: the name is the first argument of either. */
const contextOf = (values: IDataObject) =>
	({
		getNodeParameter: (name: string) => values[name] ?? '',
		getTimezone: () => 'UTC',
	}) as never;

/** A client without a network: it reads the answers as the real one does. */
function clientOf(answers: Readonly<Record<string, string>>, called = new Set<string>()) {
	const call = async (endpoint: Endpoint): Promise<unknown> => {
		called.add(endpoint.path);
		const reply = { statusCode: 200, headers: {}, text: answers[endpoint.path] ?? '' };
		const data = readReply(endpoint, reply);
		checkForm(endpoint, data);
		return data;
	};
	return {
		...{ call, ask: call, url: 'https://api.exmo.com' },
		pairs: async () => readPairList((await call(ENDPOINTS.pairSettings)) as never),
		serverSeconds: () => 1_760_003_000,
		pause: async () => {},
	} as unknown as ExmoClient;
}

type Run = (client: ExmoClient) => Promise<unknown>;

const reading = resources.flatMap(({ value, operations }) =>
	operations
		.filter((one) => !one.writes && one.value !== 'waitUntilDone') // it reads as Get does, and waits
		.map((one): [string, Run] => [`${value}/${one.value}`, runOf(`${value}/${one.value}`, one)]),
);

function runOf(name: string, operation: Operation): Run {
	const parameters = new ItemParameters(contextOf({ ...PARAMETERS, ...OF_OPERATION[name] }), 0);
	return async (client) =>
		await operation.execute({ client, parameters, memory: {} as never, progress: () => {} });
}

const watching = events.flatMap((event): Array<[string, Run]> => {
	const parameters = new TriggerParameters(contextOf({ ...PARAMETERS, ...OF_EVENT }));
	const good = clientOf(ANSWERS);
	return [
		[
			`trigger ${event.value}, first look`,
			(client) => event.look({ client, parameters }, undefined),
		],
		[
			`trigger ${event.value}, next look`,
			async (client) => {
				const { state } = await event.look({ client: good, parameters }, undefined);
				return await event.look({ client, parameters }, state);
			},
		],
		[`trigger ${event.value}, sample`, (client) => event.sample({ client, parameters })],
	];
});

const ODD: readonly unknown[] = [
	...[null, 0, -1, 1e30, 2.5, true, '', 'n/a', '1e400', ' '],
	...[[], {}, [null], [[]], { a: null }, [1, 'x', {}], { __proto__: null, length: 3 }],
];

/** The answer once for each of its parts, with an odd value in its place, or with the part left out. */
function* spoilt(value: unknown, odd: unknown): Generator<unknown> {
	yield odd;
	if (typeof value !== 'object' || value === null) return;
	for (const [name, part] of Object.entries(value)) {
		const withPart = (changed: unknown) =>
			Array.isArray(value)
				? value.map((one, index) => (String(index) === name ? changed : one))
				: { ...value, [name]: changed };
		for (const changed of spoilt(part, odd)) yield withPart(changed);
		if (odd === null && !Array.isArray(value)) yield withPart(undefined);
	}
}

const RAW =
	/Cannot|is not a function|not iterable|Unexpected|BigInt|Invalid (?:time|array|Date)|\bundefined\b|\[object|NaN/;

/** What is wrong with the outcome; undefined: nothing. */
async function complaint(run: () => Promise<unknown>): Promise<string | undefined> {
	try {
		const text = JSON.stringify(await run(), (_, value: unknown) =>
			typeof value === 'number' && Number.isNaN(value) ? 'NaN' : value,
		);
		return /\[object|"NaN"|"undefined"/.test(text) ? `item: ${text.slice(0, 200)}` : undefined;
	} catch (error) {
		const told = [ExmoError, InvalidInput, NoPairsListed].some((kind) => error instanceof kind);
		const { name, message } = error as Error;
		return told && !RAW.test(message) ? undefined : `${name}: ${message}`;
	}
}

test('every reading endpoint has a sample here, and each sample has its form', () => {
	const paths = Object.values<Endpoint>(ENDPOINTS)
		.filter(({ repeat }) => repeat === 'nothing')
		.map(({ path }) => path);
	expect(Object.keys(ANSWERS).sort()).toEqual(paths.sort());
	for (const endpoint of Object.values<Endpoint>(ENDPOINTS)) {
		const text = ANSWERS[endpoint.path];
		if (text !== undefined) checkForm(endpoint, parseLosslessJson(text));
	}
});

test.each([...reading, ...watching])('%s', async (_name, run) => {
	const called = new Set<string>();
	await run(clientOf(ANSWERS, called));
	expect(called.size).toBeGreaterThan(0);
	const complaints = new Set<string>();
	for (const path of called) {
		const answer = parseLosslessJson(ANSWERS[path]);
		for (const odd of ODD) {
			for (const changed of spoilt(answer, odd)) {
				const text = JSON.stringify(changed) ?? 'null';
				const found = await complaint(
					async () => await run(clientOf({ ...ANSWERS, [path]: text })),
				);
				if (found !== undefined) complaints.add(`${path} ${text.slice(0, 120)} -> ${found}`);
			}
		}
	}
	expect([...complaints].slice(0, 8)).toEqual([]);
});

test('the sentence names the method and the place', () => {
	const call = (path: string, text: string) => async () =>
		checkForm(
			Object.values<Endpoint>(ENDPOINTS).find((one) => one.path === path) as Endpoint,
			parseLosslessJson(text),
		);
	const begins = "EXMO's answer to user_trades has a form that this package does not know: ";
	return Promise.all([
		expect(call('user_trades', '{"BTC_USD":[{"trade_id":null}]}')()).rejects.toThrow(
			`${begins}BTC_USD[0].trade_id is null`,
		),
		expect(call('user_trades', '"x"')()).rejects.toThrow(`${begins}it is "x"`),
		expect(call('user_trades', '{"BTC_USD":5}')()).rejects.toThrow(`${begins}BTC_USD is 5`),
		expect(call('user_info', '{"balances":{"BTC":"EX-CODE_secret"}}')()).rejects.toThrow(
			/balances\.BTC is "EX-CODE_…/,
		),
	]);
});
