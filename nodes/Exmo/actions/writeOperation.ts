/**
 * The way of every operation that writes: check and price → Dry Run, or send, reconcile and remember
 * (nodes/shared/exchange/writer.ts) → item. An operation says only what is its own of each.
 */
import type { IDataObject } from 'n8n-workflow';

import type { ExmoClient } from '../../shared/exchange/client';
import { withFigures, type Spending } from '../../shared/exchange/funds';
import type { Write, Written } from '../../shared/exchange/write';
import type { Entry, ReadContext, WriteContext, WriteOperation } from './operation';

/** What Dry Run needs to know; the operation has `dryRunField` among its fields. */
export interface DryRun<Plan, Price> {
	/**
	 * What it is worth, checked against the user's limits.
	 * @throws OrderDoesNotFit when it is worth more than they allow, or nobody can tell
	 */
	readonly price: (client: ExmoClient, plan: Plan) => Price | Promise<Price>;
	/** Whether the user has set limits that need the price, so that it is priced before it is sent as well. */
	readonly isLimited: (plan: Plan) => boolean;
	/** What Dry Run answers: nothing of it is sent. */
	readonly item: (
		client: ExmoClient,
		plan: Plan,
		price: Price,
	) => IDataObject | Promise<IDataObject>;
}

/** The Dry Run of what has no price: its limits are checked with the plan. */
export const unpriced = <Plan>(
	item: (client: ExmoClient, plan: Plan) => IDataObject | Promise<IDataObject>,
): DryRun<Plan, undefined> => ({ price: () => undefined, isLimited: () => false, item });

export interface WriteSteps<Plan, Noted, Answer, Price> extends Entry {
	/** What is sent, and how it is found again. */
	readonly write: Write<Plan, Noted, Answer>;
	/**
	 * From the item's fields to what would be sent, checked against the rules of the exchange. It reads
	 * and changes nothing; after a failed run that has sent it, the plan of that run counts.
	 */
	readonly plan: (context: ReadContext) => Promise<Plan>;
	/** `none` for what takes nothing out of the account, so that there is nothing to try first. */
	readonly dryRun: DryRun<Plan, Price> | 'none';
	/** What it takes out of the account: EXMO's refusal for want of money then tells figures. */
	readonly spending?: (plan: Plan) => Spending;
	/** The output item. */
	readonly item: (
		plan: Plan,
		written: Written<Noted, Answer>,
		client: ExmoClient,
	) => IDataObject | Promise<IDataObject>;
}

/** An operation that sends one request with an effect for each item. */
export function writeOperation<Plan, Noted, Answer, Price = undefined>(
	steps: WriteSteps<Plan, Noted, Answer, Price>,
): WriteOperation {
	const { name, value, action, description, fields, write } = steps;
	return {
		...{ name, value, action, description, fields },
		writes: [write.endpoint],
		execute: async (context) => [await perform(context, steps)],
	};
}

async function perform<Plan, Noted, Answer, Price>(
	context: WriteContext,
	steps: WriteSteps<Plan, Noted, Answer, Price>,
): Promise<IDataObject> {
	const { client, writer, memory, parameters } = context;
	const { write, dryRun } = steps;
	let plan = memory.alreadySent(write)?.plan;
	if (plan === undefined) {
		const isDryRun = dryRun !== 'none' && parameters.flag('dryRun');
		plan = await steps.plan(context);
		if (dryRun !== 'none' && (isDryRun || dryRun.isLimited(plan))) {
			const price = await dryRun.price(client, plan);
			if (isDryRun) return { dryRun: true, ...(await dryRun.item(client, plan, price)) };
		}
	}
	const planned = plan;
	const recheck = async () => {
		if (dryRun !== 'none' && dryRun.isLimited(planned)) await dryRun.price(client, planned);
	};
	const writing = writer.carryOut(memory.next(write), write, planned, { recheck });
	const spending = steps.spending?.(planned);
	const written = await (spending ? withFigures(client, spending, writing) : writing);
	return await steps.item(planned, written, client);
}
