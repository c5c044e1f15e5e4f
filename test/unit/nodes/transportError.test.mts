/** The errors of each n8n version's HTTP helper, as test/compat/helperErrors.mts has recorded them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SigningRefused, UnusableAddress, UnusableKey } from '../../../exmo/api/signersError.ts';
import { ENDPOINTS, type Endpoint } from '../../../exmo/api/endpoints.ts';
import { ExmoError } from '../../../exmo/errors/errors.ts';
import { detailsOf as plainDetailsOf } from '../../../nodes/shared/errors/nodeErrors.ts';
import { transportError } from '../../../nodes/shared/errors/transportError.ts';

interface Shape {
	message: string;
	errors?: Shape[];
	cause?: Shape;
}

const folder = join(__dirname, 'helperErrors');
const recorded: Array<[version: string, errors: Record<string, Shape>]> = readdirSync(folder).map(
	(file) => [file.replace('.json', ''), JSON.parse(readFileSync(join(folder, file), 'utf8'))],
);

/** The error as it was thrown, with everything that could be seen of it. */
function revived({ message, errors, cause, ...seen }: Shape): Error {
	return Object.assign(new Error(message), seen, {
		...(errors && { errors: errors.map(revived) }),
		cause: cause && revived(cause), // an own property that hides the real one, as in n8n
	});
}

const NOTHING_SENT = 'Nothing was sent. Check the Exchange in the credential and the network.';
const detailsOf = (error: unknown, endpoint: Endpoint = ENDPOINTS.orderCreate) => {
	const result = transportError(endpoint, error, 'api.exmo.com');
	if (!(result instanceof ExmoError)) throw result;
	return result.details;
};

test('two old versions and the pinned one are recorded, with the same cases', () => {
	expect(recorded.map(([version]) => version)).toEqual(['1.123.81', '2.41.1', '2.8.4']);
	const cases = new Set(recorded.map(([, errors]) => Object.keys(errors).join()));
	expect(cases.size).toBe(1);
	// Were it not so, there would be no difference to test
	expect(recorded.filter(([, errors]) => errors['closed port'].cause)).toHaveLength(1);
});

