import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialData, credentialName } from '../../playground/examples.mts';
import { playground } from './playground.mts';

/** Presses the credential's "Test" in n8n, with fields that differ from the right ones. */
function testCredential(changes: Partial<ReturnType<typeof credentialData>> = {}) {
	return playground.rest.call<{ status: string; message: string }>('POST', '/credentials/test', {
		credentials: {
			id: playground.credentialId,
			name: credentialName,
			type: 'exmoApi',
			data: { ...credentialData(playground.sandbox), ...changes },
		},
	});
}

const { other, noAccess } = playground.sandbox.keys;

describe('the credential test in a real n8n', () => {
	it('is green with the right key and secret', async () => {
		assert.equal((await testCredential()).status, 'OK');
	});

	const red = [
		['a key that EXMO does not know', { apiKey: `K-${'9'.repeat(40)}` }, /key/i],
		['the secret of another key', { apiSecret: other.secret }, /secret|sign/i],
		[
			'a key that may not read',
			{ apiKey: noAccess.key, apiSecret: noAccess.secret },
			/permission/i,
		],
	] as const;
	const sentences = new Set<string>();
	for (const [what, changes, sentence] of red) {
		it(`is red with ${what}, and says so`, async () => {
			const { status, message } = await testCredential(changes);
			assert.equal(status, 'Error');
			assert.match(message, sentence);
			assert.doesNotMatch(message, /S-[0-9a-f]{40}/, 'no secret in a message');
			assert.ok(!sentences.has(message), 'a sentence of its own');
			sentences.add(message);
		});
	}
});
