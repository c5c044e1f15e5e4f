// n8n-core writes a settings file into the user folder as soon as it is loaded: the tests get one that
// is gone when they end. Jest's workers inherit the environment.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

module.exports = async () => {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	process.env.N8N_USER_FOLDER = folder;
	process.env.N8N_LOG_LEVEL = 'silent';
	process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
};
