/** The sign step: from an order's fields to the body and the headers that are sent. */
import ccxt from 'ccxt';
import cryptoJs from 'crypto-js';
import { createRequire } from 'node:module';
import { Bench } from 'tinybench';
import { formatTable } from '../tools/table.mts';
import { formatMs, formatRatio } from './statistics.mts';

const require = createRequire(import.meta.url);

const URL = 'http://127.0.0.1:8080';
const KEY = { apiKey: `K-${'1'.repeat(40)}`, apiSecret: `S-${'1'.repeat(40)}` };
const FIELDS = {
	pair: 'BTC_USD',
	quantity: '0.001',
	price: '30000',
	type: 'buy',
	client_id: '123456789012345',
};

/** Medians of one run, with the others as multiples of ours. */
export async function sign(): Promise<string> {
	const { ExmoApi } = require('../dist/credentials/ExmoApi.credentials.js');
	const credential = new ExmoApi();
	const credentials = { ...KEY, exchange: 'sandbox', permissions: 'readTrade' };
	const options = {
		method: 'POST',
		url: `${URL}/v1.1/order_create`,
		body: new URLSearchParams(FIELDS).toString(),
		headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
	};
	const client = new ccxt.exmo({ apiKey: KEY.apiKey, secret: KEY.apiSecret });
	let nonce = 0;

	const bench = new Bench({ time: 1000, warmupTime: 300 });
	bench
		.add("this node's credential", () => credential.authenticate(credentials, options))
		.add("ccxt's sign", () => client.sign('order_create', 'private', 'POST', FIELDS))
		.add('crypto-js alone', () => {
			const body = new URLSearchParams({ ...FIELDS, nonce: String(++nonce) }).toString();
			return cryptoJs.HmacSHA512(body, KEY.apiSecret).toString();
		});
	await bench.run();
	const medians = bench.tasks.map((task) => {
		const { result } = task;
		if (!('latency' in result)) throw new Error(`${task.name} did not run: ${result.state}`);
		return { name: task.name, ms: result.latency.p50 };
	});
	const rows = medians.map(({ name, ms }) => [name, formatMs(ms), formatRatio(ms / medians[0].ms)]);
	return `Sign step: an order's fields signed\n${formatTable([['', 'median', 'of this node'], ...rows])}`;
}
