/** The trigger's lines in n8n's log: which node of which workflow, and what. */
import type { ITriggerFunctions } from 'n8n-workflow';

import { clock } from '../shared/exchange/clock';
import { ThrottledLog } from './throttledLog';

export class TriggerLog {
	private readonly context: ITriggerFunctions;
	private readonly skips: ThrottledLog;

	constructor(context: ITriggerFunctions) {
		this.context = context;
		this.skips = new ThrottledLog((text) => this.warn(text), clock.now);
	}

	info(text: string): void {
		this.write('info', text);
	}

	warn(text: string): void {
		this.write('warn', text);
	}

	/** Something of a topic could not be read, and was left out. */
	skipped(error: unknown, topic: string): void {
		const reason = error instanceof Error ? error.message : String(error);
		this.skips.write(`${topic}: something could not be read and was left out: ${reason}`);
	}

	private write(level: 'info' | 'warn', text: string): void {
		const { id, name } = this.context.getWorkflow();
		const node = this.context.getNode().name;
		this.context.logger[level](`${node} (workflow "${name ?? id}"): ${text}`, {
			workflowId: id,
			nodeName: node,
		});
	}
}
