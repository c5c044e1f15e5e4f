/** Which position is meant, and the position as EXMO lists it. */
import { ExmoError } from '../../../../exmo/errors/errors';
import { findPosition } from '../../../../exmo/reconcile/marginPositions';
import type { ExmoClient } from '../../../shared/exchange/client';
import { pickerField } from '../../../shared/fields/fields';
import { InvalidInput } from '../../../shared/errors/nodeErrors';
import type { ItemParameters } from '../../../shared/fields/parameters';
import type { Row } from '../../../../exmo/api/rows';

export const positionField = pickerField(
	{ displayName: 'Position', name: 'positionId', description: 'The open margin position' },
	'searchMarginPositions',
	{ displayName: 'ID', name: 'id', placeholder: 'e.g. 712345678901236000' },
);

/** @throws InvalidInput when it is not a whole number */
export function readPositionId(parameters: ItemParameters): string {
	const positionId = parameters.requiredText('positionId');
	if (/^[1-9]\d*$/.test(positionId)) return positionId;
	throw new InvalidInput(`Position "${positionId}" is not a position ID: a whole number.`);
}

/** @throws ExmoError (notFound) when it is not open */
export async function openPosition(client: ExmoClient, positionId: string): Promise<Row> {
	const position = await findPosition(client.call, positionId);
	if (position) return position;
	throw new ExmoError({
		title: `There is no open margin position ${positionId}`,
		advice: 'Nothing was sent. Margin Position: Get Many shows what is open.',
		kind: 'notFound',
		effect: 'none',
	});
}
