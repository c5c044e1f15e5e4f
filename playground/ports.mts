import { createServer } from 'node:net';

/** Where everything the playground starts can be reached: this machine only. */
export const host = '127.0.0.1';

const tryPort = (port: number) =>
	new Promise<number | undefined>((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(undefined));
		probe.listen({ port, host, exclusive: true }, () => {
			const address = probe.address();
			probe.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
		});
	});

/** A port on 127.0.0.1 that nobody listens on, chosen by the system. */
export async function anyPort(): Promise<number> {
	const port = await tryPort(0);
	if (port === undefined) throw new Error(`No free port was found on ${host}.`);
	return port;
}

/**
 * The wanted port when it is free, else the next free one of the twenty above it, else any.
 * @param say is told, in one sentence, when another port was taken
 */
export async function portNear(
	wanted: number,
	forWhat: string,
	say: (sentence: string) => void,
): Promise<number> {
	for (let port = wanted; port <= wanted + 20; port++) {
		if ((await tryPort(port)) === undefined) continue;
		if (port !== wanted) say(`Port ${wanted} is taken: ${forWhat} uses ${port} instead.`);
		return port;
	}
	const port = await anyPort();
	say(`Ports ${wanted} to ${wanted + 20} are taken: ${forWhat} uses ${port} instead.`);
	return port;
}
