import type { FastifyInstance, FastifyReply } from 'fastify';
import { inventKey } from '../demo.mts';
import type { Permission } from '../exchange/accounts.mts';
import { money } from '../exchange/money.mts';
import { METHODS } from '../http/methods/all.mts';
import { toJson } from '../http/json.mts';
import type { House } from '../http/serve.mts';
import { parseFault } from './faultSpec.mts';
import { acceptedOrders, holdings } from './truth.mts';

/** What only the one who started the sandbox can do. */
export interface Control {
	reset(): void;
}

const PERMISSIONS: readonly string[] = ['read', 'trade', 'withdraw', 'excode'];

/** The sandbox's own addresses, off the exchange's paths. All of them speak JSON. */
export function registerControl(app: FastifyInstance, house: House, control: Control): void {
	const exchange = () => house.desk.exchange;

	app.get('/_sandbox/endpoints', (_request, reply) =>
		json(
			reply,
			METHODS.map(({ path, access, writes = false }) => ({ path, access, writes })),
		),
	);

	app.get('/_sandbox/record', (_request, reply) => {
		exchange().advance();
		return json(reply, { ...house.traffic.report(), orders: acceptedOrders(exchange()) });
	});
	app.delete('/_sandbox/record', (_request, reply) => {
		house.traffic.clear();
		return json(reply, {});
	});

	app.get('/_sandbox/faults', (_request, reply) => json(reply, house.faults.list()));
	app.post('/_sandbox/faults', (request, reply) =>
		understood(reply, () => {
			const asked = parseBody(request.body);
			const specs = (Array.isArray(asked) ? asked : [asked]).map(parseFault);
			return { ids: specs.map((spec) => house.faults.add(spec)) };
		}),
	);
	app.delete('/_sandbox/faults', (_request, reply) => {
		house.faults.clear();
		return json(reply, {});
	});
	app.delete<{ Params: { id: string } }>('/_sandbox/faults/:id', (request, reply) => {
		house.faults.clear(Number(request.params.id));
		return json(reply, {});
	});

	app.post('/_sandbox/reset', (_request, reply) => {
		control.reset();
		return json(reply, {});
	});

	app.get('/_sandbox/accounts', (_request, reply) => json(reply, holdings(exchange())));
	app.post('/_sandbox/accounts', (request, reply) =>
		understood(reply, () => {
			const asked = parseBody(request.body) as {
				name?: unknown;
				permissions?: unknown;
				balances?: unknown;
			};
			const { name, permissions = PERMISSIONS, balances } = asked;
			if (typeof name !== 'string' || name === '') throw new Error('"name" has to be a text.');
			if (exchange().account(name)) throw new Error(`There is an account "${name}" already.`);
			if (!Array.isArray(permissions) || !permissions.every((one) => PERMISSIONS.includes(one))) {
				throw new Error(`"permissions" has to be a list of ${PERMISSIONS.join(', ')}.`);
			}
			const key = inventKey(name, permissions as Permission[]);
			const seed = { name, keys: { [name]: key }, balances: amounts(balances) };
			const { uid } = exchange().addAccount(seed);
			return { name, uid, ...key };
		}),
	);
}

function amounts(value: unknown): Record<string, string> | undefined {
	if (value === undefined) return undefined;
	if (typeof value !== 'object' || value === null) throw new Error('"balances" is an object.');
	for (const [currency, amount] of Object.entries(value)) {
		if (typeof amount !== 'string' || !/^\d+(\.\d{1,8})?$/.test(amount) || money(amount).lt(0)) {
			throw new Error(`"balances.${currency}" has to be a decimal text, e.g. "1.5".`);
		}
	}
	return value as Record<string, string>;
}

function parseBody(body: unknown): unknown {
	try {
		return JSON.parse(String(body));
	} catch {
		throw new Error('The body has to be JSON.');
	}
}

/** Answers 400 with a sentence when the request makes no sense. */
function understood(reply: FastifyReply, work: () => unknown): FastifyReply {
	try {
		return json(reply, work());
	} catch (error) {
		return json(reply.code(400), { error: (error as Error).message });
	}
}

const json = (reply: FastifyReply, body: unknown): FastifyReply =>
	reply.type('application/json; charset=utf-8').send(toJson(body));
