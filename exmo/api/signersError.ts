import { withoutSecrets } from '../errors/errors';

/**
 * An error of the signer, whose message is fit for a user. `code` is that sentence as well: n8n up to
 * 2.33 passes on nothing else of what it wraps, and n8n's credential test shows the code of an error.
 */
export abstract class SignersError extends Error {
	constructor(message: string) {
		super(withoutSecrets(message)); // it may quote what was to be signed
	}

	get code(): string {
		return this.message;
	}
}
