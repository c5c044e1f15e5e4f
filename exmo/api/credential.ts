/** An account as the credential describes it, and how the credential's fields are read: what cannot be read permits nothing. */
import type { Access } from './endpoints';
import type { Exchange } from './hosts';
import type { ApiKey } from './signing';

export type Permission = Exclude<Access, 'public'>;
export const PERMISSIONS: readonly Permission[] = ['read', 'trade', 'withdraw'];

/** What the credential's Permissions field offers; a key that may not even read would be of no use. */
export const PERMISSION_SETS = {
	read: ['read'],
	readTrade: ['read', 'trade'],
	readWithdraw: ['read', 'withdraw'],
	readTradeWithdraw: ['read', 'trade', 'withdraw'],
} as const satisfies Record<string, readonly Permission[]>;

/**
 * Where a withdrawal goes. At an exchange, the tag is what tells one customer's money from another's,
 * so an address alone does not allow any tag.
 */
interface WithdrawalTarget {
	readonly address: string;
	/** Empty: no tag. */
	readonly tag: string;
}

/** Where withdrawals may go; an empty list: nowhere. */
export type AllowedTargets = 'any' | readonly WithdrawalTarget[];

export interface Account extends ApiKey {
	readonly exchange: Exchange;
	readonly customUrl?: string;
	readonly permissions: readonly Permission[];
	/** Left out: nowhere. */
	readonly withdrawalTargets?: AllowedTargets;
}

/**
 * The permissions of the field's value: one of PERMISSION_SETS, or the list of permissions that
 * credentials saved with an older version of this package hold.
 */
export function readPermissions(value: unknown): readonly Permission[] {
	if (Array.isArray(value)) return PERMISSIONS.filter((permission) => value.includes(permission));
	if (typeof value !== 'string' || !Object.hasOwn(PERMISSION_SETS, value)) return [];
	return PERMISSION_SETS[value as keyof typeof PERMISSION_SETS];
}

/**
 * The targets of the field's text: one a line, "address" or "address,tag". Only an empty text allows any
 * target: blank lines may be what is left of a list, and anything but a text is no list.
 */
export function readTargets(value: unknown): AllowedTargets {
	if (value === '') return 'any';
	if (typeof value !== 'string') return [];
	return value
		.split(/\r\n|\r|\n/)
		.map((line) => line.trim())
		.filter((line) => line !== '')
		.flatMap((line) => {
			const [, address, tag] = /^([^,]*),?(.*)$/s.exec(line) ?? [];
			// "address," could mean any tag or none
			return line.endsWith(',') ? [] : [{ address: address.trim(), tag: tag.trim() }];
		});
}
