// `npm run screenshot`: the pictures in the documents, and of every example's canvas, taken anew from the
// real editor.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import type { MarketName } from '../sandbox/market/market.mts';
import {
	executeWorkflow,
	openBrowser,
	openNode,
	openWorkflow,
	pictureOfCanvas,
	signInToEditor,
} from './browser.mts';
import { readExamples } from './examples.mts';
import { checkout } from './paths.mts';
import { startPlayground, type Playground } from './playground.mts';
import { portNear } from './ports.mts';
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

/** The plan to leave of the account with a past. */
const leaving: Photographer = async (page, playground) => {
	await openWorkflow(page, playground, 'Leave EXMO');
	await executeWorkflow(page);
	await openNode(page, 'Plan the exit');
	const output = page.locator('[data-test-id="output-panel"]');
	await output.locator('[data-test-id="radio-button-json"]').click();
	await output.getByText('inKind').first().waitFor();
	await output.screenshot({ path: join(images, 'plan-exit.png') });
	return ['plan-exit.png'];
};

/** Every example. */
const examples: Photographer = async (page, playground) => {
	await rm(join(images, 'examples'), { recursive: true, force: true });
	await mkdir(join(images, 'examples'));
	const names: string[] = [];
	for (const { file, workflow } of await readExamples()) {
		await openWorkflow(page, playground, workflow.name);
		const name = join('examples', `${basename(file, '.json')}.png`);
		await pictureOfCanvas(page, workflow, join(images, name));
		names.push(name);
	}
	return names;
};

/** The usual ports where they are free: some pictures show the sandbox's. */
const port = (wanted: number, forWhat: string) => portNear(wanted, forWhat, console.log);

async function take(market: MarketName, ...photographers: Photographer[]): Promise<void> {
	const home = join(folder, market);
	const playground = await startPlayground({ folder: home, port, progress, market });
	const browser = await openBrowser(join(home, 'browser'));
	try {
		await progress('Take the pictures', async () => {
			for (const photograph of photographers) {
				const page = await signInToEditor(browser, playground);
				for (const name of await photograph(page, playground)) {
					const { size } = await stat(join(images, name));
					console.log(`  docs/images/${name}: ${Math.round(size / 1000)} kB`);
				}
				await page.close();
			}
		});
	} finally {
		await browser.close();
		await playground.stop();
	}
}

try {
	await mkdir(images, { recursive: true });
	await take('normal', editor, examples);
	await take('winddown', leaving);
} catch (error) {
	console.error(`\n  ${(error as Error).message}\n`);
	await endAll();
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
