/**
 * The cardinal rule as types: what may have an effect is sent by the writer, and an operation that
 * writes leaves nothing out. Nothing here runs: `npm test` has the compiler check this file (tsc with
 * tsconfig.tools.json), which fails when one of the ways round the rule compiles.
 */
import type { Call } from '../../../exmo/api/call.ts';
import { ENDPOINTS, type ReadEndpoint, type WriteEndpoint } from '../../../exmo/api/endpoints.ts';
import type { Finding } from '../../../exmo/reconcile/attempts.ts';
import type {
	Operation,
	ReadOperation,
	WriteContext,
	WriteOperation,
} from '../../../nodes/Exmo/actions/operation.ts';
import { placeOrder } from '../../../nodes/Exmo/actions/trading/place.ts';
import {
	unpriced,
	writeOperation,
	type WriteSteps,
} from '../../../nodes/Exmo/actions/writeOperation.ts';
import type { ExmoClient } from '../../../nodes/shared/exchange/client.ts';
import { Transport, type NodeContext } from '../../../nodes/shared/exchange/transport.ts';
import type { ItemMemory } from '../../../nodes/shared/exchange/runMemory.ts';
import type { Write } from '../../../nodes/shared/exchange/write.ts';
import { Writer } from '../../../nodes/shared/exchange/writer.ts';

declare const client: ExmoClient;
declare const call: Call;
declare const memory: ItemMemory;
declare const context: WriteContext;
declare const n8n: NodeContext;

// A call reads. The reply has the type that the endpoint names
declare const names: ReadEndpoint<string[]>;
export const typed: Promise<string[]> = client.call(names);
export const reads: Array<Promise<unknown>> = [
	client.call(ENDPOINTS.userInfo),
	client.urgentCall(ENDPOINTS.userOpenOrders, { pair: 'BTC_USD' }),
	call(ENDPOINTS.ticker),
	// @ts-expect-error another type than the endpoint's
	client.call(names) satisfies Promise<number>,
];

// A call takes nothing that has an effect, however urgent
export const calls: Array<Promise<unknown>> = [
	// @ts-expect-error an order
	client.call(ENDPOINTS.orderCreate, {}),
	// @ts-expect-error a cancellation
	client.call(ENDPOINTS.marginOrderCancel, { order_id: '1' }),
	// @ts-expect-error a withdrawal
	client.call(ENDPOINTS.withdrawCrypt, {}),
	// @ts-expect-error a cancellation of what is one too many, too, goes through the writer
	client.urgentCall(ENDPOINTS.orderCancel, { order_id: '1' }),
	// @ts-expect-error what only knows EXMO is handed a call that reads
	call(ENDPOINTS.excodeCreate, {}),
];

// @ts-expect-error a write does not pass for a read
export const disguised: ReadEndpoint = ENDPOINTS.orderCreate;
export const unspecified: WriteEndpoint = {
	...{ path: 'p', required: [], optional: [] },
	access: 'trade',
	// @ts-expect-error a write says what it does: what follows a lost answer depends on it
	writes: undefined,
};

// A client does not lend what it sends with, and nobody makes it by hand
// @ts-expect-error it is private
export const lent = client.transport;
// @ts-expect-error only `Transport.of` makes one, of n8n's context, which no operation has
export const made = new Transport(n8n, client.account, client.waits);
// @ts-expect-error a client is none
export const posing = new Writer(client, client);
// @ts-expect-error neither is something of the same form
export const alike = new Writer(client, { request: async () => ({}), learnNonce: async () => {} });

// A writer sends a `Write` with all that belongs to it, not an endpoint
export const sendings: Array<Promise<unknown>> = [
	// @ts-expect-error an endpoint is no write
	context.writer.carryOut({}, ENDPOINTS.orderCreate, {}),
	// @ts-expect-error a plan that is none of this write
	context.writer.carryOut(memory.next(placeOrder), placeOrder, { currency: 'BTC' }),
	// @ts-expect-error a record of another write
	context.writer.carryOut({ plan: 42 }, placeOrder, { pair: 'BTC_USD', params: {} }),
];

