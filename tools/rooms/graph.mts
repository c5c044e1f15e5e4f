// The rooms of the package and which imports from which, by dependency-cruiser.
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import config from '../../.dependency-cruiser.mjs';

/** Rooms and arrows. An arrow leads from the room that imports to the one that is imported. */
export interface RoomGraph {
	rooms: string[];
	arrows: [from: string, to: string][];
}

/** Where a file is at home: what reads the list of all operations belongs to the node itself. */
function roomOf(file: string): string | undefined {
	const rooms: [RegExp, string][] = [
		[/^exmo\/([^/.]+)/, 'exmo/$1'],
		[/^credentials\//, 'credentials'],
		[/^nodes\/shared\/([^/]+)\//, 'nodes/shared/$1'],
		[/^nodes\/Exmo\/actions\/(resources|router)\.ts$/, 'nodes/Exmo'],
		[/^nodes\/Exmo\/actions\/trading\//, 'nodes/Exmo/actions/trading'],
		[/^nodes\/Exmo\/actions\/[^/]+\//, 'nodes/Exmo/actions/<resource>'],
		[/^nodes\/Exmo\/actions\/(\w+)\.ts$/, 'nodes/Exmo/actions'],
		[/^nodes\/([^/]+)\//, 'nodes/$1'],
	];
	const found = rooms.find(([pattern]) => pattern.test(file));
	return found && file.match(found[0])![0].replace(found[0], found[1]);
}

/** Reads the imports of exmo/, nodes/ and credentials/ in the working directory. */
export async function readRooms(): Promise<RoomGraph> {
	const { options } = config;
	const { output } = await cruise(['exmo', 'nodes', 'credentials'], { ...options });
	const { modules } = output as ICruiseResult;
	const arrows = new Map<string, [string, string]>();
	const rooms = new Set<string>();
	for (const { source, dependencies } of modules) {
		const from = roomOf(source);
		if (from === undefined || !source.endsWith('.ts')) continue;
		rooms.add(from);
		for (const { resolved } of dependencies) {
			const to = roomOf(resolved);
			if (to !== undefined && to !== from) arrows.set(`${from} ${to}`, [from, to]);
		}
	}
	const names = [...arrows.keys()].sort();
	return { rooms: [...rooms].sort(), arrows: names.map((name) => arrows.get(name)!) };
}

/** Whether arrows lead from one room to another. */
function isReachable(arrows: RoomGraph['arrows'], start: string, goal: string): boolean {
	const seen = new Set([start]);
	for (const room of seen) {
		for (const [from, to] of arrows) if (from === room) seen.add(to);
	}
	return seen.has(goal);
}

/** Without the arrows that others imply: whoever imports trading reaches money by it. */
export const essential = ({ rooms, arrows }: RoomGraph): RoomGraph => ({
	rooms,
	arrows: arrows.reduce((kept, [from, to]) => {
		const others = kept.filter((arrow) => arrow[0] !== from || arrow[1] !== to);
		return isReachable(others, from, to) ? others : kept;
	}, arrows),
});

/** On how many levels the rooms stand: the longest way down. Rooms that import each other are one level. */
export function countFloors({ rooms, arrows }: RoomGraph): number {
	const heights = new Map<string, number>();
	const height = (room: string, above: readonly string[]): number => {
		const known = heights.get(room);
		if (known !== undefined) return known;
		const below = arrows.filter(([from, to]) => from === room && !above.includes(to));
		const own = 1 + Math.max(0, ...below.map(([, to]) => height(to, [...above, room])));
		if (above.length === 0) heights.set(room, own);
		return own;
	};
	return Math.max(...rooms.map((room) => height(room, [])));
}
