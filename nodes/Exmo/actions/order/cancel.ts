import { cancelOperation } from '../trading/cancellation';
import { orderField } from '../trading/ids';

export const cancel = cancelOperation(
	'order',
	'Cancel an order',
	'Cancel one open order by its order ID',
	orderField('The open order to cancel'),
);
