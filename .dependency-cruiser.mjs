// Which code may import which: `npm run lint` holds every file to it, and docs/rooms.svg draws it.
// A rule is never loosened for a file: what needs more moves to the room where it may.

const PACKAGE = '^(exmo|nodes|credentials)/';

/**
 * The rooms of exmo/, lowest floor first. A room imports from lower floors only.
 * clock.ts is below them all and imports nothing.
 */
export const FLOORS = [
	['errors'],
	['money'],
	['api'],
	['pacing', 'market'],
	['account', 'exit'],
	['reconcile'],
	['history', 'watch'],
	['stream'],
];

/** The rooms of nodes/shared/, lowest floor first. */
const SHARED_FLOORS = [['errors'], ['exchange'], ['fields'], ['items', 'listSearch']];

const sharedFloors = SHARED_FLOORS.flatMap((rooms, floor) =>
	rooms.map((room) => ({
		name: `shared-${room}-imports-lower-rooms-only`,
		comment: 'The floors of nodes/shared/ are in .dependency-cruiser.mjs.',
		severity: 'error',
		from: { path: `^nodes/shared/${room}/` },
		to: {
			path: '^nodes/shared/',
			pathNot: [room, ...SHARED_FLOORS.slice(0, floor).flat()].map(
				(lower) => `^nodes/shared/${lower}/`,
			),
		},
	})),
);

/** A room's own files, and all of exmo/ that is not below it. */
const floors = FLOORS.flatMap((rooms, floor) =>
	rooms.map((room) => ({
		name: `exmo-${room}-imports-lower-rooms-only`,
		comment: 'The floors of exmo/ are in .dependency-cruiser.mjs.',
		severity: 'error',
		from: { path: `^exmo/${room}/` },
		to: {
			path: '^exmo/',
			pathNot: [room, ...FLOORS.slice(0, floor).flat()]
				.map((lower) => `^exmo/${lower}/`)
				.concat('^exmo/clock\\.ts$'),
		},
	})),
);

