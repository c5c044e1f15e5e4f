import { changeMargin } from './changeMargin';

export const removeMargin = changeMargin('remove', {
	name: 'Remove Margin',
	value: 'removeMargin',
	action: 'Remove margin from a position',
	description:
		'Take margin out of a position, back to the margin wallet; it is liquidated earlier then',
});
