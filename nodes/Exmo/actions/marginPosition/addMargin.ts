import type { Operation } from '../operation';
import { changeMargin, changeMarginFields } from './changeMargin';

export const addMargin: Operation = {
	name: 'Add Margin',
	value: 'addMargin',
	action: 'Add margin to a position',
	description: 'Move money from the margin wallet into a position, so that it is liquidated later',
	fields: changeMarginFields('add'),
	writes: true,
	async execute(step) {
		return await changeMargin('add', step);
	},
};
