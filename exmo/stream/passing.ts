import type { ExmoError } from '../errors/errors';

/** Whether asking again later can help: whatever is not for a person to put right. */
export const isPassing = ({ details }: ExmoError): boolean =>
	!['credential', 'permission', 'invalidInput'].includes(details.kind);
