// `npm run screenshot`: the pictures in the documents, taken anew from the real editor.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { MarketName } from '../sandbox/market/market.mts';
import {
	executeWorkflow,
	openBrowser,
	openNode,
	openWorkflow,
	signInToEditor,
} from './browser.mts';
import { checkout } from './paths.mts';
import { startPlayground, type Playground } from './playground.mts';
import { anyPort } from './ports.mts';
import { endAll } from './processes.mts';
import { progressOn } from './progress.mts';
import { onShutdown } from './shutdown.mts';

const images = join(checkout, 'docs', 'images');
const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-screenshot-'));
const progress = progressOn(process.stdout);
onShutdown(() => void endAll());

/** Opens the editor, and takes pictures in it. @returns their names */
type Photographer = (page: Page, playground: Playground) => Promise<string[]>;

const save = async (page: Page, name: string): Promise<string> => {
	await page.screenshot({ path: join(images, name) });
	return name;
};

/** An order in the node's panel: the picture in the README. */
const editor: Photographer = async (page, playground) => {
	await openWorkflow(page, playground, 'Place a limit order on the sandbox');
	await executeWorkflow(page);
	await openNode(page, 'Buy at half the price');
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-schema"]').click();
	await output.getByText('clientOrderId').first().waitFor();
	return [await save(page, 'editor.png')];
};

/** The way out of EXMO, and the plan of the account with a past. */
const leaving: Photographer = async (page, playground) => {
	await page.setViewportSize({ width: 1700, height: 1000 });
	await openWorkflow(page, playground, 'Leave EXMO');
	await page.click('[data-test-id="zoom-to-fit"]');
	await page.waitForTimeout(1_500); // the canvas moves there
	const clip = { x: 150, y: 230, width: 1480, height: 530 }; // the nodes and the notes, without the editor
	await page.screenshot({ path: join(images, 'leave-exmo.png'), clip });
	await executeWorkflow(page);
	await openNode(page, 'Plan the exit');
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-json"]').click();
	await output.getByText('inKind').first().waitFor();
	await output.screenshot({ path: join(images, 'plan-exit.png') });
	return ['leave-exmo.png', 'plan-exit.png'];
};

async function take(market: MarketName, photograph: Photographer): Promise<void> {
	const home = join(folder, market);
	const playground = await startPlayground({ folder: home, port: anyPort, progress, market });
	const browser = await openBrowser(join(home, 'browser'));
	try {
		await progress('Take the pictures', async () => {
			const page = await signInToEditor(browser, playground);
			for (const name of await photograph(page, playground)) {
				const { size } = await stat(join(images, name));
				console.log(`  docs/images/${name}: ${Math.round(size / 1000)} kB`);
			}
		});
	} finally {
		await browser.close();
		await playground.stop();
	}
}

try {
	await mkdir(images, { recursive: true });
	await take('normal', editor);
	await take('winddown', leaving);
} catch (error) {
	console.error(`\n  ${(error as Error).message}\n`);
	await endAll();
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
