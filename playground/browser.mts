// The editor in a real browser, without a window: Chromium as the system has it.
import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { WorkflowFile } from './examples.mts';
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

/** What lies on the canvas and is no part of the workflow. */
const OVER_THE_CANVAS = [
	'[data-test-id="canvas-controls"]',
	'[data-test-id="canvas-minimap"]',
	'[data-test-id="canvas-build-with-ai-button"]',
	'.vue-flow__controls',
	'.vue-flow__minimap',
	'.vue-flow__panel',
	'[class*="executionButtons"]',
	'[class*="nodeButtonsWrapper"]',
	'[class*="logsPanel"]',
];

/** The canvas's margin around the workflow, and how much of the window the editor takes for itself, in pixels. */
const MARGIN = 50;
const EDITOR = { width: 420, height: 420 };
/** The least that makes names readable. */
const ZOOM = 0.8;

interface Box {
	left: number;
	top: number;
	right: number;
	bottom: number;
}

/** Takes a picture of the workflow that is open, without the editor around it, large enough to read the names. */
export async function pictureOfCanvas(
	page: Page,
	{ nodes }: WorkflowFile,
	path: string,
): Promise<void> {
	const [xs, ys] = [0, 1].map((axis) => nodes.map(({ position }) => position[axis]));
	const size = (values: number[]) => Math.max(...values) - Math.min(...values) + 500;
	const before = page.viewportSize();
	await page.setViewportSize({
		width: Math.round(size(xs) * ZOOM + EDITOR.width),
		height: Math.round(size(ys) * ZOOM + EDITOR.height),
	});
	await page.click('[data-test-id="zoom-to-fit"]');
	await page.addStyleTag({
		content: `${OVER_THE_CANVAS.join(',')} { visibility: hidden !important; }`,
	});
	await page.waitForTimeout(1_000); // the canvas glides to its place
	const boxes = await page
		.locator('.vue-flow__node')
		.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as Box));
	const [left, top] = [
		Math.min(...boxes.map((box) => box.left)),
		Math.min(...boxes.map((box) => box.top)),
	];
	const right = Math.max(...boxes.map((box) => box.right));
	const bottom = Math.max(...boxes.map((box) => box.bottom));
	await page.screenshot({
		path,
		clip: {
			x: left - MARGIN,
			y: top - MARGIN,
			width: right - left + 2 * MARGIN + 30, // where a next node could be added
			height: bottom - top + 2 * MARGIN + 20, // names stand beneath the nodes
		},
	});
	if (before) await page.setViewportSize(before);
}
