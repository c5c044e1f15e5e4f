/** The examples of the reference are what the operations really do (if not: npm run docs -- --record). */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

test('run anew, they are the same: fields, first item, and every request', async () => {
	await run(process.execPath, ['tools/reference.mts', '--record', '--check']);
});
