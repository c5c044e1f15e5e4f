import { useSetup } from './client.mts';
import { StreamClient, type SOCKETS } from './streamClient.mts';

/** A sandbox for each test, and WebSocket connections to it, which end with the test. */
export function useStreamClients() {
	const clients: StreamClient[] = [];
	afterEach(() => clients.splice(0).forEach((client) => client.end()));
	const at = useSetup({ stream: { bookMs: 0, tickerMs: 0 } });

	const open = async (name: keyof typeof SOCKETS): Promise<StreamClient> => {
		const client = await StreamClient.open(at.sandbox, name);
		clients.push(client);
		return client;
	};

	return {
		at,
		open,
		loggedIn: async (name: 'private' | 'margin'): Promise<StreamClient> => {
			const client = await open(name);
			expect(await client.logIn(at.full, at.full.nextNonce())).toMatchObject({
				event: 'logged_in',
			});
			return client;
		},
	};
}
