/** What errors of exmo/ say to n8n's users: which operations, fields and options of the editor help. */
import {
	advise,
	adviseAlso,
	CREDENTIAL_WORDINGS,
	retitle,
	worded,
	type Wordings,
} from '../../../credentials/wording';
import type { ExmoErrorDetails } from '../../../exmo/errors/errors';

const NOT_ENOUGH = advise(
	'Compare with Account: Get Balances; amounts in open orders are not free.',
);
const LIMITS = advise('Market: Get Many Pairs shows the limits of each pair.');

/** By an error's `reason`: EXMO's code, or a word of exmo/. */
export const WORDINGS: Wordings = {
	...CREDENTIAL_WORDINGS,
	'50013': advise('Fill in the field that EXMO names.'),
	'50052': NOT_ENOUGH,
	'50054': NOT_ENOUGH,
	'50277': LIMITS,
	'50319': LIMITS,
	'50321': LIMITS,
	'50381': advise('Market: Get Many Pairs shows the price precision of each pair.'),
	'10193': advise('Check the task ID; Withdraw returns it.'),
	'140333': advise('Margin Market: Get Many Pairs shows the price precision.'),
	'201012': adviseAlso('The polling EXMO Trigger may do instead.'),
	'201030': adviseAlso('Take it out, or write it as Market: Get Many Pairs shows it.'),
	redirect: adviseAlso('Check the Exchange in the credential.'),
	unlistedPair: adviseAlso('Market: Get Many Pairs shows what is listed.'),
	queueTimeout: adviseAlso(
		'Raise "Queue Timeout" in the node\'s Options, or run fewer things at once.',
	),
	queueFull: adviseAlso('Run fewer executions at once, or let them begin later.'),
	stopped: retitle(() => 'Not sent: the execution was stopped'),
	tooManyOrders: advise('Name fewer pairs.'),
	tooManyNewRows: adviseAlso(
		'Change a field of the trigger to begin anew, and fetch the past with the EXMO node.',
	),
};

/** An error in n8n's words, EXMO's own at the end of the advice. */
export function inWords(details: ExmoErrorDetails): ExmoErrorDetails {
	const { advice, words, ...rest } = worded(details, WORDINGS);
	return { ...rest, advice: words === undefined ? advice : `${advice} EXMO's words: ${words}` };
}
