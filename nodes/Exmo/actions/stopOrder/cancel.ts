import { cancelOperation } from '../trading/cancellation';
import { orderField } from '../trading/ids';

export const cancel = cancelOperation(
	'stop',
	'Cancel a stop order',
	'Cancel one stop order that has not fired yet, by its order ID',
	orderField('The stop order to cancel', 'searchStopOrders'),
);
