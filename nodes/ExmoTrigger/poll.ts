/** One poll: look, remember, emit; or, in the editor, show what it would look like. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { ExmoClient, type Waits } from '../shared/client';
import { InvalidInput, toNodeError } from '../shared/nodeErrors';
import { TriggerParameters } from '../shared/parameters';
import type { TriggerEvent, Watch } from './event';
import { events } from './events';
import { remember, remembered, turnOf } from './memory';
import { Overlap } from './overlap';

/** A poll comes once a minute at most; one that has to wait longer than that is better tried again. */
const WAITS: Waits = { answerMs: 30_000, turnMs: 60_000 };

const overlap = new Overlap(() => performance.now());

/** @throws InvalidInput for an event of a workflow made by hand or by a newer version */
function chosenEvent(value: string): TriggerEvent {
	const event = events.find((known) => known.value === value);
	if (event) return event;
	throw new InvalidInput(`There is no event "${value}" in this version of the package.`);
}

/** What the remembered state belongs to: exchange, credential, event, and what the event watches. */
function nameOf(
	context: IPollFunctions,
	{ client, parameters }: Watch,
	event: TriggerEvent,
): string {
	const credential = context.getNode().credentials?.exmoApi?.id ?? '';
	return JSON.stringify([client.url, credential, event.value, ...event.watched(parameters)]);
}

const toOutput = (items: IDataObject[]): INodeExecutionData[][] => [
	items.map((json) => ({ json })),
];

async function sample(watch: Watch, event: TriggerEvent): Promise<INodeExecutionData[][]> {
	const items = await event.sample(watch);
	if (items.length > 0) return toOutput(items);
	throw new InvalidInput(
		`EXMO has nothing yet that could be shown for "${event.name}". The trigger works all the same: activate the workflow.`,
	);
}

/** The node's `poll`: null when nothing has happened. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const parameters = new TriggerParameters(this);
		const event = chosenEvent(parameters.text('triggerOn'));
		const watch = { client: await ExmoClient.of(this, WAITS), parameters };
		if (this.getMode() === 'manual') return await sample(watch, event);

		const staticData = this.getWorkflowStaticData('node');
		const name = nameOf(this, watch, event);
		const one = JSON.stringify([this.getWorkflow().id, this.getNode().id, name]);
		const turn = () => turnOf(staticData, name);
		return await overlap.alone(one, turn, async () => {
			const { state, items } = await event.look(watch, remembered(staticData, name));
			remember(staticData, name, state);
			return items.length > 0 ? toOutput(items) : null;
		});
	} catch (error) {
		throw toNodeError(this.getNode(), error, 0);
	}
}
