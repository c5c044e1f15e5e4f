// Records how an installed n8n's HTTP helper reports requests without a reply, for the unit tests:
//   NODE_OF_THAT_N8N test/compat/helperErrors.mts FOLDER test/unit/nodes/helperErrors/VERSION.json
// FOLDER is where that n8n's node_modules is (`npm run test:compat -- VERSION` says where). Needs `openssl`.
import { execFileSync } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';

const [folder, target] = process.argv.slice(2);
if (folder === undefined || target === undefined) {
	throw new Error('Name the folder that this n8n is installed in, and the file to write.');
}
const home = mkdtempSync(join(tmpdir(), 'helper-errors-'));
process.env.N8N_USER_FOLDER = home; // n8n-core writes a settings file there

const ofN8n = createRequire(join(folder, 'node_modules', 'n8n', 'package.json'));
ofN8n('reflect-metadata');
const { ExecuteContext } = ofN8n('n8n-core');
const { Workflow } = ofN8n('n8n-workflow');

class SigningRefused extends Error {
	override readonly name = 'SigningRefused';

	get code(): string {
		return this.message;
	}
}

interface Case {
	url: string;
	timeout?: number;
	/** What the credential throws instead of signing. */
	refusal?: Error;
	stopAfterMs?: number;
}

/** As much of an error as a reader may look at, with its causes. */
function shapeOf(error: unknown): unknown {
	if (!(error instanceof Error)) return error;
	const { description, httpCode, messages, code, syscall, errors, cause } = error as Error &
		Record<string, unknown>;
	return {
		class: error.constructor.name,
		message: error.message,
		...Object.fromEntries(
			Object.entries({ description, httpCode, messages, code, syscall }).filter(
				([, value]) => value !== undefined && value !== null,
			),
		),
		...(Array.isArray(errors) ? { errors: errors.map(shapeOf) } : {}),
		...(cause === undefined ? {} : { cause: shapeOf(cause) }),
	};
}

async function failureOf({ url, timeout, refusal, stopAfterMs }: Case): Promise<unknown> {
	const node = { id: '1', name: 'EXMO', type: 'test', typeVersion: 1, position: [0, 0] };
	const nodes = [{ ...node, parameters: {}, credentials: { exmoApi: { id: '1', name: 'EXMO' } } }];
	const type = { description: { properties: [], credentials: [{ name: 'exmoApi' }] } };
	const workflow = new Workflow({
		...{ id: '1', nodes, connections: {}, active: false, settings: {} },
		nodeTypes: {
			getByName: () => type,
			getByNameAndVersion: () => type,
			getKnownTypes: () => ({}),
		},
	});
	const credentialsHelper = {
		getParentTypes: () => [],
		preAuthentication: async () => undefined,
		getDecrypted: async () => ({}),
		isCredentialUsableByNode: async () => true,
		getCredentialsProperties: () => [],
		authenticate: async (_credentials: unknown, _type: string, options: unknown) => {
			if (refusal) throw refusal;
			return options;
		},
	};
	const stop = new AbortController();
	if (stopAfterMs !== undefined) setTimeout(() => stop.abort(), stopAfterMs);
	const context = new ExecuteContext(
		...[workflow, workflow.getNode('EXMO'), { credentialsHelper, variables: {} }, 'trigger'],
		...[{ resultData: { runData: {} } }, 0, [{ json: {} }], { main: [[{ json: {} }]] }],
		...[{ node: nodes[0], data: {}, source: null }, [], stop.signal],
	);
	const options = {
		...{ method: 'POST', url, body: 'a=1', timeout, encoding: 'arraybuffer' },
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
		...{ returnFullResponse: true, ignoreHttpStatusErrors: true, disableFollowRedirect: true },
	};
	try {
		await context.helpers.httpRequestWithAuthentication.call(context, 'exmoApi', options);
	} catch (error) {
		return shapeOf(error);
	}
	throw new Error(`${url} answered.`);
}

const open: Server[] = [];
/** An address where connections meet the handler. */
async function listen(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	open.push(server.unref());
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const once = (answer: (socket: Socket) => void) =>
	createServer((socket) => socket.on('error', () => {}).once('data', () => answer(socket)));

execFileSync(
	'openssl',
	[
		...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1'],
		...['-keyout', join(home, 'key.pem'), '-out', join(home, 'certificate.pem')],
	],
	{ stdio: 'ignore' },
);
const tls = {
	key: readFileSync(join(home, 'key.pem')),
	cert: readFileSync(join(home, 'certificate.pem')),
};

const silent = await listen(once(() => {}));
const systemError = (syscall: string, code: string, where = '') =>
	Object.assign(new Error(`${syscall} ${code}${where}`), { code, syscall });
/** What this machine cannot bring about is put in: the error that Node.js gives of the connection. */
const putIn: Record<string, Error> = {
	[await listen(once(() => {}))]: systemError('read', 'EHOSTUNREACH'),
	[await listen(once(() => {}))]: Object.assign(
		new AggregateError([
			systemError('connect', 'ECONNREFUSED', ' ::1:1'),
			systemError('connect', 'ECONNREFUSED', ' 127.0.0.1:1'),
		]),
		{ code: 'ECONNREFUSED' },
	),
};
const [lostWay, severalAddresses] = Object.keys(putIn);
subscribe('net.client.socket', (message) => {
	const { socket } = message as { socket: Socket };
	socket.once('connect', () => {
		const error = putIn[`127.0.0.1:${socket.remotePort}`];
		if (error) setTimeout(() => socket.destroy(error), 100);
	});
});

const cases: Record<string, Case> = {
	'closed port': { url: 'http://127.0.0.1:1/' },
	'closed port, several addresses': { url: `http://${severalAddresses}/` },
	'unknown name': { url: 'http://exmo.invalid/' },
	'self-signed certificate': { url: `https://${await listen(createTlsServer(tls))}/` },
	'hung up in the TLS handshake': { url: `https://${await listen(once((s) => s.end()))}/` },
	'reset after sending': { url: `http://${await listen(once((s) => s.resetAndDestroy()))}/` },
	'hung up after sending': { url: `http://${await listen(once((s) => s.end()))}/` },
	'cut off in the answer': {
		url: `http://${await listen(
			once((s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"result":')),
		)}/`,
	},
	'no way while reading': { url: `http://${lostWay}/` },
	'no answer in time': { url: `http://${silent}/`, timeout: 300 },
	stopped: { url: `http://${silent}/`, stopAfterMs: 200 },
	'the signer refuses': {
		url: 'http://127.0.0.1:1/',
		refusal: new SigningRefused('withdraw_crypt needs the permission "Withdraw".'),
	},
};
const shapes: Record<string, unknown> = {};
for (const [name, one] of Object.entries(cases)) {
	// The ports are the system's choice
	shapes[name] = JSON.parse(
		JSON.stringify(await failureOf(one)).replaceAll(/(127\.0\.0\.1):\d{4,5}/g, '$1:50000'),
	);
}
writeFileSync(target, JSON.stringify(shapes, null, '\t') + '\n');
for (const server of open) server.close();
rmSync(home, { recursive: true });
process.exit();
