/** Each of EXMO's lists is read in one place: whoever needs it asks there. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINTS, isWrite, type Endpoint } from '../../exmo/api/endpoints.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Read by more than one, and why. */
const SEVERAL: Readonly<Record<string, string>> = {
	userInfo:
		'Get Info gives the whole answer; a read learns the nonce; the stream asks the permission',
	currency: 'the smallest answer there is tells the time at EXMO',
	pairSettings: 'a client keeps the rules for the length of a run',
	codeCheck: 'an operation, and the search for a redeemed code',
	marginTradeList:
		'its form is not known: an operation gives it as it is, the stream reads what it can',
	marginOrderHistory: 'the stream tells which rows it could not read',
};

const reads = new Map<string, Set<string>>();
for (const room of ['exmo', 'nodes']) {
	for (const path of readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })) {
		if (!path.endsWith('.ts')) continue;
		const text = readFileSync(join(ROOT, room, path), 'utf8');
		for (const [, name] of text.matchAll(/\bENDPOINTS\.(\w+)/g)) {
			const endpoint: Endpoint = ENDPOINTS[name as keyof typeof ENDPOINTS];
			if (isWrite(endpoint)) continue;
			reads.set(name, (reads.get(name) ?? new Set()).add(`${room}/${path}`));
		}
	}
}

test('every read is made somewhere, and in one place', () => {
	const all = Object.entries<Endpoint>(ENDPOINTS).filter(([, endpoint]) => !isWrite(endpoint));
	expect([...reads.keys()].sort()).toEqual(all.map(([name]) => name).sort());
	const several = [...reads].filter(([name, places]) => places.size > 1 && !(name in SEVERAL));
	expect(several.map(([name, places]) => [name, ...places])).toEqual([]);
});

test('what is read in several places is, and nothing else is excused', () => {
	const single = Object.keys(SEVERAL).filter((name) => (reads.get(name)?.size ?? 0) < 2);
	expect(single).toEqual([]);
});
