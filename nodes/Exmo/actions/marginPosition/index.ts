import type { Resource } from '../operation';
import { addMargin } from './addMargin';
import { close } from './close';
import { getAddMarginInfo } from './getAddMarginInfo';
import { getMany } from './getMany';
import { getRemoveMarginInfo } from './getRemoveMarginInfo';
import { removeMargin } from './removeMargin';

export const marginPosition: Resource = {
	name: 'Margin Position',
	value: 'marginPosition',
	description: 'Open margin positions, their margin, and closing them',
	operations: [getMany, close, addMargin, removeMargin, getAddMarginInfo, getRemoveMarginInfo],
};
