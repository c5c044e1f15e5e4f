import { ENDPOINTS, type Endpoint } from '../../../../exmo/api/endpoints.ts';
import { documentedOverlaps, overlapsOf } from './overlaps.mts';

const endpoints: readonly Endpoint[] = Object.values(ENDPOINTS);
const accessOf = (path: string) => endpoints.find((endpoint) => endpoint.path === path)?.access;

test('docs/safety.md lists every method that takes the body of another one', () => {
	const key = ({ signedFor, fits }: { signedFor: string; fits: string }) => `${signedFor} ${fits}`;
	expect(documentedOverlaps().map(key).sort()).toEqual(overlapsOf().map(key).sort());
});

test('no body lets money leave, or an order be placed, without the permission for it', () => {
	const beyond = overlapsOf().filter(
		({ signedFor, fits }) => accessOf(signedFor) !== accessOf(fits),
	);
	expect(beyond.length).toBeGreaterThan(0);
	expect(beyond.filter(({ fits }) => accessOf(fits) === 'withdraw')).toEqual([]);
	expect(beyond.filter(({ fits }) => fits.includes('create'))).toEqual([]);
});

test('a parameter too many at one endpoint would show', () => {
	const careless = { ...ENDPOINTS.userInfo, optional: ['amount', 'currency', 'address'] };
	const others = endpoints.filter(({ path }) => path !== careless.path);
	expect(overlapsOf([careless, ...others])).toContainEqual({
		signedFor: 'user_info',
		fits: 'withdraw_crypt',
	});
});

test('no endpoint names a parameter twice, or the nonce', () => {
	for (const { required, optional } of endpoints) {
		const names = [...required, ...optional];
		expect(new Set(names).size).toBe(names.length);
		expect(names).not.toContain('nonce');
		for (const name of names) expect(name).toMatch(/^[a-z]+(?:_[a-z]+)*$/);
	}
});
