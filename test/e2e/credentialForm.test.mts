import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { browserPath, openBrowser, signInToEditor } from '../../playground/browser.mts';
import { credentialData } from '../../playground/examples.mts';
import { folder, playground } from './playground.mts';

const skip = browserPath() === undefined && 'Chromium is not installed';
const named = (id: string) => `[data-test-id="${id}"]`;
const SUCCESS = 'Connection tested successfully';
const FAILURE = /Couldn.t connect with these settings/;

describe('a new credential in the editor', { skip }, () => {
	const { key, secret } = playground.sandbox.keys.full;
	let browser: Browser;
	let page: Page;
	before(async () => {
		browser = await openBrowser(join(folder, 'browser'));
		page = await signInToEditor(browser, playground);
	});
	after(() => browser?.close());

	const input = (name: string) => page.locator(`${named(`parameter-input-${name}`)} input`);
	const choose = async (field: string, option: string) => {
		await page.click(named(`parameter-input-${field}`));
		await page.getByText(option, { exact: true }).last().click();
	};

	/** Opens the form of a new credential and types what it has to know; the exchange is the sandbox's. */
	async function fillIn(apiKey: string, apiSecret: string): Promise<void> {
		await page.goto(`${playground.n8n.url}/home/credentials`);
		await page.click(named('add-resource-credential'));
		await page.locator(`${named('new-credential-type-select')} input`).fill('EXMO');
		const type = page.locator(named('new-credential-type-select-option'), { hasText: 'EXMO API' });
		await type.first().click();
		await page.click(named('new-credential-type-button'));
		await input('apiKey').waitFor();
		if (apiKey !== '') await input('apiKey').fill(apiKey);
		if (apiSecret !== '') await input('apiSecret').fill(apiSecret);
		const { exchange, customUrl } = credentialData(playground.sandbox) as Record<string, string>;
		if (exchange === 'sandbox') return await choose('exchange', 'Sandbox on This Machine');
		await choose('exchange', 'Custom URL');
		await input('customUrl').fill(customUrl);
	}

	/** Saves, which tests, and gives the sentence behind "More details". */
	async function saveAndFail(): Promise<string> {
		await page.click(named('credential-save-button'));
		await page.getByText(FAILURE).waitFor();
		await page.getByText('More details').click();
		return await page.locator(named('node-credentials-config-container')).innerText();
	}

	it('is green with key and secret and nothing else', async () => {
		await fillIn(key, secret);
		await page.click(named('credential-save-button'));
		await page.getByText(SUCCESS).waitFor();
		assert.equal(await input('permissions').inputValue(), 'Read and Trade');
		assert.equal(await page.getByText(FAILURE).count(), 0);
		assert.equal(await page.locator(named('parameter-input-withdrawalAddresses')).count(), 0);
	});

	it('is red with a wrong secret, and says that it is the secret', async () => {
		await fillIn(key, `S-${'9'.repeat(40)}`);
		assert.match(await saveAndFail(), /EXMO did not accept the signature\. Check the API Secret/);
	});

	it('says without key and secret what works without them', async () => {
		await fillIn('', '');
		assert.match(
			await saveAndFail(),
			/The credential has no API Key\. Public market data works without one/,
		);
	});

	it('that an older version saved keeps its addresses when permissions are chosen anew', async () => {
		const data = {
			...credentialData(playground.sandbox),
			...{ permissions: ['read', 'withdraw'], withdrawalAddresses: 'TInventedAddress' },
		};
		const old = { name: 'Of an older version', type: 'exmoApi', data };
		const { id } = await playground.rest.call<{ id: string }>('POST', '/credentials', old);
		await page.goto(`${playground.n8n.url}/home/credentials/${id}`);
		await input('apiKey').waitFor();
		await page.click(named('credential-save-button'));
		await page.getByText(FAILURE).waitFor(); // the form takes no list: it permits nothing now
		await choose('permissions', 'Read and Withdraw');
		await page.click(named('credential-save-button'));
		await page.getByText(SUCCESS).waitFor();
		const saved = await playground.rest.call<{ data: Record<string, unknown> }>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		assert.equal(saved.data.permissions, 'readWithdraw');
		assert.equal(saved.data.withdrawalAddresses, 'TInventedAddress');
	});
});