const forbidden = [
	{
		name: 'no-circles',
		comment: 'Files that import each other, on whatever way round, are one file in truth.',
		severity: 'error',
		from: {},
		to: { circular: true },
	},
	{
		name: 'everything-is-found',
		comment: 'An import that leads nowhere escapes every other rule.',
		severity: 'error',
		from: {},
		to: { couldNotResolve: true, pathNot: '(^|/)dist/' }, // dist/ may not have been built
	},
	{
		name: 'exmo-knows-no-n8n',
		comment: 'exmo/ is EXMO itself: no n8n, no node, nothing but node:crypto from outside.',
		severity: 'error',
		from: { path: '^exmo/' },
		to: { pathNot: ['^exmo/', '^(node:)?crypto$'] },
	},
	{
		name: 'exmo-has-rooms',
		comment: 'A file of exmo/ is in one of its rooms; only the clock stands by itself.',
		severity: 'error',
		from: { pathNot: '^exmo/' },
		to: {
			path: '^exmo/',
			pathNot: [`^exmo/(${FLOORS.flat().join('|')})/`, '^exmo/clock\\.ts$'],
		},
	},
	{
		name: 'exmo-clock-is-the-ground',
		comment: 'exmo/clock.ts imports nothing.',
		severity: 'error',
		from: { path: '^exmo/clock\\.ts$' },
		to: {},
	},
	...floors,
	{
		name: 'package-imports-itself-only',
		comment: 'No run-time dependencies: node:crypto and n8n-workflow are all that a user has.',
		severity: 'error',
		from: { path: PACKAGE },
		to: { pathNot: [PACKAGE, '^(node:)?crypto$', '(^|/)node_modules/n8n-workflow/'] },
	},
	{
		name: 'sandbox-shares-no-code',
		comment: 'The sandbox checks the package, so it makes none of its mistakes with it.',
		severity: 'error',
		from: { path: '^sandbox/' },
		to: { path: '^(exmo|nodes|credentials|test|bench|playground|tools)/' },
	},
	{
		name: 'sandbox-ways-in-are-apart',
		comment: "EXMO's HTTP, its stream and the control addresses know nothing of each other.",
		severity: 'error',
		from: { path: '^sandbox/(http|stream|control)/' },
		to: { path: '^sandbox/(http|stream|control)/', pathNot: '^sandbox/$1/' },
	},
	{
		name: 'sandbox-exchange-knows-no-wire',
		comment: 'The market and the exchange are what is told of, not how.',
		severity: 'error',
		from: { path: '^sandbox/(market|exchange)/' },
		to: { path: '^sandbox/', pathNot: '^sandbox/(market|exchange)/' },
	},
	{
		name: 'resource-imports-no-other-resource',
		comment: 'What several resources need is in actions/trading/ or nodes/shared/.',
		severity: 'error',
		from: { path: '^nodes/Exmo/actions/([^/]+)/', pathNot: '^nodes/Exmo/actions/trading/' },
		to: {
			path: '^nodes/Exmo/actions/[^/]+/',
			pathNot: ['^nodes/Exmo/actions/$1/', '^nodes/Exmo/actions/trading/'],
		},
	},
	{
		name: 'trading-imports-no-resource',
		comment: 'actions/trading/ is below the resources that share it.',
		severity: 'error',
		from: { path: '^nodes/Exmo/actions/trading/' },
		to: { path: '^nodes/Exmo/actions/[^/]+/', pathNot: '^nodes/Exmo/actions/trading/' },
	},
	{
		name: 'operations-parts-know-no-operation',
		comment: 'Only the list (resources.ts) names the resources, and only router.ts reads the list.',
		severity: 'error',
		from: {
			path: '^nodes/Exmo/actions/[^/]+\\.ts$',
			pathNot: '^nodes/Exmo/actions/(resources|router)\\.ts$',
		},
		to: { path: '^nodes/Exmo/actions/([^/]+/|(resources|router)\\.ts$)' },
	},
	{
		name: 'node-imports-no-other-node',
		comment: 'What two nodes need is in nodes/shared/.',
		severity: 'error',
		from: { path: '^nodes/(Exmo|ExmoTrigger|ExmoStreamTrigger)/' },
		to: {
			path: '^nodes/(Exmo|ExmoTrigger|ExmoStreamTrigger)/',
			pathNot: '^nodes/$1/',
		},
	},
	{
		name: 'shared-imports-no-node',
		comment: 'nodes/shared/ is below the nodes.',
		severity: 'error',
		from: { path: '^nodes/shared/' },
		to: { path: '^nodes/', pathNot: '^nodes/shared/' },
	},
	...sharedFloors,
	{
		name: 'credential-imports-no-node',
		comment: 'The credential signs; it knows EXMO, not who sends.',
		severity: 'error',
		from: { path: '^credentials/' },
		to: { path: '^nodes/' },
	},
	{
		name: 'sandbox-tests-share-no-code',
		comment: 'They hold the sandbox against the facts, not against the package.',
		severity: 'error',
		from: { path: '^test/sandbox/' },
		to: { path: PACKAGE },
	},
	{
		name: 'unit-tests-have-another-oracle',
		comment: 'Vectors and well-known libraries, not the sandbox: that is for test/engine.',
		severity: 'error',
		from: { path: '^test/unit/exmo/' },
		to: { path: '^sandbox/' },
	},
	{
		name: 'nothing-imports-a-test',
		comment: 'What several tests need is in test/harness/.',
		severity: 'error',
		from: {},
		to: { path: '\\.test\\.mts$' },
	},
];

export default {
	forbidden,
	options: {
		exclude: { path: '^playground/node_modules/' }, // n8n itself
		doNotFollow: { path: '(^|/)(node_modules|dist)/' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.tools.json' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.mts', '.js', '.mjs', '.json'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'types', 'default'],
		},
	},
};
