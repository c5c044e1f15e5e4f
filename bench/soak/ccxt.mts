/** ccxt's watchOrderBook for the same pairs. Arguments as those of ours.mts. */
import ccxt from 'ccxt';
import { Reporter } from './report.mts';

const [url, everyMs, ...pairs] = process.argv.slice(2);
const reporter = new Reporter(Number(everyMs));

const exchange = new ccxt.pro.exmo({ options: { fetchCurrencies: false } });
exchange.has.fetchCurrencies = false; // needs a page of the web site, which the sandbox does not have
const { api } = exchange.urls as { api: Record<string, string | Record<string, string>> };
api.public = url;
(api.ws as Record<string, string>).public = `${url.replace('http', 'ws')}/v1/public`;
await exchange.loadHttpProxyAgent(); // without it, ccxt refuses addresses without TLS
await exchange.loadMarkets();

async function watch(symbol: string): Promise<never> {
	for (;;) {
		const { timestamp } = await exchange.watchOrderBook(symbol);
		reporter.event(Number(timestamp));
	}
}

await Promise.all(pairs.map(async (pair) => await watch(pair.replace('_', '/'))));
