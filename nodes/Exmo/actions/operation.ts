import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { WriteEndpoint } from '../../../exmo/api/endpoints';
import type { ExmoClient } from '../../shared/exchange/client';
import type { ItemMemory } from '../../shared/exchange/runMemory';
import type { Writer } from '../../shared/exchange/writer';
import type { ItemParameters } from '../../shared/fields/parameters';

/** One item on its way through an operation that only reads: it is handed nothing to write with. */
export interface ReadContext {
	readonly client: ExmoClient;
	/** The operation's fields as filled in for this item. */
	readonly parameters: ItemParameters;
	/** Shows how far a long operation is: in n8n's log, and in the browser while a person watches. */
	progress(text: string): void;
}

/** One item on its way through an operation that writes. */
export interface WriteContext extends ReadContext {
	readonly writer: Writer;
	/** What a failed run before this one has already done for this item. */
	readonly memory: ItemMemory;
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

export type Output = IDataObject | FileItem;

/** One entry of the Operation list, as the editor shows it. */
export interface Entry {
	/** In the Operation list, e.g. "Get Many". */
	readonly name: string;
	readonly value: string;
	/** In the node panel's list of actions, in sentence case, e.g. "Get many open orders". */
	readonly action: string;
	/** For a person, and for an AI agent that has to choose a tool. */
	readonly description: string;
	readonly fields: INodeProperties[];
}

/** Changes nothing at EXMO; several of its items are under way at once. */
export interface ReadOperation extends Entry {
	readonly writes?: undefined;
	/** The output items of one input item, without EXMO's envelope. */
	readonly execute: (context: ReadContext) => Promise<Output[]>;
}

/** Changes something at EXMO; its items go strictly one after the other. See `writeOperation`. */
export interface WriteOperation extends Entry {
	/** What it sends. */
	readonly writes: readonly [WriteEndpoint, ...WriteEndpoint[]];
	readonly execute: (context: WriteContext) => Promise<Output[]>;
}

export type Operation = ReadOperation | WriteOperation;

/** One entry of the Resource list, with its operations in the editor's order. */
export interface Resource {
	readonly name: string;
	readonly value: string;
	readonly description: string;
	readonly operations: readonly Operation[];
}
