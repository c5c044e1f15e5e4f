// After `n8n-node build`, which checks the types and copies icons and schemas: the compiled files become
// one a node, and one for each part that several of them share. n8n requires every node when it starts,
// and 160 small files take about three times as long (`npm run bench -- --only import`). What is shared
// stays one module: the credential's nonce is the nodes' nonce, the nodes' turns are each other's.
import { glob, readFile, rm } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'rolldown';

const checkout = fileURLToPath(new URL('..', import.meta.url));

const { n8n } = JSON.parse(await readFile(`${checkout}package.json`, 'utf8'));
/** What n8n loads, without `dist/` in front and `.js` behind: a source of the same name makes it. */
const entries = [...n8n.credentials, ...n8n.nodes].map((path: string) =>
	relative('dist', path).replace(/\.js$/, ''),
);

for await (const file of glob('dist/**/*.js', { cwd: checkout })) await rm(`${checkout}${file}`);
const { output } = await build({
	cwd: checkout,
	input: Object.fromEntries(entries.map((entry) => [entry, `./${entry}.ts`])),
	external: [/^node:/, /^[@\w][\w.-]*(\/|$)/],
	platform: 'node',
	tsconfig: true,
	output: {
		dir: 'dist',
		format: 'cjs',
		entryFileNames: '[name].js',
		chunkFileNames: 'shared/[name].js',
		comments: false,
	},
});

const chunks = output.filter((file) => file.type === 'chunk');
const own = new Set(chunks.map(({ fileName }) => fileName));
const foreign = chunks
	.flatMap(({ imports }) => imports)
	.filter((name) => !own.has(name) && name !== 'n8n-workflow' && !isBuiltin(name));
// n8n verifies no package with run-time dependencies, and its lint rules do not look into exmo/
if (foreign.length > 0) throw new Error(`The package must not require ${foreign.join(', ')}.`);
