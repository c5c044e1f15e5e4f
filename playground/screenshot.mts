// `npm run screenshot`: the picture in the README and those of the examples' canvases, taken anew from
// the real editor.
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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
import { startPlayground } from './playground.mts';
import { portNear } from './ports.mts';
import { endAll } from './processes.mts';
import { progressOn } from './progress.mts';
import { onShutdown } from './shutdown.mts';

const images = join(checkout, 'docs', 'images');
const canvases = join(images, 'examples');
const picture = join(images, 'editor.png');
const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-screenshot-'));
const progress = progressOn(process.stdout);
onShutdown(() => void endAll());

try {
	// The usual ports where they are free: the pictures show the sandbox's
	const port = (wanted: number, forWhat: string) => portNear(wanted, forWhat, console.log);
	const playground = await startPlayground({ folder, port, progress });
	const browser = await openBrowser(join(folder, 'browser'));
	try {
		await progress('Take the picture', async () => {
			await mkdir(images, { recursive: true });
			const page = await signInToEditor(browser, playground);
			await openWorkflow(page, playground, 'Place a limit order on the sandbox');
			await executeWorkflow(page);
			await openNode(page, 'Buy at half the price');
			const output = page.locator('[data-test-id="output-panel"]');
			await output.locator('[data-test-id="radio-button-schema"]').click();
			await output.getByText('clientOrderId').first().waitFor();
			await page.screenshot({ path: picture });
		});
		await progress('Take the pictures of the examples', async () => {
			await rm(canvases, { recursive: true, force: true });
			await mkdir(canvases, { recursive: true });
			const page = await signInToEditor(browser, playground);
			for (const { file, workflow } of await readExamples()) {
				await openWorkflow(page, playground, workflow.name);
				const path = join(canvases, `${basename(file, '.json')}.png`);
				await pictureOfCanvas(page, workflow, path);
			}
		});
	} finally {
		await browser.close();
		await playground.stop();
	}
	const taken = (await readdir(canvases)).map((file) => join('examples', file));
	for (const file of ['editor.png', ...taken]) {
		const { size } = await stat(join(images, file));
		console.log(`  docs/images/${file}: ${Math.round(size / 1000)} kB`);
	}
} catch (error) {
	console.error(`\n  ${(error as Error).message}\n`);
	await endAll();
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
