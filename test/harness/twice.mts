/** A write that is delivered twice, and only the refusal of the second delivery comes back. */
import type { IDataObject } from 'n8n-workflow';
import type { FaultSpec } from '../../sandbox/faults/faultSpec.mts';
import { concurrentTests, type OwnExchange } from './concurrentTests.mts';
import { runExmo, type NodeRun } from './engine.mts';

/** How the second delivery is refused. */
const REFUSALS: Readonly<Record<string, Partial<FaultSpec>>> = {
	'by its own nonce': {},
	'by the nonce of another program, used in between': { ahead: 3 },
	'by a nonce that is not named': { refusal: 'nonceWithoutNumber' },
	'as one request too many': { refusal: 'rateLimit' },
};

/** One thing to do that must exist once. */
export interface Write {
	readonly what: string;
	/** The path of the method. */
	readonly endpoint: string;
	readonly parameters: IDataObject;
	/** Brings about what it needs, and gives parameters that are known only then. */
	prepare?(own: OwnExchange): Promise<IDataObject>;
}

export interface Twice {
	readonly write: Write;
	readonly refusal: string;
	/** How old the lists are that the node looks at, in milliseconds. */
	readonly lagMs: number;
}

/** What the user gets to read. */
export const toldBy = ({ json, error }: NodeRun): string =>
	`${JSON.stringify(json)} ${error?.message ?? ''} ${error?.description ?? ''}`;

/** A test for every refusal, with lists that are current and with lists that lag. */
export function testDeliveredTwice(
	writes: readonly Write[],
	check: (run: NodeRun, own: OwnExchange, twice: Twice) => Promise<void>,
): void {
	const cases = writes.flatMap((write) =>
		Object.keys(REFUSALS).flatMap((refusal) =>
			[0, 14_000].map((lagMs): Twice => ({ write, refusal, lagMs })),
		),
	);
	concurrentTests(
		cases,
		({ write, refusal, lagMs }) =>
			`${write.what}, refused ${refusal}; ${lagMs ? `lists lag ${lagMs / 1000} s` : 'lists are current'}`,
		async (one, own) => {
			const { write, refusal, lagMs } = one;
			const prepared = await write.prepare?.(own);
			own.age(120_000);
			if (lagMs) own.sandbox.faults.add({ kind: 'lag', ms: lagMs });
			own.sandbox.faults.add({
				...{ kind: 'duplicate', answer: 'second', endpoints: [write.endpoint], times: 1 },
				...REFUSALS[refusal],
			});
			await check(await runExmo(own.credentials, { ...write.parameters, ...prepared }), own, one);
		},
	);
}
