// The example workflows, as `npm start` has put them into n8n, or a copy with changes of a test.
import assert from 'node:assert/strict';
import { putWorkflow, readExamples, withSandbox } from '../../playground/examples.mts';
import type { CredentialIds } from '../../playground/examples.mts';
import type { Sandbox } from '../../sandbox/server.mts';
import { execute, type Execution, type Item } from './execution.mts';
import { playground } from './playground.mts';

/** n8n's id of an example as it is in the playground. */
export function shipped(name: string): string {
	const id = playground.workflowIds[name];
	assert.ok(id, `there is no example "${name}"`);
	return id;
}

interface Place {
	readonly sandbox: Sandbox;
	/** One for all nodes, or those for each name. */
	readonly credentials: string | CredentialIds;
}

/** What a person changes in a node before the example can be used. */
interface Change {
	/** Laid over what the node has. */
	readonly parameters?: object;
	/** Values of an Edit Fields node, by the name of the field. */
	readonly fields?: Record<string, unknown>;
	readonly disabled?: boolean;
	readonly credentials?: Record<string, { id: string; name: string }>;
}

interface EditFields {
	assignments: { assignments: Array<{ name: string; value: unknown }> };
}

/** Puts a copy of an example into n8n. @param changes by the name of the node @returns n8n's id */
export async function changed(
	name: string,
	changes: Record<string, Change>,
	{ sandbox, credentials }: Place = { ...playground, credentials: playground.credentialIds },
): Promise<string> {
	const example = (await readExamples()).find(({ workflow }) => workflow.name === name);
	assert.ok(example, `there is no example "${name}"`);
	const workflow = withSandbox(example.workflow, sandbox);
	for (const [nodeName, { parameters, fields = {}, ...rest }] of Object.entries(changes)) {
		const node = workflow.nodes.find((one) => one.name === nodeName);
		assert.ok(node, `"${name}" has no node "${nodeName}"`);
		Object.assign(node, rest);
		Object.assign(node.parameters, parameters);
		for (const [field, value] of Object.entries(fields)) {
			const { assignments } = (node.parameters as EditFields).assignments;
			const one = assignments.find((assignment) => assignment.name === field);
			assert.ok(one, `"${nodeName}" has no field "${field}"`);
			one.value = value;
		}
	}
	return await putWorkflow(playground.rest, workflow, credentials);
}

/** Runs a workflow from its trigger; it has to succeed. */
export async function succeed(id: string, trigger: string, given?: Item): Promise<Execution> {
	const execution = await execute(id, trigger, given);
	assert.equal(execution.error, undefined);
	assert.equal(execution.status, 'success');
	return execution;
}
