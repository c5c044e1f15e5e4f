/**
 * The built stream trigger, as n8n would load it, under the functions that n8n hands to a trigger.
 * Arguments: address of the sandbox, how often to report (ms), pairs.
 */
import { createRequire } from 'node:module';
import { Reporter } from './report.mts';

const [url, everyMs, ...pairs] = process.argv.slice(2);
const reporter = new Reporter(Number(everyMs));

const require = createRequire(import.meta.url);
const {
	ExmoStreamTrigger,
} = require('../../dist/nodes/ExmoStreamTrigger/ExmoStreamTrigger.node.js');

const parameters: Record<string, unknown> = {
	triggerOn: 'bookUpdates',
	pairs: pairs.join(','),
	bookWhen: 'any',
	depth: 25,
	options: {},
};

interface Item {
	json: { sentAt: string; merged?: number };
}

await new ExmoStreamTrigger().trigger.call({
	getNodeParameter: (name: string) => parameters[name],
	getCredentials: async () => ({ exchange: 'custom', customUrl: url, permissions: 'read' }),
	getNode: () => ({ name: 'Soak' }),
	getMode: () => 'trigger',
	getActivationMode: () => 'activate',
	getTimezone: () => 'UTC',
	helpers: {
		createDeferredPromise: () => {
			let resolve = () => {};
			const promise = new Promise<void>((settle) => (resolve = settle));
			return { promise, resolve };
		},
	},
	emit([items]: Item[][], _response: unknown, done: { resolve(): void }) {
		for (const { json } of items) reporter.event(Date.parse(json.sentAt), json.merged);
		done.resolve();
	},
	emitError(error: Error) {
		throw error;
	},
});
