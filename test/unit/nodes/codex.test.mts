import { readFileSync } from 'node:fs';

interface Codex {
	readonly node: string;
	readonly categories: string[];
	readonly alias: string[];
}

const NAMES = ['Exmo', 'ExmoTrigger', 'ExmoStreamTrigger'];
const codexOf = (name: string): Codex =>
	JSON.parse(readFileSync(`nodes/${name}/${name}.node.json`, 'utf8'));

// n8n folds the polling trigger into the action node: what is looked for has to stand there, too
test.each([
	...['balance', 'price', 'ticker', 'portfolio', 'price alert', 'convert', 'stop loss', 'btc'],
	...['bitcoin', 'crypto', 'exchange', 'trading', 'withdraw', 'order book', 'deposit', 'alert'],
])('who searches for "%s" finds the node', (word) => {
	expect(codexOf('Exmo').alias).toContain(word);
});

test.each(NAMES)('%s: each alias once, a category that n8n documents, its own name', (name) => {
	const { node, alias, categories } = codexOf(name);
	expect(alias).toEqual([...new Set(alias)].sort());
	expect(categories).toEqual(['Finance & Accounting']);
	expect(node.toLowerCase()).toBe(`n8n-nodes-exmo.${name.toLowerCase()}`);
});
