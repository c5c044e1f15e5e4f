/** What goes wrong with a stream, as sentences. */
import { ExmoError } from '../../exmo/errors/errors';
import { detailsOf } from '../shared/errors/nodeErrors';

/** Errors of every kind in one form; an unforeseen one keeps its own words. */
export function toExmoError(error: unknown): ExmoError {
	return new ExmoError(
		detailsOf(error) ?? {
			title: error instanceof Error ? error.message : String(error),
			advice: 'This was not foreseen.',
			kind: 'refused',
			effect: 'none',
		},
	);
}

/** @throws ExmoError where Node has no WebSocket of its own */
export function checkWebSocket(): void {
	if (typeof WebSocket !== 'undefined') return;
	throw new ExmoError({
		title: 'This n8n runs on a Node.js without WebSocket',
		advice:
			'The EXMO Stream Trigger needs Node.js 22 or later, as every n8n from 2.10 on has it. Update n8n, or use the polling EXMO Trigger, which works everywhere.',
		kind: 'network',
		effect: 'none',
	});
}

/** There is no connection. @param url of the socket, where it is known already */
export const noStream = (url: string | undefined, reason: string): ExmoError =>
	new ExmoError({
		title: `No stream from ${url === undefined ? 'EXMO' : new URL(url).host}: ${reason}`,
		advice:
			'Check Exchange, API Key and API Secret in the credential, the network, and whether EXMO is under maintenance.',
		kind: 'network',
		effect: 'none',
	});
