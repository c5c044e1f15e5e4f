import type { FastifyInstance } from 'fastify';
import type { StreamFaults } from '../faults/streamFaults.mts';
import { parseStreamFault, type StreamFaultSpec } from '../faults/streamFaultSpec.mts';
import { parseBody } from './requests.mts';

/** What the control addresses show and change of the stream. */
interface ControlledStream {
	readonly opened: number;
	list(): unknown;
	faults: StreamFaults;
	hit(spec: StreamFaultSpec): void;
}

/** The stream's part of the control address. */
export function registerStreamControl(app: FastifyInstance, stream: ControlledStream): void {
	app.get('/_sandbox/stream', () => ({ opened: stream.opened, connections: stream.list() }));
	app.get('/_sandbox/stream/faults', () => stream.faults.list());
	app.post('/_sandbox/stream/faults', (request, reply) => {
		try {
			const asked = parseBody(request.body);
			const specs = (Array.isArray(asked) ? asked : [asked]).map(parseStreamFault);
			for (const spec of specs) stream.hit(spec);
			return {};
		} catch (error) {
			return reply.code(400).send({ error: (error as Error).message });
		}
	});
	app.delete('/_sandbox/stream/faults', () => {
		stream.faults.clear();
		return {};
	});
}