// An operation that only reads gets nothing to write with
const entry = { name: '', value: '', action: '', description: '', fields: [] };
export const readers: ReadOperation[] = [
	{ ...entry, execute: async ({ client: reader }) => [{ is: reader.url }] },
	// @ts-expect-error no writer
	{ ...entry, execute: async ({ writer }) => [{ is: writer }] },
	// @ts-expect-error nor a memory of writes
	{ ...entry, execute: async ({ memory: none }) => [{ is: none }] },
	// @ts-expect-error whatever it says that it takes
	{ ...entry, execute: async ({ writer }: WriteContext) => [{ is: typeof writer }] },
	// @ts-expect-error an operation that writes is none
	writeOperation({} as WriteSteps<string, undefined, string, undefined>),
];
// @ts-expect-error an operation that does not say what it writes reads
export const silent: Operation = { ...entry, execute: async ({ writer }) => [{ is: writer }] };
export const writers: WriteOperation[] = [
	{ ...entry, writes: [ENDPOINTS.orderCancel], execute: async () => [] },
	// @ts-expect-error it says what it writes, not only that it does
	{ ...entry, writes: true, execute: async () => [] },
	// @ts-expect-error it writes something
	{ ...entry, writes: [], execute: async () => [] },
	// @ts-expect-error what it writes has an effect
	{ ...entry, writes: [ENDPOINTS.userInfo], execute: async () => [] },
];

// A write leaves nothing out
interface Plan {
	readonly amount: string;
}
interface Noted {
	readonly before: string;
}
type Whole = Write<Plan, Noted, string>;
const absent: Finding<string> = { searched: 'It is nowhere.', isAbsent: true };
const whole: Whole = {
	endpoint: ENDPOINTS.withdrawCrypt,
	note: () => ({ before: '1' }),
	params: ({ plan }) => ({ amount: plan.amount }),
	what: ({ plan }) => plan.amount,
	howToCheck: ({ noted }) => noted.before,
	readAnswer: (data) => (typeof data === 'string' ? data : undefined),
	reconcile: async () => absent,
};
const { endpoint, note, params, what, howToCheck, readAnswer, reconcile } = whole;
export const writes: Whole[] = [
	whole,
	// @ts-expect-error where it goes
	{ note, params, what, howToCheck, readAnswer, reconcile },
	// @ts-expect-error what there was before
	{ endpoint, params, what, howToCheck, readAnswer, reconcile },
	// @ts-expect-error what is sent
	{ endpoint, note, what, howToCheck, readAnswer, reconcile },
	// @ts-expect-error what it is, for the error
	{ endpoint, note, params, howToCheck, readAnswer, reconcile },
	// @ts-expect-error how a person finds out what became of it
	{ endpoint, note, params, what, readAnswer, reconcile },
	// @ts-expect-error when its answer is whole
	{ endpoint, note, params, what, howToCheck, reconcile },
	// @ts-expect-error what became of it when the answer got lost
	{ endpoint, note, params, what, howToCheck, readAnswer },
	// @ts-expect-error a read is no write
	{ ...whole, endpoint: ENDPOINTS.userInfo },
	// @ts-expect-error an answer of another type
	{ ...whole, readAnswer: () => 42 },
	// @ts-expect-error a search that brings an answer of another type
	{ ...whole, reconcile: async () => ({ answer: 42 }) },
	// @ts-expect-error a search that says neither what it found nor where it looked
	{ ...whole, reconcile: async () => ({}) },
	// @ts-expect-error a plan of another type
	{ ...whole, params: ({ plan }) => ({ amount: plan.quantity }) },
];

// Neither does an operation that writes
type Steps = WriteSteps<Plan, Noted, string, undefined>;
const plan: Steps['plan'] = async () => ({ amount: '1' });
const dryRun = unpriced((_client, { amount }: Plan) => ({ amount }));
const item: Steps['item'] = (planned, { answer }) => ({ amount: planned.amount, id: answer });
export const operations: Steps[] = [
	{ ...entry, write: whole, plan, dryRun, item },
	{ ...entry, write: whole, plan, dryRun: 'none', item },
	// @ts-expect-error what is sent, and how it is found again
	{ ...entry, plan, dryRun, item },
	// @ts-expect-error the check before it
	{ ...entry, write: whole, dryRun, item },
	// @ts-expect-error a Dry Run, or that there is none
	{ ...entry, write: whole, plan, item },
	// @ts-expect-error its item
	{ ...entry, write: whole, plan, dryRun },
	// @ts-expect-error a plan that lacks what the write needs
	{ ...entry, write: whole, plan: async () => ({ quantity: '1' }), dryRun, item },
	// @ts-expect-error a Dry Run of another plan
	{ ...entry, write: whole, plan, dryRun: unpriced((_c, one: { quantity: string }) => one), item },
];
// @ts-expect-error the check before it gets nothing to write with
export const early: Steps['plan'] = async ({ writer }) => ({ amount: String(writer) });
