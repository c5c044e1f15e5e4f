import { RESOLUTIONS, type Resolution } from '../../../exmo/market/candles';
import { choiceField } from './choiceField';

const NAMES: Readonly<Record<Resolution, string>> = {
	...{ 1: '1 Minute', 5: '5 Minutes', 15: '15 Minutes', 30: '30 Minutes', 45: '45 Minutes' },
	...{ 60: '1 Hour', 120: '2 Hours', 180: '3 Hours', 240: '4 Hours' },
	...{ D: '1 Day', W: '1 Week', M: '1 Month' },
};

export const resolutionField = choiceField({
	displayName: 'Resolution',
	name: 'resolution',
	type: 'options',
	options: RESOLUTIONS.map((value) => ({ name: NAMES[value], value })),
	default: '60',
	description: 'How much time one candle covers',
});
