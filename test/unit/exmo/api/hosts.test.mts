import fc from 'fast-check';
import { EXCHANGES, exchangeUrl, isPrivateHost } from '../../../../exmo/api/hosts.ts';
import { UnusableAddress } from '../../../../exmo/api/signersError.ts';

test('the exchanges that can be picked', () => {
	// exmo-api/REST.md 0.3, 1.1
	expect(exchangeUrl('exmoCom')).toBe('https://api.exmo.com');
	expect(exchangeUrl('exmoMe')).toBe('https://api.exmo.me');
	expect(exchangeUrl('sandbox')).toBe('http://127.0.0.1:8080');
	expect(Object.keys(EXCHANGES)).toEqual(['exmoCom', 'exmoMe', 'sandbox']);
});

test('the custom URL counts only when it is chosen', () => {
	expect(exchangeUrl('exmoCom', 'https://other.example')).toBe('https://api.exmo.com');
});

test.each([
	['https://api.example.com', 'https://api.example.com'],
	['https://api.example.com/', 'https://api.example.com'],
	['https://api.example.com/v1.1/', 'https://api.example.com'],
	['https://api.example.com///', 'https://api.example.com'],
	[' https://api.example.com:8443/exmo/ \n', 'https://api.example.com:8443/exmo'],
	['HTTPS://API.Example.COM', 'https://api.example.com'],
	['https://api.example.com/?', 'https://api.example.com'],
	['https://api.example.com/#', 'https://api.example.com'],
])('%j is %s', (customUrl, url) => {
	expect(exchangeUrl('custom', customUrl)).toBe(url);
});

describe('plain http', () => {
	test.each([
		...['127.0.0.1', '127.8.9.10', 'localhost', 'LOCALHOST', 'exmo.localhost', '[::1]', '10.0.0.1'],
		...['192.168.1.2', '172.16.0.1', '172.31.255.255', '[fd12:3456::1]', '[fc00::1]', '[fe80::1]'],
		...[
			'sandbox',
			'my-nas',
			'exmo_sandbox',
			'box.local',
			'box.lan',
			'exmo.internal',
			'a.home.arpa',
		],
		...['2130706433', '0x7f.1'], // both are 127.0.0.1
	])('may go to %s: this machine or a private network', (host) => {
		expect(exchangeUrl('custom', `http://${host}:8080`)).toMatch(/^http:.*:8080$/);
		expect(isPrivateHost(new URL(`https://${host}`).hostname)).toBe(true);
	});

	test.each([
		...[
			'api.exmo.com',
			'example.com',
			'8.8.8.8',
			'134744072',
			'172.15.0.1',
			'172.32.0.1',
			'11.0.0.1',
		],
		...['192.169.0.1', '128.0.0.1', '[2001:db8::1]', '[fec0::1]', 'localhost.example.com'],
		...['10.0.0.1.example.com', '127.0.0.1.nip.example', 'local.example', 'lan.'],
	])('may not go to %s', (host) => {
		const attempt = () => exchangeUrl('custom', `http://${host}`);
		expect(attempt).toThrow(UnusableAddress);
		expect(attempt).toThrow('Plain http would send the key unprotected');
		expect(isPrivateHost(new URL(`https://${host}`).hostname)).toBe(false);
	});

	test('https may go anywhere', () => {
		expect(exchangeUrl('custom', 'https://8.8.8.8')).toBe('https://8.8.8.8');
	});
});

test.each([
	['', 'is not a URL'],
	['api.example.com', 'is not a URL'],
	['https://', 'is not a URL'],
	['ftp://api.example.com', 'has to begin with https:// or http://'],
	['file:///etc/passwd', 'has to begin with https:// or http://'],
	['https://me:word@api.example.com', 'a host, a port and a path, and nothing else'],
	['https://me@api.example.com', 'a host, a port and a path, and nothing else'],
	['https://api.example.com/?a=1', 'a host, a port and a path, and nothing else'],
	['https://api.example.com/#a', 'a host, a port and a path, and nothing else'],
])('%j is refused', (customUrl, complaint) => {
	const attempt = () => exchangeUrl('custom', customUrl);
	expect(attempt).toThrow(UnusableAddress);
	expect(attempt).toThrow(complaint);
});

test('an exchange that there is not is refused with a sentence', () => {
	for (const exchange of [undefined, '', 'exmo', 'toString', '__proto__']) {
		const attempt = () => exchangeUrl(exchange as 'exmoCom');
		expect(attempt).toThrow(UnusableAddress);
		expect(attempt).toThrow('The exchange is not one that this package knows.');
	}
});

test('no complaint quotes a secret that was pasted into the wrong field', () => {
	const secret = fc.stringMatching(/^S-[0-9a-f]{40}$/);
	const around = fc.constantFrom(
		'',
		' ',
		'http://',
		'ftp://',
		'https://me:',
		'//',
		'?',
		'@host',
		'/',
	);
	fc.assert(
		fc.property(around, secret, around, (before, pasted, behind) => {
			try {
				exchangeUrl('custom', before + pasted + behind);
			} catch (error) {
				expect(error).toBeInstanceOf(UnusableAddress);
				expect((error as Error).message.toLowerCase()).not.toContain(pasted.slice(2));
			}
		}),
	);
});
