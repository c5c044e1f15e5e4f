// The examples that only read: reports, watches, and any endpoint.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { after, before, beforeEach, describe, it } from 'node:test';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import { installN8n } from '../../playground/install.mts';
import { silent } from '../../playground/progress.mts';
import type { OwnTrade } from '../../sandbox/exchange/accounts.mts';
import { Trader } from '../harness/streamTrader.mts';
import { truthOf } from '../harness/truth.mts';
import { changed, shipped, succeed } from './exampleWorkflows.mts';
import { begin, execute, settled } from './execution.mts';
import { OwnExchange } from './ownExchange.mts';
import { playground } from './playground.mts';
import { startTelegram, type Telegram } from './telegram.mts';

const manual = 'When clicking Execute workflow';

/** n8n's own reader of the format that its Convert to File writes. */
interface Xlsx {
	read(bytes: Buffer): { SheetNames: string[]; Sheets: Record<string, unknown> };
	utils: { sheet_to_json(sheet: unknown): Array<Record<string, unknown>> };
}
/** An account with a past, as the sandbox has opened it. */
interface Past {
	readonly key: string;
	readonly secret: string;
	readonly trades: number;
	readonly operations: number;
	readonly cancelled: number;
}

const { bin } = await installN8n(silent);
const xlsx = createRequire(join(bin, '..', '..', 'package.json'))('@e965/xlsx') as Xlsx;

