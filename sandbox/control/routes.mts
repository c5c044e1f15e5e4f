import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Exchange } from '../exchange/exchange.mts';
import type { Faults } from '../faults/faults.mts';
import { parseFault } from '../faults/faultSpec.mts';
import type { RequestLog } from '../record/requestLog.mts';
import type { TrafficRecord } from '../record/traffic.mts';
import { toJson } from '../wire/json.mts';
import { setNetworks } from './networks.mts';
import { parsePast, pastReport, setPast } from './past.mts';
import { openAccount, openAccountWithHistory, parseBody } from './requests.mts';
import { holdings, truth } from './truth.mts';

/** What the control addresses show and change. */
export interface Controlled {
	exchange(): Exchange;
	endpoints: readonly { path: string; access: string; writes?: boolean }[];
	faults: Faults;
	traffic: TrafficRecord;
	log: RequestLog;
	reset(): void;
}

/** The sandbox's own addresses, off the exchange's paths. All of them speak JSON. */
export function registerControl(app: FastifyInstance, controlled: Controlled): void {
	const { exchange, endpoints, faults, traffic, log } = controlled;
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
		endpoints.map(({ path, access, writes = false }) => ({ path, access, writes })),
	);

	get('record', () => {
		exchange().advance();
		return { ...traffic.report(), ...truth(exchange()) };
	});
	del('record', () => {
		traffic.clear();
		log.clear();
	});
	get('requests', () => log.list());

	get('faults', () => faults.list());
	post('faults', (body) => {
		const asked = parseBody(body);
		const specs = (Array.isArray(asked) ? asked : [asked]).map(parseFault);
		return { ids: specs.map((spec) => faults.add(spec)) };
	});
	del('faults', () => faults.clear());
	del('faults/:id', (id) => faults.clear(id));

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
		controlled.reset();
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
