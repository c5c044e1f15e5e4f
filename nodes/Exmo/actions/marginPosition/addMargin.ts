import { changeMargin } from './changeMargin';

export const addMargin = changeMargin('add', {
	name: 'Add Margin',
	value: 'addMargin',
	action: 'Add margin to a position',
	description: 'Move money from the margin wallet into a position, so that it is liquidated later',
});
