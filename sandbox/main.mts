import { parseArgs } from 'node:util';
import { clockStartingAt, systemClock } from './exchange/clock.mts';
import { REQUESTS_PER_SECOND } from './http/rateLimit.mts';
import { MARKET_NAMES } from './market/create.mts';
import type { MarketName } from './market/market.mts';
import { startSandbox, type Sandbox, type SandboxOptions } from './server.mts';

const HELP = `An EXMO exchange on this machine, for trying things out. No real money, no real market.

Usage: npm run sandbox -- [options]

  --port <n>        port to listen on (8080; 0 takes any free one)
  --host <address>  address to listen on (127.0.0.1)
  --market <name>   ${MARKET_NAMES.join(' | ')} (normal)
  --seed <n>        which market: one seed always makes the same one (1)
  --at <time>       start at this moment, e.g. 2026-09-23T12:00:00Z, instead of now
  --indirect-pair   winddown: list GMT_BTC as well, a coin that only BTC is paid for
  --ticks <n>       send n more book updates a second by WebSocket, over all pairs in turn (0)
  --session <s>     end WebSocket connections after so many seconds (86400)
  --no-rate-limit   do not answer 40034 above ${REQUESTS_PER_SECOND} requests in a second
  --quiet           print the address only
  --help            this text
`;

class UsageError extends Error {}

function readOptions(): SandboxOptions & { quiet: boolean } {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8080' },
			host: { type: 'string', default: '127.0.0.1' },
			market: { type: 'string', default: 'normal' },
			seed: { type: 'string', default: '1' },
			at: { type: 'string' },
			'indirect-pair': { type: 'boolean', default: false },
			ticks: { type: 'string', default: '0' },
			session: { type: 'string', default: '86400' },
			'no-rate-limit': { type: 'boolean', default: false },
			quiet: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) {
		process.stdout.write(HELP);
		process.exit(0);
	}
	const startMs = values.at === undefined ? undefined : Date.parse(values.at);
	if (Number.isNaN(startMs)) throw new UsageError(`--at: "${values.at}" is not a moment in time.`);
	if (!MARKET_NAMES.includes(values.market as MarketName)) {
		throw new UsageError(`--market: "${values.market}" is none of ${MARKET_NAMES.join(', ')}.`);
	}
	return {
		port: wholeNumber('--port', values.port, 65_535),
		host: values.host,
		market: values.market as MarketName,
		seed: wholeNumber('--seed', values.seed, 2 ** 31 - 1),
		clock: startMs === undefined ? systemClock : clockStartingAt(startMs),
		stream: {
			ticks: wholeNumber('--ticks', values.ticks, 10_000),
			sessionMs: 1000 * wholeNumber('--session', values.session, 86_400),
		},
		indirectPair: values['indirect-pair'],
		rateLimit: !values['no-rate-limit'],
		quiet: values.quiet,
	};
}

function wholeNumber(name: string, value: string, max: number): number {
	if (!/^\d+$/.test(value) || Number(value) > max) {
		throw new UsageError(`${name}: "${value}" is not a whole number from 0 to ${max}.`);
	}
	return Number(value);
}

/** Starts on the wanted port, or on a free one when that is taken. */
async function start(options: SandboxOptions): Promise<Sandbox> {
	try {
		return await startSandbox(options);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
		process.stderr.write(`Port ${options.port} is taken; taking a free one instead.\n`);
		return startSandbox({ ...options, port: 0 });
	}
}

function print(sandbox: Sandbox, quiet: boolean): void {
	if (quiet) return void process.stdout.write(`${sandbox.url}\n`);
	const known = Object.entries(sandbox.keys).filter(([, { key }]) =>
		sandbox.exchange.keys.has(key),
	);
	const keys = known.map(
		([name, { key, secret, permissions }]) =>
			`  ${name.padEnd(9)} ${key}\n  ${' '.repeat(9)} ${secret}\n` +
			`  ${' '.repeat(9)} may: ${permissions.join(', ') || 'nothing'}\n`,
	);
	process.stdout.write(
		`Sandbox exchange: ${sandbox.url}/v1.1/   (market: ${sandbox.exchange.core.market.name})\n` +
			`WebSocket:        ${sandbox.url.replace('http', 'ws')}/v1/public, /v1/private, /v1/margin/private\n\n` +
			`Demo keys - they work on sandboxes only:\n${keys.join('')}\nCtrl-C ends it.\n`,
	);
}

try {
	const options = readOptions();
	const sandbox = await start(options);
	print(sandbox, options.quiet);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => void sandbox.stop().then(() => process.exit(0)));
	}
} catch (error) {
	const known = error instanceof UsageError || (error as { code?: string }).code !== undefined;
	process.stderr.write(`${known ? (error as Error).message : (error as Error).stack}\n`);
	process.exitCode = 1;
}
