/** One poll: read, remember, emit; or, in the editor, show what it would emit. */
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { ExmoClient, type Waits } from '../shared/exchange/client';
import { clock } from '../shared/exchange/clock';
import { InvalidInput, named, toNodeError } from '../shared/errors/nodeErrors';
import { TriggerParameters } from '../shared/fields/parameters';
import type { TriggerEvent, Watch } from './event';
import { events } from './events';
import { remember, remembered, revisionOf } from './memory';
import { Overlap } from './overlap';

/** A poll comes once a minute at most; one that has to wait longer than that is better tried again. */
const WAITS: Waits = { answerMs: 30_000, queueMs: 60_000 };

const overlap = new Overlap(clock.now);

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

/** n8n has no way to say something about a test without data but an error: its words are not those of one. */
async function sample(
	context: IPollFunctions,
	watch: Watch,
	event: TriggerEvent,
): Promise<INodeExecutionData[][]> {
	const items = await event.sample(watch);
	if (items.length > 0) return toOutput(items);
	throw new NodeOperationError(context.getNode(), `Nothing to show yet for "${event.name}"`, {
		level: 'info',
		description:
			'The connection to EXMO works. There is no event of this kind so far, and none is made up. Publish the workflow: the next one starts it.',
	});
}

/** The node's `poll`: null when nothing has happened. */
export async function poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const event = chosenEvent(String(this.getNodeParameter('triggerOn', '')));
		const parameters = new TriggerParameters(this, event.fields);
		const watch = { client: await ExmoClient.of(this, WAITS), parameters };
		if (this.getMode() === 'manual') return await sample(this, watch, event);

		const staticData = this.getWorkflowStaticData('node');
		const name = nameOf(this, watch, event);
		const one = JSON.stringify([this.getWorkflow().id, this.getNode().id, name]);
		const revision = () => revisionOf(staticData, name);
		return await overlap.exclusively(one, revision, async () => {
			const { state, items } = await event.poll(watch, remembered(staticData, name));
			remember(staticData, name, state);
			return items.length > 0 ? toOutput(items) : null;
		});
	} catch (error) {
		throw toNodeError(this.getNode(), named(error, 'EXMO Trigger'), 0);
	}
}
