import type { Operation } from '../operation';
import { changeMargin, changeMarginFields } from './changeMargin';

export const removeMargin: Operation = {
	name: 'Remove Margin',
	value: 'removeMargin',
	action: 'Remove margin from a position',
	description:
		'Take margin out of a position, back to the margin wallet; it is liquidated earlier then',
	fields: changeMarginFields('remove'),
	writes: true,
	async execute(step) {
		return await changeMargin('remove', step);
	},
};
