// `npm run screenshot`: the picture in the README, taken anew from the real editor.
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	executeWorkflow,
	openBrowser,
	openNode,
	openWorkflow,
	signInToEditor,
} from './browser.mts';
import { checkout } from './paths.mts';
import { startPlayground } from './playground.mts';
import { anyPort } from './ports.mts';
import { endAll } from './processes.mts';
import { progressOn } from './progress.mts';
import { onShutdown } from './shutdown.mts';

const images = join(checkout, 'docs', 'images');
const picture = join(images, 'editor.png');
const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-exmo-screenshot-'));
const progress = progressOn(process.stdout);
onShutdown(() => void endAll());

try {
	const playground = await startPlayground({ folder, port: anyPort, progress });
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
	} finally {
		await browser.close();
		await playground.stop();
	}
	const { size } = await stat(picture);
	console.log(`  docs/images/editor.png: ${Math.round(size / 1000)} kB`);
} catch (error) {
	console.error(`\n  ${(error as Error).message}\n`);
	await endAll();
	process.exitCode = 1;
} finally {
	await rm(folder, { recursive: true, force: true });
}
