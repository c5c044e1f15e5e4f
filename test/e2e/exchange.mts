// The sandbox asked directly, as the truth that n8n's items are held against. The signature is made
// with crypto-js: nothing of the plugin takes part.
import cryptoJs from 'crypto-js';
import { playground } from './playground.mts';

let nonce = Date.now();

/**
 * Calls a private method of EXMO (exmo-api/REST.md 1.3).
 * @returns the answer as it came
 */
export async function signedCall(
	url: string,
	{ key, secret }: { key: string; secret: string },
	method: string,
	params: Record<string, string> = {},
): Promise<string> {
	const body = new URLSearchParams({ ...params, nonce: String(nonce++) }).toString();
	const response = await fetch(`${url}/v1.1/${method}`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Key: key,
			Sign: cryptoJs.HmacSHA512(body, secret).toString(cryptoJs.enc.Hex),
		},
		body,
	});
	return await response.text();
}

/** The answers that the tests ask for (exmo-api/REST.md 3.1 and 3.6), as far as they look at them. */
interface Answers {
	user_info: { uid: number; balances: Amounts; reserved: Amounts };
	user_open_orders: Record<string, OpenOrder[]>;
}
type Amounts = Record<string, string>;
type OpenOrder = Record<'order_id' | 'client_id' | 'type' | 'quantity' | 'price', string | number>;

/** Asks with the account's read-only key. */
export async function askExchange<Method extends keyof Answers>(
	method: Method,
): Promise<Answers[Method]> {
	const { url, keys } = playground.sandbox;
	return JSON.parse(await signedCall(url, keys.readOnly, method)) as Answers[Method];
}
