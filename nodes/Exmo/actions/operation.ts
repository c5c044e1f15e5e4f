import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { ExmoClient } from '../../shared/exchange/client';
import type { ItemParameters } from '../../shared/fields/parameters';
import type { ItemMemory } from '../../shared/exchange/runMemory';

/** One item on its way through an operation. */
export interface Step {
	readonly client: ExmoClient;
	/** The operation's fields as filled in for this item. */
	readonly parameters: ItemParameters;
	/** What a failed run before this one has already done for this item. */
	readonly memory: ItemMemory;
	/** Shows how far a long operation is: in n8n's log, and in the browser while a person watches. */
	progress(text: string): void;
}

/** An output item that brings a file along, in n8n's binary field "data". */
export class FileItem {
	readonly json: IDataObject;
	readonly content: string;
	readonly fileName: string;
	readonly mimeType: string;

	constructor(json: IDataObject, content: string, fileName: string, mimeType: string) {
		this.json = json;
		this.content = content;
		this.fileName = fileName;
		this.mimeType = mimeType;
	}
}

/** One entry of the Operation list: what the editor shows and what happens. */
export interface Operation {
	/** In the Operation list, e.g. "Get Many". */
	readonly name: string;
	readonly value: string;
	/** In the node panel's list of actions, in sentence case, e.g. "Get many open orders". */
	readonly action: string;
	/** For a person, and for an AI agent that has to choose a tool. */
	readonly description: string;
	readonly fields: INodeProperties[];
	/** Whether it changes something at EXMO; its items then go strictly one after the other. */
	readonly writes?: boolean;
	/** The output items of one input item, without EXMO's envelope. */
	execute(step: Step): Promise<Array<IDataObject | FileItem>>;
}

/** One entry of the Resource list, with its operations in the editor's order. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly operations: readonly Operation[];
}
