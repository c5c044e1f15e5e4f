import { ExmoError } from './errors';

/** Input that cannot be sent; the message says why and is fit for a user. */
export abstract class InputError extends ExmoError {
	constructor(title: string) {
		super({ title, advice: 'Nothing was sent.', kind: 'invalidInput', effect: 'none' });
	}
}
