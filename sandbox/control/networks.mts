import type { Exchange } from '../exchange/exchange.mts';
import type { Network } from '../market/market.mts';

/** What can change of a network while the exchange runs. */
type Changes = Partial<Pick<Network, 'enabled' | 'min' | 'max' | 'commission' | 'comment'>>;

const AMOUNTS = ['min', 'max', 'commission'] as const;

/**
 * PUT /_sandbox/networks: opens or closes networks, changes their limits and fees. Throws a sentence,
 * and then nothing has changed.
 */
export function setNetworks(exchange: Exchange, body: unknown): Network[] {
	const asked = (Array.isArray(body) ? body : [body]).map((one: unknown) => parse(exchange, one));
	for (const { network, changes } of asked) {
		Object.assign(network, changes);
		if (changes.commission !== undefined) {
			network.commissionDescription = `${changes.commission} ${network.currency}`;
		}
	}
	return asked.map(({ network }) => network);
}

function parse({ core }: Exchange, body: unknown): { network: Network; changes: Changes } {
	if (typeof body !== 'object' || body === null) throw new Error('A network has to be an object.');
	const { name, type = 'withdraw', ...changes } = body as Record<string, unknown>;
	const network = core.networks.find((one) => one.name === name && one.type === type);
	if (!network) throw new Error(`There is no network ${String(name)} to ${String(type)} by.`);
	for (const [field, value] of Object.entries(changes)) check(field, value);
	return { network, changes: changes as Changes };
}

function check(field: string, value: unknown): void {
	if (field === 'enabled' ? typeof value === 'boolean' : field === 'comment') return;
	if (!(AMOUNTS as readonly string[]).includes(field)) {
		throw new Error(`"${field}" is none of enabled, ${AMOUNTS.join(', ')}, comment.`);
	}
	if (typeof value !== 'string' || !/^\d+(\.\d{1,8})?$/.test(value)) {
		throw new Error(`"${field}" has to be a decimal text, e.g. "0.5".`);
	}
}
