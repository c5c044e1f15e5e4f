import type { Exchange } from '../../exchange/exchange.mts';
import type { End } from '../topic.mts';
import { listen } from './listen.mts';

/** Tells which currencies of a holder have changed, once for all that one action has moved. */
export function changedBalances(
	exchange: Exchange,
	holder: string,
	tell: (currencies: string[]) => void,
): End {
	const changed = new Set<string>();
	let isOver = false;
	const flush = () => {
		const currencies = [...changed];
		changed.clear();
		if (!isOver) tell(currencies);
	};
	const end = listen(exchange.events, 'balance', (of, currency) => {
		if (of !== holder) return;
		if (changed.size === 0) queueMicrotask(flush);
		changed.add(currency);
	});
	return () => {
		isOver = true;
		end();
	};
}
