/** A command that is not carried out; the connection stays open (exmo-api/WEBSOCKET.md 3.1). */
export class StreamRefusal extends Error {
	readonly code: number;
	/** Whether the connection is closed afterwards. */
	readonly closes: boolean;

	constructor(code: number, text: string, closes = false) {
		super(text);
		this.code = code;
		this.closes = closes;
	}
}

export const refuseCommand = {
	notJson: () => new StreamRefusal(201006, 'invalid command format. should be JSON'),
	unknownMethod: (method: string) =>
		new StreamRefusal(201008, `"${method}" is not allowed api method`),
	unknownTopic: (topic: string) =>
		new StreamRefusal(201012, `"${topic}" is not an api supported topic name`),
	alreadySubscribed: (topic: string) =>
		new StreamRefusal(201016, `subscription to ${topic} topic already exists`),
	unknownPair: (pair: string) => new StreamRefusal(201030, `pair is not exists, pair: "${pair}"`),

	// What EXMO answers to the following is not known: codes and texts are ours.
	loginFirst: () => new StreamRefusal(990101, 'Authorization error, login first (sandbox code)'),
	noLoginHere: () => new StreamRefusal(990102, 'there is nothing to log in to (sandbox code)'),
	/** REST's codes and texts; closing afterwards is our guess. */
	login: (code: number, text: string) => new StreamRefusal(code, text, true),
};
