/** What reads EXMO: operations and trigger events, on answers that a test gives, without a network. */
import type { IDataObject } from 'n8n-workflow';
import { ENDPOINTS, type Endpoint } from '../../../exmo/api/endpoints.ts';
import { checkForm } from '../../../exmo/api/forms.ts';
import { readPairList } from '../../../exmo/market/pairs.ts';
import { readReply } from '../../../exmo/api/reply.ts';
import type { ReadOperation } from '../../../nodes/Exmo/actions/operation.ts';
import { resources } from '../../../nodes/Exmo/actions/resources.ts';
import { events } from '../../../nodes/ExmoTrigger/events/index.ts';
import type { ExmoClient } from '../../../nodes/shared/exchange/client.ts';
import { ItemParameters, TriggerParameters } from '../../../nodes/shared/fields/parameters.ts';
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
	...{
		include: ['trades', 'cancelledOrders', 'walletOperations'],
		output: 'items',
		format: 'exmo',
	},
	...{ options: {}, filters: {}, onlyEnabled: false, wait: false },
};
const OF_OPERATION: Record<string, IDataObject> = {
	'account/getPortfolioValue': { currency: 'USD' },
	'account/planExit': { valueCurrency: 'USD', destinations: {}, allowConversion: true },
};
const OF_EVENT: IDataObject = {
	...{ type: 'all', side: 'both', outcome: 'both', change: 'both', unit: 'quote', size: '1' },
	...{ level: '30000', direction: 'either', hysteresis: '0.1', price: 'last', spread: '0.1' },
	...{ networkChange: 'any', currencies: '' },
	...{ percent: '1', minutes: 60, moveDirection: 'either', threshold: '' },
};

/** The same context for both kinds of parameters: the name is the first argument of either. */
const contextOf = (values: IDataObject) =>
	({
		getNodeParameter: (name: string) => values[name] ?? '',
		getTimezone: () => 'UTC',
	}) as never;

/** A client without a network: it reads the answers as the real one does. */
export function clientOf(answers: Readonly<Record<string, string>>, called = new Set<string>()) {
	const call = async (endpoint: Endpoint): Promise<unknown> => {
		called.add(endpoint.path);
		const reply = { statusCode: 200, headers: {}, text: answers[endpoint.path] ?? '' };
		const data = readReply(endpoint, reply);
		checkForm(endpoint, data);
		return data;
	};
	return {
		...{ call, url: 'https://api.exmo.com' },
		pairs: async () => readPairList((await call(ENDPOINTS.pairSettings)) as never),
		serverSeconds: () => 1_760_003_000,
		learnServerClock: async () => {},
		pause: async () => {},
	} as unknown as ExmoClient;
}

export type Run = (client: ExmoClient) => Promise<unknown>;

/** By `resource/operation`. */
export const reading = resources.flatMap(({ value, operations }) =>
	operations
		.filter((one) => one.writes === undefined)
		.filter((one) => one.value !== 'waitUntilDone') // it reads as Get does, and waits
		.map((one): [string, Run] => [`${value}/${one.value}`, runOf(`${value}/${one.value}`, one)]),
);

function runOf(name: string, operation: ReadOperation): Run {
	const parameters = new ItemParameters(
		contextOf({ ...PARAMETERS, ...OF_OPERATION[name] }),
		0,
		operation.fields,
	);
	return async (client) => await operation.execute({ client, parameters, progress: () => {} });
}

/** First look, next poll and sample of each trigger event. */
export const watching = events.flatMap((event): Array<[string, Run]> => {
	const parameters = new TriggerParameters(contextOf({ ...PARAMETERS, ...OF_EVENT }), event.fields);
	const good = clientOf(ANSWERS);
	return [
		[
			`trigger ${event.value}, first poll`,
			(client) => event.poll({ client, parameters }, undefined),
		],
		[
			`trigger ${event.value}, next poll`,
			async (client) => {
				const { state } = await event.poll({ client: good, parameters }, undefined);
				return await event.poll({ client, parameters }, state);
			},
		],
		[`trigger ${event.value}, sample`, (client) => event.sample({ client, parameters })],
	];
});
