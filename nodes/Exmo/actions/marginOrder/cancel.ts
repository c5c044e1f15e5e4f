import { cancelOperation } from '../trading/cancellation';
import { orderField } from '../trading/ids';

export const cancel = cancelOperation(
	'margin',
	'Cancel a margin order',
	'Cancel one open margin order by its order ID',
	orderField('The open margin order to cancel', 'searchMarginOrders'),
);
