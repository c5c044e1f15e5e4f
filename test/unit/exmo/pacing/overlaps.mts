/**
 * EXMO's signature covers the body and not the path: which bodies, signed for one method, would also do
 * something at a method that needs another permission? The list in docs/safety.md is this one.
 */
import { readFileSync } from 'node:fs';
import { ENDPOINTS, isWrite, takes, type Endpoint } from '../../../../exmo/api/endpoints.ts';

export interface Overlap {
	/** The method that the body was signed for. */
	readonly signedFor: string;
	/** A method that changes something, goes beyond what the credential allows, and takes the body as well. */
	readonly fits: string;
}

/** A credential with Allowed Withdrawal Addresses signs withdrawals, but no gift code. */
const EVADES_A_LIST: string = ENDPOINTS.excodeCreate.path;

/** From the table of endpoints: a method does something with a body that has all that it requires. */
export function overlapsOf(endpoints: readonly Endpoint[] = Object.values(ENDPOINTS)): Overlap[] {
	const signed = endpoints.filter(({ access }) => access !== 'public');
	return signed.flatMap((from) =>
		signed
			.filter(({ path }) => path !== from.path)
			.filter(({ access, path }) => access !== from.access || path === EVADES_A_LIST)
			.filter(isWrite)
			.filter(({ required }) => required.every((name) => takes(from, name)))
			.map(({ path }) => ({ signedFor: from.path, fits: path })),
	);
}

const ROW = /^\| `([\w/]+)` \| ((?:`[\w/]+`(?: · )?)+) \|$/gm;

/** As docs/safety.md lists them. */
export const documentedOverlaps = (): Overlap[] =>
	[...readFileSync('docs/safety.md', 'utf8').matchAll(ROW)].flatMap(([, signedFor, others]) =>
		others.split(' · ').map((other) => ({ signedFor, fits: other.replaceAll('`', '') })),
	);
