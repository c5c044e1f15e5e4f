import type { FastifyInstance, FastifyReply } from 'fastify';
import { METHODS } from '../http/methods/all.mts';
import { toJson } from '../http/json.mts';
import type { House } from '../http/serve.mts';
import { parseFault } from './faultSpec.mts';
import { setNetworks } from './networks.mts';
import { parsePast, pastReport, setPast } from './past.mts';
import { openAccount, openAccountWithHistory, parseBody } from './requests.mts';
import { holdings, truth } from './truth.mts';

/** What only the one who started the sandbox can do. */
export interface Control {
	reset(): void;
}

/** The sandbox's own addresses, off the exchange's paths. All of them speak JSON. */
export function registerControl(app: FastifyInstance, house: House, control: Control): void {
	const exchange = () => house.desk.exchange;
	const get = (path: string, work: () => unknown) =>
		app.get(`/_sandbox/${path}`, (_request, reply) => json(reply, work()));
	const post = (path: string, work: (body: unknown) => unknown) =>
		app.post(`/_sandbox/${path}`, (request, reply) => understood(reply, () => work(request.body)));
	const put = (path: string, work: (body: unknown) => unknown) =>
		app.put(`/_sandbox/${path}`, (request, reply) =>
			understood(reply, () => work(parseBody(request.body))),
		);
	const del = (path: string, work: (id: number) => void) =>
		app.delete<{ Params: { id?: string } }>(`/_sandbox/${path}`, (request, reply) => {
			work(Number(request.params.id));
			return json(reply, {});
		});

	get('endpoints', () =>
		METHODS.map(({ path, access, writes = false }) => ({ path, access, writes })),
	);

	get('record', () => {
		exchange().advance();
		return { ...house.traffic.report(), ...truth(exchange()) };
	});
	del('record', () => {
		house.traffic.clear();
		house.log.clear();
	});
	get('requests', () => house.log.list());

	get('faults', () => house.faults.list());
	post('faults', (body) => {
		const asked = parseBody(body);
		const specs = (Array.isArray(asked) ? asked : [asked]).map(parseFault);
		return { ids: specs.map((spec) => house.faults.add(spec)) };
	});
	del('faults', () => house.faults.clear());
	del('faults/:id', (id) => house.faults.clear(id));

	get('accounts', () => holdings(exchange()));
	post('accounts', (body) => openAccount(exchange(), parseBody(body) as Record<string, unknown>));
	post('history', (body) =>
		openAccountWithHistory(exchange(), parseBody(body) as Record<string, unknown>),
	);

	get('past', () => pastReport(exchange()));
	put('past', (body) => {
		setPast(exchange(), parsePast(body));
		return pastReport(exchange());
	});
	put('networks', (body) => setNetworks(exchange(), body));

	post('reset', () => {
		control.reset();
		return {};
	});
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