describe.each(recorded)('n8n %s', (_version, errors) => {
	test.each([
		['closed port', 'nothing listens there', 'ECONNREFUSED'],
		['closed port, several addresses', 'nothing listens there', 'ECONNREFUSED'],
		['unknown name', 'the name is not known', 'ENOTFOUND'],
		['self-signed certificate', 'its certificate is self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
		['hung up in the TLS handshake', 'it hung up before the connection was secure', 'ECONNRESET'],
	])('%s: nothing was sent', (name, reason, code) => {
		const details = detailsOf(revived(errors[name]));
		expect(details).toEqual({
			title: `No connection to api.exmo.com: ${reason}`,
			advice: NOTHING_SENT,
			kind: 'network',
			effect: 'none',
			code,
		});
	});

	test.each([
		['reset after sending', 'The connection to api.exmo.com broke before the answer was there'],
		['hung up after sending', 'The connection to api.exmo.com broke before the answer was there'],
		['cut off in the answer', 'The connection to api.exmo.com broke before the answer was there'],
		['no way while reading', 'The connection to api.exmo.com broke before the answer was there'],
		['no answer in time', 'api.exmo.com did not answer in time'],
		['stopped', 'The execution was stopped while a request was under way'],
	])('%s: a write may have had an effect, a read not', (name, title) => {
		const error = revived(errors[name]);
		expect(detailsOf(error)).toMatchObject({
			...{ title, kind: 'network', effect: 'unknown' },
			advice: 'Whether the request took effect is not known.',
		});
		expect(detailsOf(error, ENDPOINTS.userInfo)).toMatchObject({
			...{ title, kind: 'network', effect: 'none' },
		});
	});

	test("the signer's refusal comes back as itself", () => {
		const refusal = transportError(
			ENDPOINTS.withdrawCrypt,
			revived(errors['the signer refuses']),
			'api.exmo.com',
		);
		expect(refusal).toBeInstanceOf(SigningRefused);
		expect(refusal.message).toBe('withdraw_crypt needs the permission "Withdraw".');
	});
});

describe('whether it came before anything was sent', () => {
	const systemError = (syscall: string, code: string) =>
		Object.assign(new Error(`${syscall} ${code} 203.0.113.1:443`), { code, syscall });
	const codes = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'];

	test.each(codes)('%s of connect proves it, the same of read and write does not', (code) => {
		expect(detailsOf(systemError('connect', code)).effect).toBe('none');
		expect(detailsOf(systemError('read', code)).effect).toBe('unknown');
		expect(detailsOf(systemError('write', code)).effect).toBe('unknown');
	});

	test.each(codes)('%s without a call and without its text proves nothing', (code) => {
		const hidden = Object.assign(new Error('The service is offline'), { httpCode: code });
		expect(detailsOf(hidden)).toMatchObject({ code, effect: 'unknown' });
	});

	test('several addresses prove it only when none of them was connected to', () => {
		const mixed = Object.assign(
			new AggregateError([systemError('connect', 'ETIMEDOUT'), systemError('read', 'ETIMEDOUT')]),
			{ code: 'ETIMEDOUT' },
		);
		expect(detailsOf(mixed).effect).toBe('unknown');
		const texts = Object.assign(new Error(''), {
			messages: ['connect ETIMEDOUT 203.0.113.1:443 | read ETIMEDOUT'],
		});
		expect(detailsOf(texts)).toMatchObject({ code: 'ETIMEDOUT', effect: 'unknown' });
	});

	test('where there is only a text, it is read', () => {
		expect(detailsOf(new Error('connect ECONNREFUSED 127.0.0.1:1'))).toMatchObject({
			title: 'No connection to api.exmo.com: nothing listens there',
			code: 'ECONNREFUSED',
		});
		expect(detailsOf('no error at all')).toMatchObject({ code: '', effect: 'unknown' });
	});

	test('a chain that leads back into itself is read once', () => {
		const error = new Error('outer');
		error.cause = Object.assign(new Error('inner'), { cause: error, code: 'EPIPE' });
		expect(detailsOf(error).code).toBe('EPIPE');
	});
});

describe("n8n's SSRF protection (as n8n 2.41 words it)", () => {
	const BLOCKED = [
		'The request was blocked because it resolves to a restricted IP address',
		'The request was blocked because the destination hostname is restricted',
	];

	test.each(BLOCKED)('%s: nothing was sent, and who can allow it is said', (message) => {
		const description = 'The target 127.0.0.1 is not allowed.';
		const cause = Object.assign(new Error(message), { description });
		const wrapped = Object.assign(new Error(message), { description, messages: [message] });
		for (const error of [cause, wrapped, Object.assign(new Error('Rewritten'), { cause })]) {
			expect(detailsOf(error)).toMatchObject({
				title: "No connection to api.exmo.com: n8n's SSRF protection blocks it",
				advice: expect.stringContaining('Nothing was sent. Whoever runs n8n can allow it'),
				...{ kind: 'network', effect: 'none', code: '' },
			});
		}
	});

	test('a text that only speaks of it proves nothing', () => {
		const error = new Error(`socket hang up. ${BLOCKED[0]}`);
		expect(detailsOf(error).effect).toBe('unknown');
	});
});

test.each([UnusableKey, UnusableAddress])("the signer's %p gets through, too", (Kind) => {
	const own = new Kind("The credential's key or address is wrong.");
	const hidden = Object.assign(new Error('Rewritten'), {
		...{ httpCode: own.code, messages: [own.message] },
	});
	const result = transportError(ENDPOINTS.userInfo, hidden, 'api.exmo.com');
	expect(plainDetailsOf(result)).toEqual(plainDetailsOf(own));
	expect(transportError(ENDPOINTS.userInfo, own, 'api.exmo.com')).toBe(own);
});
