import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import {
	browserPath,
	executeWorkflow,
	openBrowser,
	openNode,
	openWorkflow,
	signInToEditor,
} from '../../playground/browser.mts';
import { folder, playground } from './playground.mts';

const skip = browserPath() === undefined && 'Chromium is not installed';

describe('the editor in a browser', { skip }, () => {
	let browser: Browser;
	let page: Page;
	before(async () => {
		browser = await openBrowser(join(folder, 'browser'));
		page = await signInToEditor(browser, playground);
	});
	after(() => browser?.close());

	it('executes the example with one click, and shows the order in its node', async () => {
		await openWorkflow(page, playground, 'Place a limit order on the sandbox');
		await executeWorkflow(page);
		await openNode(page, 'Buy at half the price');
		const output = page.locator('[data-test-id="output-panel"]');
		await output.locator('[data-test-id="radio-button-schema"]').click();
		await output.getByText('clientOrderId').first().waitFor();
	});

	it('shows resource, operation and the fields of a limit order', async () => {
		const field = (name: string) => page.locator(`[data-test-id="parameter-input-${name}"]`);
		const shown = await Promise.all(
			['resource', 'operation', 'side', 'orderType', 'quantity'].map((name) =>
				field(name).locator('input').first().inputValue(),
			),
		);
		assert.deepEqual(shown, ['Order', 'Create', 'Buy', 'Limit', '0.001']);
		assert.equal(await field('total').count(), 0, 'Total belongs to Market by Total');
	});

	it('lists the pairs of the exchange in the pair field', async () => {
		await page.locator('[data-test-id="ndv-close-button"]').click();
		await openNode(page, 'Get the price');
		await page.locator('[data-test-id="rlc-mode-selector"]').click();
		await page.locator('[data-test-id="mode-list"]').click();
		await page.locator('[data-test-id="rlc-input"]').click();
		await page.locator('[data-test-id="rlc-item"]').first().waitFor();
		const offered = await page.locator('[data-test-id="rlc-item"]').allInnerTexts();
		const pairs = Object.keys(
			(await (await fetch(`${playground.sandbox.url}/v1.1/pair_settings`)).json()) as object,
		);
		assert.ok(pairs.length > 1);
		assert.equal(offered.length, pairs.length);
	});

	it('offers all in a filter, and takes the choice back', async () => {
		await page.locator('[data-test-id="ndv-close-button"]').click();
		await openNode(page, 'List the open orders');
		await page.locator('[data-test-id="rlc-input"]').click();
		const offered = page.locator('[data-test-id="rlc-item"]');
		await offered.first().waitFor();
		assert.equal((await offered.first().innerText()).trim(), 'All');
		await offered.nth(1).click();
		await page.locator('[data-test-id="rlc-input"]').click();
		await offered.filter({ hasText: /^\s*All\s*$/ }).click();
		assert.equal(await page.locator('[data-test-id="rlc-input"]').inputValue(), '');
	});

	it('is found by what people search for', async () => {
		await page.locator('[data-test-id="ndv-close-button"]').click();
		await page.locator('[data-test-id="node-creator-plus-button"]').first().click();
		for (const word of ['balance', 'price alert', 'stop loss', 'portfolio', 'withdraw']) {
			await page.locator('[data-test-id="node-creator-search-bar"]').fill(word);
			await page
				.locator('[data-test-id="node-creator-item-name"]')
				.filter({ hasText: /^\s*EXMO\s*$/ })
				.waitFor();
		}
	});
});
