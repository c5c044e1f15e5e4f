import { ExmoError, type Effect, type ErrorKind } from '../errors/errors';
import { withoutSecrets } from '../errors/secrets';

/** What the signer's sentences are about that somebody who knows the account's form can say better. */
export type SignersReason =
	| 'unknownExchange'
	| 'customUrl'
	| 'noKey'
	| 'unusableKey'
	| 'missingPermission'
	| 'notAllowedTarget'
	| 'unreadableTargets'
	| 'detour'
	| 'uncheckedCertificate'
	| 'sentBefore'
	| 'noForm';

interface About {
	readonly reason?: SignersReason;
	readonly effect?: Effect;
}

/**
 * An error of the signer, whose message is fit for a user. `code` is that sentence as well: an HTTP
 * client may pass on nothing else of what it wraps.
 */
export abstract class SignersError extends ExmoError {
	constructor(title: string, kind: ErrorKind, { reason, effect = 'none' }: About = {}) {
		super({
			title: withoutSecrets(title), // it may quote what was to be signed
			advice: effect === 'none' ? 'Nothing was sent.' : 'Nothing more was sent.',
			...{ kind, effect, reason },
		});
	}

	get code(): string {
		return this.message;
	}

	/** The same refusal in other words. */
	inWords(title: string): this {
		const Own = this.constructor as new (title: string, about: About) => this;
		return new Own(title, { effect: this.effect });
	}
}

/** Thrown when an address cannot be used. */
export class UnusableAddress extends SignersError {
	override readonly name = 'UnusableAddress';

	constructor(title: string, about?: About) {
		super(title, 'credential', about);
	}
}

/** Thrown when a key pair cannot be right; the message says what is wrong and never shows the secret. */
export class UnusableKey extends SignersError {
	override readonly name = 'UnusableKey';

	constructor(title: string, about?: About) {
		super(title, 'credential', about);
	}
}

/** Thrown when a request must not be signed. */
export class SigningRefused extends SignersError {
	override readonly name = 'SigningRefused';

	constructor(title: string, about?: About) {
		super(title, 'permission', about);
	}
}
