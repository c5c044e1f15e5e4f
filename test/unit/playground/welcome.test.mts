import { links, welcome, type Shown } from '../../../playground/welcome.mts';

const shown: Shown = {
	pid: 4711,
	n8nUrl: 'http://127.0.0.1:5679',
	sandboxUrl: 'http://127.0.0.1:8081',
	market: 'normal',
	account: { email: 'you@example.com', password: 'a password' },
	credentialId: 'C1',
	workflowIds: { 'Place a limit order on the sandbox': 'W1', 'See what your account holds': 'W2' },
};

describe('what npm start prints', () => {
	it('links to the workflow, the credential and the executions', () => {
		expect(links(shown).workflow('W1')).toBe('http://127.0.0.1:5679/workflow/W1');
		const text = welcome(shown, true);
		for (const address of [
			'http://127.0.0.1:5679/workflow/W1',
			'http://127.0.0.1:5679/home/credentials/C1',
			'http://127.0.0.1:5679/home/executions',
			'http://127.0.0.1:8081',
		]) {
			expect(text.split(/\s+/)).toContain(address);
		}
		expect(text).toContain('you@example.com   a password');
		expect(text).toContain('Ctrl-C. Your workflows');
	});

	it('begins in the wind-down with an example that needs no pair, and names the market', () => {
		const text = welcome({ ...shown, market: 'winddown' }, true);
		expect(text).toContain('/workflow/W2');
		expect(text).toContain('"See what your account holds"');
		expect(text).toContain('market "winddown"');
		expect(text).toContain('one with a past');
		expect(welcome(shown, true)).not.toContain('past');
	});

	it('says which process to stop when it was started elsewhere', () => {
		expect(welcome(shown, false)).toContain('Ctrl-C where it was started (process 4711).');
	});

	it('shows an example that is there when the usual first one is not', () => {
		const text = welcome({ ...shown, workflowIds: { Other: 'W3' } }, true);
		expect(text).toContain('/workflow/W3');
		expect(text).toContain('"Other"');
	});
});
