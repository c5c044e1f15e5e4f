import { useSetup, type Reply } from './client.mts';

export const ORDER = { pair: 'BTC_USD', type: 'buy', quantity: '0.002', price: '30000' };

/** A sandbox for each test, and its control address. */
export function useControlled() {
	const at = useSetup();
	const control = async (method: string, path: string, body?: unknown): Promise<Reply> =>
		(
			await fetch(`${at.sandbox.url}/_sandbox/${path}`, {
				method,
				body: body === undefined ? undefined : JSON.stringify(body),
			})
		).json();
	return {
		at,
		control,
		plant: (...specs: unknown[]) => control('POST', 'faults', specs),
		record: () => control('GET', 'record'),
		order: (client_id: string) => at.full.call('order_create', { ...ORDER, client_id }),
	};
}
