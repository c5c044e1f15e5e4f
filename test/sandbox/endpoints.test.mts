import { methods } from '../harness/facts.mts';
import { setUp } from './client.mts';

const PATHS = methods().map(({ path }) => path);

it('answers every method of docs/exmo-api/REST.md, and says so', async () => {
	const { sandbox, full } = await setUp();
	const listed = await (await fetch(`${sandbox.url}/_sandbox/endpoints`)).json();
	const codes = [];
	for (const path of PATHS) codes.push((await full.call(path)).error);
	await sandbox.stop();
	expect(PATHS).not.toHaveLength(0);
	expect((listed as { path: string }[]).map(({ path }) => path).sort()).toEqual(PATHS.toSorted());
	expect(codes.filter((error) => String(error).includes('40015'))).toEqual([]);
});
