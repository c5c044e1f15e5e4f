// The owner account of the playground's n8n: made at the first start, used again at the next ones.
import { randomInt } from 'node:crypto';
import { RestError, type Rest } from './rest.mts';

/** How a person signs in. The password is random: n8n runs code for whoever knows it. */
export interface Account {
	email: string;
	password: string;
}

/** A new account with a password that is easy to type and that n8n accepts (capital, digit, 8 or more). */
export function newAccount(): Account {
	const letters = 'abcdefghjkmnpqrstuvwxyz'; // no i, l, o: they look like digits
	const word = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join('');
	return { email: 'you@example.com', password: `Exmo-${word()}-${word()}-${randomInt(10, 100)}` };
}

/** Makes the owner of a fresh n8n and leaves the session signed in. */
export async function createOwner(rest: Rest, { email, password }: Account): Promise<void> {
	await rest.call('POST', '/owner/setup', {
		email,
		password,
		firstName: 'Sandbox',
		lastName: 'Trader',
	});
}

/**
 * Signs in.
 * @param keptIn the file that the account was read from, for the sentence when n8n refuses
 */
export async function signIn(rest: Rest, account: Account, keptIn: string): Promise<void> {
	try {
		const { email, password } = account;
		await rest.call('POST', '/login', { emailOrLdapLoginId: email, password });
	} catch (error) {
		if (!(error instanceof RestError) || error.status !== 401) throw error;
		throw new Error(
			`n8n does not accept the e-mail address and password in ${keptIn}. If you have changed them ` +
				'in n8n, change them there too; `npm start -- --fresh` starts with an empty n8n instead.',
		);
	}
}
