/** What went wrong on the way, when there is no reply at all. */
import { isWrite, type Endpoint } from '../../../exmo/api/endpoints';
import { ExmoError } from '../../../exmo/errors/errors';
import { readHelperError, signersError } from './helperError';

/** Why a connection did not come about. Says nothing of whether the request was sent. */
const REASONS: Record<string, string> = {
	ECONNREFUSED: 'nothing listens there',
	ENOTFOUND: 'the name is not known',
	EAI_AGAIN: 'the name could not be looked up',
	EHOSTUNREACH: 'there is no way to it',
	ENETUNREACH: 'there is no way to it',
	ETIMEDOUT: 'it does not answer',
	ECONNRESET: 'it hung up before the connection was secure',
};

/** A certificate is checked before anything is sent: these codes are a proof by themselves. */
const UNTRUSTED: Record<string, string> = {
	CERT_HAS_EXPIRED: 'its certificate has expired',
	CERT_NOT_YET_VALID: 'its certificate is not valid yet',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is not trusted',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate is not trusted',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is not trusted',
	ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

const TIMED_OUT = ['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'];

/**
 * The error for a request that got no reply from `host`. Never quotes the request: it holds the key.
 * A refusal of the signer comes back as itself.
 */
export function transportError(endpoint: Endpoint, error: unknown, host: string): Error {
	const refusal = signersError(error);
	if (refusal) return refusal;
	const { code, isBeforeSending, isBlocked } = readHelperError(error);
	if (isBlocked) {
		return new ExmoError({
			title: `No connection to ${host}: n8n's SSRF protection blocks it`,
			advice:
				'Nothing was sent. Whoever runs n8n can allow it: a name in N8N_SSRF_ALLOWED_HOSTNAMES, an address in N8N_SSRF_ALLOWED_IP_RANGES.',
			kind: 'network',
			effect: 'none',
			code,
		});
	}
	const untrusted = UNTRUSTED[code];
	if (isBeforeSending || untrusted !== undefined) {
		const reason = untrusted ?? REASONS[code] ?? 'it could not be connected to';
		return new ExmoError({
			title: `No connection to ${host}: ${reason}`,
			advice: 'Nothing was sent. Check the Exchange in the credential and the network.',
			kind: 'network',
			effect: 'none',
			code,
		});
	}
	const effect = isWrite(endpoint) ? 'unknown' : 'none';
	return new ExmoError({
		title: TIMED_OUT.includes(code)
			? `${host} did not answer in time`
			: code === 'ERR_CANCELED'
				? 'The execution was stopped while a request was under way'
				: `The connection to ${host} broke before the answer was there`,
		advice:
			effect === 'unknown'
				? 'Whether the request took effect is not known.'
				: 'Try again in a moment.',
		kind: 'network',
		effect,
		code,
	});
}
