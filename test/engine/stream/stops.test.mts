/** Stop, at every point of the start: afterwards there is no socket, no timer, and nothing comes. */
import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import { runExmo } from '../../harness/engine.mts';
import { testInEditor } from '../../harness/streamTriggerHarness.mts';
import { useStreamTriggers } from '../../harness/streamTriggers.mts';
import { WatchedSockets, type Moment } from '../../harness/watchedSockets.mts';

const { account, connections, allGone } = useStreamTriggers();
const sockets = new WatchedSockets();
beforeEach(() => sockets.watch());
afterEach(() => sockets.unwatch());

/** Longer than what held the start up, and than the pause before a first try to reconnect. */
const LATER_MS = 1500;
const HELD_MS = 600;

interface Point {
	readonly parameters: IDataObject;
	/** Makes the start come to this point and no further; settles when it is there. */
	reach(): Promise<unknown>;
	readonly beforeCredential?: () => Promise<void>;
}

const OWN_TRADES = { triggerOn: 'ownTrades' };

/** A REST request that is not answered for a while. */
const asked = (path: string, parameters: IDataObject = OWN_TRADES): Point => ({
	parameters,
	async reach() {
		account.sandbox.faults.add({ kind: 'latency', ms: HELD_MS, endpoints: [path] });
		while (!account.sandbox.requests.some(({ endpoint }) => endpoint === path)) await pause(5);
	},
});
const at = (moment: Moment, parameters: IDataObject = OWN_TRADES): Point => ({
	parameters,
	reach: async () => await sockets.moment(moment),
});

let credentialIsRead = () => {};
const isBeingRead = new Promise<void>((resolve) => (credentialIsRead = resolve));

const POINTS: Record<string, Point> = {
	'while the credential is read': {
		parameters: OWN_TRADES,
		beforeCredential: async () => {
			credentialIsRead();
			await pause(HELD_MS);
		},
		reach: async () => await isBeingRead,
	},
	'while EXMO is asked for its pairs': asked('pair_settings', { triggerOn: 'trades', pairs: '' }),
	"while EXMO's clock is asked": asked('currency'),
	'while the socket opens': at('opening'),
	'when EXMO greets': at('hear info'),
	'while the login waits for its turn': {
		parameters: OWN_TRADES,
		async reach() {
			account.sandbox.faults.add({ kind: 'latency', ms: HELD_MS, endpoints: ['user_info'] });
			void runExmo(account.credentials, { resource: 'account', operation: 'getInfo' });
			await sockets.moment('hear info');
			await pause(20);
		},
	},
	'when the login is sent': at('send login'),
	'when the login is accepted': at('hear logged_in'),
	'when the subscription is sent': at('send subscribe'),
	'when the subscription is confirmed': at('hear subscribed'),
	'during the first snapshot': at('hear snapshot', { triggerOn: 'orders' }),
	'while REST is asked what was there before': asked('user_trades'),
	'while it waits for another try': {
		parameters: OWN_TRADES,
		async reach() {
			account.sandbox.stream.hit({ kind: 'refuseConnection', times: 1 });
			await sockets.moment('closed');
			await pause(20);
		},
	},
};

test.each(Object.entries(POINTS))(
	'a stop leaves nothing open: %s',
	async (_, { parameters, reach, beforeCredential }) => {
		const reached = reach();
		const run = testInEditor(account.credentials, parameters, { beforeCredential });
		await reached;
		run.stop();
		const requests = account.sandbox.requests.length;
		const made = sockets.made.length;
		await pause(LATER_MS);
		await allGone();
		expect(sockets.left).toEqual({ sockets: 0, timers: [] });
		expect(connections()).toEqual([]);
		// What was under way may arrive; nothing new is begun
		expect(sockets.made).toHaveLength(made);
		expect(account.sandbox.requests.length).toBeLessThanOrEqual(requests + 1);
	},
);
