// `npm run rooms`: docs/rooms.svg anew, from the imports themselves. With `--check` nothing is
// written, and the picture that is there has to be the one that would be.
import { readFile, writeFile } from 'node:fs/promises';
import { countFloors, essential, readRooms, type RoomGraph } from './rooms/graph.mts';
import { draw } from './rooms/picture.mts';

const FILE = 'docs/rooms.svg';
const TITLE =
	'The rooms of the package. An arrow leads from the room that imports to the one it imports; ' +
	'arrows that follow from others are left out.';

const count = (name: string, graph: RoomGraph) =>
	console.log(
		`${name}: ${graph.rooms.length} rooms, ${countFloors(graph)} floors, ` +
			`${graph.arrows.length} arrows, ${essential(graph).arrows.length} of them drawn.`,
	);

const graph = await readRooms();
const picture = await draw(essential(graph), TITLE);
if (process.argv.includes('--check')) {
	const there = await readFile(FILE, 'utf8').catch(() => '');
	if (there !== picture) {
		console.error(`${FILE} is not what the imports are any more. Renew it: npm run rooms`);
		process.exitCode = 1;
	}
} else {
	await writeFile(FILE, picture);
	const isInExmo = (room: string) => room.startsWith('exmo/');
	count('The package', graph);
	count('exmo/', {
		rooms: graph.rooms.filter(isInExmo),
		arrows: graph.arrows.filter(([from]) => isInExmo(from)),
	});
}
