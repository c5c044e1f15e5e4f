// The sandbox asked directly, as the truth that n8n's items are held against. The signature is made
// with crypto-js: nothing of the plugin takes part.
import cryptoJs from 'crypto-js';
import { playground } from './playground.mts';

let nonce = Date.now();

/** The answers that the tests ask for (exmo-api/REST.md 3.1 and 3.6), as far as they look at them. */
interface Answers {
	user_info: { uid: number; balances: Amounts; reserved: Amounts };
	user_open_orders: Record<string, OpenOrder[]>;
}
type Amounts = Record<string, string>;
type OpenOrder = Record<'order_id' | 'client_id' | 'type' | 'quantity' | 'price', string | number>;

/** Calls a private method of EXMO (exmo-api/REST.md 1.3) with the account's read-only key. */
export async function askExchange<Method extends keyof Answers>(
	method: Method,
): Promise<Answers[Method]> {
	const { key, secret } = playground.sandbox.keys.readOnly;
	const body = new URLSearchParams({ nonce: String(nonce++) }).toString();
	const response = await fetch(`${playground.sandbox.url}/v1.1/${method}`, {
		method: 'POST',
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Key: key,
			Sign: cryptoJs.HmacSHA512(body, secret).toString(cryptoJs.enc.Hex),
		},
		body,
	});
	return (await response.json()) as Answers[Method];
}
