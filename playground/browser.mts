// The editor in a real browser, without a window: Chromium as the system has it.
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Playground } from './playground.mts';

const places = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is: as named in the environment variable CHROMIUM, or in one of the usual places. */
export const browserPath = (): string | undefined =>
	process.env.CHROMIUM ?? places.find((place) => existsSync(place));

/**
 * Starts Chromium.
 * @param home a folder for what Chromium would otherwise write to the home folder
 * @throws a sentence when it is not installed
 */
export async function openBrowser(home: string): Promise<Browser> {
	const executablePath = browserPath();
	if (executablePath === undefined) {
		throw new Error(
			'Chromium was not found. Install it (Debian: apt-get install chromium), or name it in CHROMIUM.',
		);
	}
	return chromium.launch({
		executablePath,
		env: { ...process.env, HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home },
		args: [
			'--no-sandbox', // it only ever opens this machine's own n8n, also as root in a container
			'--disable-gpu',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** Signs in to the playground's n8n on a page of its own. */
export async function signInToEditor(browser: Browser, playground: Playground): Promise<Page> {
	const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
	page.setDefaultTimeout(120_000); // the editor is large, and some machines are slow
	await page.goto(`${playground.n8n.url}/signin`);
	await page.fill('input[name="emailOrLdapLoginId"]', playground.account.email);
	await page.fill('input[name="password"]', playground.account.password);
	await page.click('[data-test-id="form-submit-button"]');
	await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
	return page;
}

/** Opens a workflow and resolves when its nodes are on the canvas. */
export async function openWorkflow(
	page: Page,
	playground: Playground,
	name: string,
): Promise<void> {
	await page.goto(`${playground.n8n.url}/workflow/${playground.workflowIds[name]}`);
	await page.waitForSelector('[data-test-id="canvas-node"]');
}

/** Clicks "Execute workflow", waits for n8n to say that it succeeded, and clears that away. */
export async function executeWorkflow(page: Page): Promise<void> {
	await page.click('[data-test-id="execute-workflow-button"]');
	const said = page.getByText('Workflow executed successfully');
	await said.waitFor();
	await page.locator('.el-notification__closeBtn').click();
	await said.waitFor({ state: 'hidden' });
}

/** Opens a node's panel with a double click, as a person does. */
export async function openNode(page: Page, name: string): Promise<void> {
	await page.dblclick(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	await page.waitForSelector('[data-test-id="node-parameters"]');
}
