// The rooms as an SVG: Graphviz (WebAssembly, so the same bytes on every machine) says where things
// go, and this file draws them, for light and dark pages alike.
import { instance } from '@viz-js/viz';
import { FLOORS } from '../../.dependency-cruiser.mjs';
import type { RoomGraph } from './graph.mts';

const ROOM_HEIGHT = 30;
const LETTER_WIDTH = 7.3;
const MARGIN = 16;

/** Rooms that are drawn inside a frame of this name. */
const FRAMES = ['nodes', 'nodes/shared', 'exmo'];

const frameOf = (room: string) =>
	FRAMES.filter((frame) => room.startsWith(`${frame}/`)).sort((a, b) => b.length - a.length)[0];

/** The room's name below its frame's. */
const labelOf = (room: string) => {
	const frame = frameOf(room);
	return frame === undefined ? room : room.slice(frame.length + 1);
};

/** What is read of Graphviz's JSON: points of 1/72 inch, from the lower left corner. */
interface Layout {
	bb: string;
	objects: { name: string; pos?: string; width?: string; bb?: string; label?: string }[];
	edges?: { pos: string; style?: string }[];
}

const inches = (pixels: number) => pixels / 72;
const quoted = (text: string) => JSON.stringify(text);

/** Graphviz's language: rooms of a fixed size, so that no font matters. */
function dot({ rooms, arrows }: RoomGraph): string {
	const node = (room: string) =>
		`${quoted(room)} [width=${inches(labelOf(room).length * LETTER_WIDTH + 28)}]`;
	const inFrame = (frame: string | undefined) =>
		rooms.filter((room) => frameOf(room) === frame).map(node);
	const floors = FLOORS.map((floor) => floor.map((room) => quoted(`exmo/${room}`)));
	return [
		`digraph { rankdir=TB; ranksep=0.42; nodesep=0.22; newrank=true;`,
		`node [shape=box, fixedsize=true, height=${inches(ROOM_HEIGHT)}, label=""];`,
		...FRAMES.map(
			(frame) =>
				`subgraph ${quoted(`cluster ${frame}`)} { margin=18; label=${quoted(frame)}; ${inFrame(frame).join('; ')} }`,
		),
		...inFrame(undefined),
		...floors.map((rooms) => `{ rank=same; ${rooms.join('; ')} }`),
		`${floors
			.map(([first]) => first)
			.reverse()
			.join(' -> ')} [style=invis]`,
		...arrows.map(([from, to]) => `${quoted(from)} -> ${quoted(to)}`),
		'}',
	].join('\n');
}

const escaped = (text: string) =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const STYLE = `
	svg { --page: #fff; --frame: #f3f5f8; --line: #c9d0da; --room: #fff; --ink: #1f2733; --arrow: #66748a; }
	@media (prefers-color-scheme: dark) {
		svg { --page: #14181f; --frame: #1c222c; --line: #3a4554; --room: #283140; --ink: #e6ebf2; --arrow: #8fa0b8; }
	}
	.page { fill: var(--page) }
	.frame { fill: var(--frame); stroke: var(--line) }
	.room { fill: var(--room); stroke: var(--line) }
	text { fill: var(--ink); font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace }
	.title { font-weight: 600; fill: var(--arrow) }
	.arrow { fill: none; stroke: var(--arrow); stroke-width: 1.2 }
	.head { fill: var(--arrow) }
`;

/** Draws rooms and arrows; the same graph always gives the same text. */
export async function draw(graph: RoomGraph, title: string): Promise<string> {
	const viz = await instance();
	const layout = viz.renderJSON(dot(graph)) as Layout;
	const [, , width, height] = layout.bb.split(',').map(Number);
	const x = (value: number) => round(value + MARGIN);
	const y = (value: number) => round(height - value + MARGIN);

	const frames = layout.objects.flatMap(({ name, bb, label = '' }) => {
		if (!name.startsWith('cluster ') || bb === undefined) return [];
		const [left, low, right, high] = bb.split(',').map(Number);
		return [
			`<rect class="frame" rx="10" x="${x(left)}" y="${y(high)}" width="${round(right - left)}" height="${round(high - low)}"/>`,
			`<text class="title" x="${x(left + 12)}" y="${y(high - 19)}">${escaped(label)}/</text>`,
		];
	});
	const arrows = (layout.edges ?? [])
		.filter(({ style }) => style !== 'invis')
		.map(({ pos }) => arrow(pos, x, y));
	const rooms = layout.objects.flatMap(({ name, pos, width: wide }) => {
		if (pos === undefined) return [];
		const [centre, middle] = pos.split(',').map(Number);
		const pixels = Number(wide) * 72;
		return [
			`<rect class="room" rx="6" x="${x(centre - pixels / 2)}" y="${y(middle + ROOM_HEIGHT / 2)}" width="${round(pixels)}" height="${ROOM_HEIGHT}"/>`,
			`<text text-anchor="middle" x="${x(centre)}" y="${y(middle - 4.5)}">${escaped(labelOf(name))}</text>`,
		];
	});

	const [wide, tall] = [round(width + 2 * MARGIN), round(height + 2 * MARGIN)];
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${wide} ${tall}" width="${wide}" height="${tall}" role="img">`,
		`<title>${escaped(title)}</title>`,
		`<style>${STYLE}</style>`,
		'<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="head" d="M0 0 8 4 0 8Z"/></marker></defs>',
		`<rect class="page" width="${wide}" height="${tall}" rx="12"/>`,
		...frames,
		...arrows,
		...rooms,
		'</svg>\n',
	].join('\n');
}

const round = (value: number) => Number(value.toFixed(1));

/** Graphviz's `e,<end> <start> <three points a curve> ...` as a path. */
function arrow(pos: string, x: (value: number) => number, y: (value: number) => number): string {
	const point = (text: string) => {
		const [left, up] = text.split(',').map(Number);
		return `${x(left)} ${y(up)}`;
	};
	const [end, ...points] = pos.replace(/^e,/, '').split(' ');
	const [start, ...curve] = points.map(point);
	return `<path class="arrow" marker-end="url(#head)" d="M${start}C${curve.join(' ')}L${point(end)}"/>`;
}
