import { readOrder, type OrderState } from '../../../../exmo/account/orderState';
import { findOpen } from '../../../../exmo/account/lists';
import type { ExmoClient } from '../../../shared/exchange/client';
import { clock } from '../../../shared/exchange/clock';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ReadOperation } from '../operation';
import { lookUpFields, lookUpOrderId } from '../trading/ids';
import { notFound } from '../trading/notFound';
import { orderStateItem } from '../../../shared/items/orderState';

const FIRST_PAUSE_MS = 1000;
const MAX_PAUSE_MS = 15_000;
const GROWTH = 1.5;
const MAX_WAIT_SECONDS = 86_400;

const isDone = ({ status }: OrderState): boolean => ['filled', 'cancelled'].includes(status);

/** @throws ExmoError (notFound) when EXMO shows the order nowhere */
async function stateNow(client: ExmoClient, orderId: string): Promise<OrderState> {
	const state = await readOrder(client.call, orderId);
	if (state) return state;
	throw notFound(`There is no trace of order ${orderId}`);
}

/** Reads the open orders, with growing pauses, until this one is gone or the time is up. */
async function waitForEnd(
	client: ExmoClient,
	orderId: string,
	waitMs: number,
): Promise<OrderState> {
	const deadline = clock.now() + waitMs;
	let state = await stateNow(client, orderId);
	let pause = FIRST_PAUSE_MS;
	while (!isDone(state) && clock.now() < deadline) {
		await client.pause(Math.min(pause, deadline - clock.now()));
		pause = Math.min(pause * GROWTH, MAX_PAUSE_MS);
		const isOver = clock.now() >= deadline;
		if (isOver || !(await findOpen(client.call, orderId))) state = await stateNow(client, orderId);
	}
	return state;
}

export const waitUntilDone: ReadOperation = {
	name: 'Wait Until Done',
	value: 'waitUntilDone',
	action: 'Wait until an order is done',
	description:
		'Wait until an order is filled or cancelled, or until the longest wait is over; "done" tells which. The order stays as it is.',
	fields: [
		...lookUpFields,
		{
			displayName: 'Longest Wait',
			name: 'waitSeconds',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: MAX_WAIT_SECONDS },
			default: 300,
			description:
				'In seconds, up to a day. Then the order is returned as it is, with "done" set to false.',
		},
	],
	async execute({ client, parameters }) {
		const seconds = Number(parameters.text('waitSeconds'));
		if (!(seconds > 0 && seconds <= MAX_WAIT_SECONDS)) {
			throw new InvalidInput(
				`Longest Wait has to be a number of seconds from 1 to ${MAX_WAIT_SECONDS}.`,
			);
		}
		const orderId = await lookUpOrderId(client, parameters);
		const state = await waitForEnd(client, orderId, seconds * 1000);
		return [{ ...orderStateItem(orderId, state), done: isDone(state) }];
	},
};
