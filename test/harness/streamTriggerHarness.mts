/**
 * n8n's own trigger functions around the stream trigger: activated as n8n activates a workflow, or
 * run in the editor through WorkflowExecute. The exchange is whatever the credential names.
 */
import 'reflect-metadata';
import { TriggerContext, TriggersAndPollers, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeType,
	type IRun,
	type IWorkflowBase,
	type WorkflowActivateMode,
} from 'n8n-workflow';

import { ExmoApi } from '../../credentials/ExmoApi.credentials.ts';
import { ExmoStreamTrigger } from '../../nodes/ExmoStreamTrigger/ExmoStreamTrigger.node.ts';
import { additionalData, type Credentials } from './harness.mts';

const TYPE = 'n8n-nodes-exmo.exmoStreamTrigger';
const trigger: INodeType = new ExmoStreamTrigger();
const nodeTypes = {
	getByName: () => trigger,
	getByNameAndVersion: () => trigger,
	getKnownTypes: () => ({}),
};

const setUp = (
	credentials: Credentials,
	parameters: IDataObject,
	{ beforeCredential = async () => {} }: EditorOptions = {},
) => {
	const node = {
		id: 'stream',
		name: 'Stream',
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		credentials: { exmoApi: { id: '1', name: 'EXMO' } },
	} as unknown as INode;
	const workflowData = {
		id: 'workflow',
		name: 'Test',
		nodes: [node],
		connections: {},
		active: true,
	} as unknown as IWorkflowBase;
	const workflow = new Workflow({
		id: 'workflow',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes: nodeTypes as never,
	});
	const data = additionalData(workflowData, 'stream-test', new ExmoApi(), credentials);
	const { getDecrypted } = data.credentialsHelper;
	data.credentialsHelper.getDecrypted = async (...args) => {
		await beforeCredential();
		return await getDecrypted(...args);
	};
	return { node, workflow, data };
};

export interface EditorOptions {
	/** Is waited for whenever the credential is read. */
	readonly beforeCredential?: () => Promise<void>;
}

/** What the node has told n8n's log. */
export type LogLine = readonly [level: string, text: string];

export interface ActiveOptions extends EditorOptions {
	readonly activation?: WorkflowActivateMode;
	/** Runs last until `endRun` is called. */
	readonly slowRuns?: boolean;
}

/** An activated workflow of one stream trigger: every run it started, and how it was told of errors. */
export class ActiveTrigger {
	/** The items of each run. */
	readonly runs: INodeExecutionData[][] = [];
	readonly errors: Array<Error & { description?: string | null }> = [];
	/** What was saved as a failed execution; the workflow stays active. */
	readonly failures: Error[] = [];
	readonly log: LogLine[] = [];
	private readonly underWay: Array<() => void> = [];
	private readonly waiting = new Set<() => void>();
	private close: () => Promise<void> = async () => {};

	static async activate(
		credentials: Credentials,
		parameters: IDataObject,
		{ activation = 'activate', slowRuns = false, ...options }: ActiveOptions = {},
	): Promise<ActiveTrigger> {
		const active = new ActiveTrigger();
		const { workflow, node, data } = setUp(credentials, parameters, options);
		const emit = (
			[items]: INodeExecutionData[][],
			_response: unknown,
			done?: { resolve(run: IRun): void },
		) => {
			active.runs.push(items);
			const end = () => done?.resolve({} as IRun);
			if (slowRuns) active.underWay.push(end);
			else queueMicrotask(end);
			active.wake();
		};
		const emitError = (error: Error) => {
			active.errors.push(error);
			active.wake();
		};
		const response = await new TriggersAndPollers().runTriggerFunction(
			workflow,
			node,
			(...args) => {
				const saveFailed = (error: Error) => void active.failures.push(error);
				const context = new TriggerContext(...args, emit, emitError, saveFailed);
				const note = (level: string) => (text: string) => {
					active.log.push([level, text]);
					active.wake();
				};
				Object.defineProperty(context, 'logger', {
					value: { info: note('info'), warn: note('warn') },
				});
				return context;
			},
			data,
			'trigger',
			activation,
		);
		active.close = response?.closeFunction as () => Promise<void>;
		return active;
	}

	get items(): IDataObject[] {
		return this.runs.flat().map(({ json }) => json);
	}

	/** Waits until something is as it should be; looks at it after every event. */
	async until(isSo: () => boolean): Promise<void> {
		while (!isSo()) await new Promise<void>((resolve) => this.waiting.add(resolve));
	}

	/** The first so many items. */
	async first(count: number): Promise<IDataObject[]> {
		await this.until(() => this.items.length >= count);
		return this.items.slice(0, count);
	}

	/** Ends the oldest run that is under way. */
	endRun(): void {
		this.underWay.shift()?.();
	}

	async deactivate(): Promise<void> {
		await this.close();
	}

	private wake(): void {
		for (const resolve of this.waiting) resolve();
		this.waiting.clear();
	}
}

/** A run in the editor: ends with the first event. */
export function testInEditor(
	credentials: Credentials,
	parameters: IDataObject,
	options?: EditorOptions,
) {
	const { workflow, node, data } = setUp(credentials, parameters, options);
	const execution = new WorkflowExecute(data, 'manual', createRunExecutionData({}));
	const running = execution.run({ workflow, startNode: node });
	return { result: running as Promise<IRun>, stop: () => running.cancel() };
}