describe('the examples that read, in a real n8n', () => {
	let still: OwnExchange;
	let telegram: Telegram;
	before(async () => {
		still = await OwnExchange.open({ stepMs: 86_400_000, rateLimit: false }); // its prices stand still
		telegram = await startTelegram();
	});
	after(async () => {
		await telegram?.stop();
		await still?.sandbox.stop();
	});
	beforeEach(() => telegram.messages.splice(0));

	const onStill = () => ({ sandbox: still.sandbox, credentials: still.credentialId });
	const nothingWasOrdered = async () => assert.deepEqual((await truthOf(still.sandbox)).orders, []);

	it('full history: three files with every row that the exchange has', async () => {
		const { sandbox } = playground;
		const answer = await fetch(`${sandbox.url}/_sandbox/history`, {
			method: 'POST',
			body: JSON.stringify({ name: 'example', trades: 60, pairs: 3, operations: 20 }),
		});
		const past = (await answer.json()) as Past;
		const { id } = await playground.rest.call<{ id: string }>('POST', '/credentials', {
			...{ name: 'A past', type: 'exmoApi' },
			data: {
				...{ apiKey: past.key, apiSecret: past.secret, permissions: 'read' },
				...{ exchange: 'custom', customUrl: sandbox.url },
			},
		});
		const name = 'Full history to a spreadsheet and a tax program';
		const execution = await succeed(await changed(name, {}, { sandbox, credentials: id }), manual);

		const all = await execution.file('CSV for a spreadsheet');
		const rows: Array<Record<string, string>> = parse(all.bytes, { columns: true, bom: true });
		const count = (kinds: string[]) => rows.filter(({ kind }) => kinds.includes(kind)).length;
		assert.match(all.name, /^exmo-history-\d{4}-\d\d-\d\d\.csv$/);
		assert.equal(count(['trade']), past.trades);
		assert.equal(count(['cancelledOrder']), past.cancelled);
		assert.equal(rows.length, past.trades + past.cancelled + past.operations);
		const account = sandbox.exchange.account('example')!;
		const told = rows.filter(({ kind }) => kind === 'trade').map(({ amount }) => amount);
		const real = [...account.trades.values()].flat().map(({ amount }) => amount.toString());
		assert.deepEqual(Decimal.sum(...told), Decimal.sum(...real));

		const koinly = await execution.file('CSV for Koinly');
		const [first] = parse(koinly.bytes, { columns: true, bom: true }) as object[];
		assert.ok('Sent Amount' in first && 'Received Amount' in first, Object.keys(first).join());

		const blockpit = await execution.file('XLSX for Blockpit');
		assert.equal(blockpit.name, 'exmo-history-blockpit.xlsx');
		const { SheetNames, Sheets } = xlsx.read(blockpit.bytes);
		const lines = xlsx.utils.sheet_to_json(Sheets[SheetNames[0]]);
		const given = execution.items('Rows for Blockpit');
		assert.ok(given.length >= past.trades);
		assert.deepEqual(
			lines.map((line) => line['Outgoing Amount'] ?? ''),
			given.map((item) => item['Outgoing Amount']),
		);
	});

	it('portfolio report: its figures are those of the exchange', async () => {
		const id = await changed(
			'Portfolio report each morning',
			{ 'Send it to Telegram': telegram.change },
			onStill(),
		);
		await succeed(id, 'Every morning at 7');

		const { balances } = await still.call('readOnly', 'user_info');
		const ticker = await still.ask('ticker');
		const valueOf = (currency: string) => {
			const routes = [currency === 'USD' ? '1' : ticker[`${currency}_USD`]?.buy_price];
			for (const through of ['USDT', 'BTC']) {
				const [first, second] = [`${currency}_${through}`, `${through}_USD`];
				if (ticker[first])
					routes.push(Decimal.mul(ticker[first].buy_price, ticker[second].buy_price));
			}
			const best = Decimal.max(...routes.filter((price) => price !== undefined));
			return best.mul(balances[currency]).toDecimalPlaces(8, Decimal.ROUND_DOWN);
		};
		const [{ text, chat_id, parse_mode }, ...more] = telegram.messages;
		assert.deepEqual([more, chat_id, parse_mode], [[], '1234', 'HTML']);
		const [head, ...lines] = text.split('\n');
		const told = lines.map((line) =>
			/^(\w+): (\S+) = (\S+) USD \(([\d.]+) %\)$/.exec(line)!.slice(1),
		);
		const held = Object.keys(balances).filter((currency) => Number(balances[currency]) > 0);
		assert.deepEqual(told.map(([currency]) => currency).sort(), held.sort());
		for (const [currency, amount, value] of told) {
			assert.ok(new Decimal(amount).eq(balances[currency]), currency);
			if (currency !== 'EUR') assert.ok(valueOf(currency).eq(value), `${currency}: ${value}`);
		}
		const sum = Decimal.sum(...told.map(([, , value]) => value));
		assert.match(head, new RegExp(`^EXMO, \\d{4}-\\d\\d-\\d\\d: ${sum.toFixed()} USD$`));
		const shares = told.reduce((total, [, , , share]) => total + Number(share), 0);
		assert.ok(Math.abs(shares - 100) < 1, String(shares));
		await nothingWasOrdered();
	});

	it('reports and alerts run up to the chat without one', async () => {
		const report = await succeed(shipped('Portfolio report each morning'), 'Every morning at 7');
		assert.match(String(report.items('Write the report')[0].text), /^EXMO, /);
		const alert = await succeed(shipped('Price alert to a chat'), 'When the price crosses a level');
		assert.match(String(alert.items('Write the message')[0].text), /^BTC_USD is /);
		assert.deepEqual(telegram.messages, []);
	});

	it('price alert: the chat gets the price of now', async () => {
		const id = await changed(
			'Price alert to a chat',
			{
				'When the price crosses a level': { parameters: { level: '1000' } },
				'Send it to Telegram': telegram.change,
			},
			onStill(),
		);
		await succeed(id, 'When the price crosses a level');
		const { last_trade: last, buy_price: bid, sell_price: ask } = await still.ticker('BTC_USD');
		assert.deepEqual(
			telegram.messages.map(({ text }) => text),
			[`BTC_USD is above 1000: the price is ${last}, bid ${bid}, ask ${ask}.`],
		);
	});

	const spreadAndDepth = 'Spread and depth watch';
	for (const trigger of ['When the spread widens', 'Every 15 minutes']) {
		it(`spread and depth, "${trigger}": measured as the book is, and silent when all is well`, async () => {
			const id = await changed(
				spreadAndDepth,
				{ 'Send it to Telegram': telegram.change },
				onStill(),
			);
			const execution = await succeed(id, trigger);

			const { BTC_USD: book } = await still.ask('order_book', { pair: 'BTC_USD', limit: '1000' });
			const middle = Decimal.add(book.bid_top, book.ask_top).div(2);
			const depth = (side: 'bid' | 'ask') =>
				(book[side] as Array<[price: string, quantity: string, amount: string]>)
					.filter(([price]) => middle.sub(price).abs().lte(middle.mul('0.01')))
					.reduce((sum, [, , amount]) => sum.add(amount), new Decimal(0));
			const [measured] = execution.items('Measure');
			assert.equal(measured.bidDepth, depth('bid').toDecimalPlaces(2).toNumber());
			assert.equal(measured.askDepth, depth('ask').toDecimalPlaces(2).toNumber());
			assert.equal(
				measured.spreadPercent,
				Decimal.sub(book.ask_top, book.bid_top).div(middle).mul(100).toDecimalPlaces(4).toNumber(),
			);
			assert.ok(execution.ran('All is well'));
			assert.deepEqual(telegram.messages, []);
		});
	}

	it('spread and depth: a thin book is told', async () => {
		const id = await changed(
			spreadAndDepth,
			{ Settings: { fields: { leastDepth: 1e9 } }, 'Send it to Telegram': telegram.change },
			onStill(),
		);
		const execution = await succeed(id, 'Every 15 minutes');
		const [{ bidDepth, askDepth }] = execution.items('Measure');
		assert.equal(telegram.messages.length, 1);
		assert.ok(
			telegram.messages[0].text.includes(`stand ${bidDepth} to buy and ${askDepth} to sell`),
		);
		assert.ok(!execution.ran('All is well'));
	});

	it('own fills: the row of a trade, from the stream', async () => {
		const { sandbox } = playground;
		sandbox.reset();
		const execution = await begin(
			shipped('Own fills to a sheet, as they happen'),
			'When an own order is filled',
		);
		// What is filled before the trigger has looked at the past belongs to the past: one after the other
		const trader = new Trader({ sandbox });
		const trades = new Map<string, OwnTrade>();
		let isOver = false;
		const end = settled(execution).finally(() => (isOver = true));
		while (!isOver) {
			if (sandbox.stream.list().some(({ topics }) => topics.length > 0)) {
				const one = trader.buy('ETH_USD', '0.01');
				trades.set(String(one.id), one);
			}
			await Promise.race([end, setTimeout(500)]);
		}
		const { status, error, items } = await end;
		assert.deepEqual([status, error], ['success', undefined]);
		const [row, ...more] = items('Row of the sheet');
		assert.deepEqual(more, []);
		const trade = trades.get(String(row.tradeId));
		assert.ok(trade, `${row.tradeId} is none of ${[...trades.keys()]}`);
		const { pair, side, role, feeCurrency, orderId } = row;
		assert.deepEqual(
			[pair, side, role, feeCurrency, orderId],
			['ETH_USD', 'buy', 'taker', 'ETH', String(trade.orderId)],
		);
		for (const [told, real] of [
			[row.quantity, trade.quantity],
			[row.price, trade.price],
			[row.amount, trade.amount],
			[row.fee, trade.commission],
		]) {
			assert.ok(new Decimal(String(told)).eq(real!.toString()), `${told} is not ${real}`);
		}
		assert.deepEqual(items('Append or update the sheet'), [row]); // switched off: it hands on what it gets
	});

	it('any endpoint: its own trades, or a stop with the reason', async () => {
		const { sandbox } = playground;
		sandbox.reset();
		const trade = new Trader({ sandbox }).buy('BTC_USD', '0.001');
		const name = 'Any endpoint by HTTP Request';
		const execution = await succeed(shipped(name), manual);
		const [{ BTC_USD: trades }] = execution.items('The answer');
		assert.equal((trades as Array<{ trade_id: number }>)[0].trade_id, Number(trade.id));

		sandbox.faults.add({
			...{ kind: 'custom', endpoints: ['user_trades'], effect: 'before' },
			body: '{"result":false,"error":"Error 40016: Maintenance work in progress"}',
		});
		const refused = await execute(shipped(name), manual);
		assert.equal(refused.status, 'error');
		assert.match(refused.error ?? '', /^EXMO refused: Error 40016/);
	});
});
