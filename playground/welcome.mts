// What `npm start` prints when all is ready.
import type { MarketName } from '../sandbox/market/market.mts';
import type { Account } from './account.mts';

/** What a person has to know of a running playground. */
export interface Shown {
	/** The process that runs it. */
	pid: number;
	/** n8n's address, without a slash at the end. */
	n8nUrl: string;
	sandboxUrl: string;
	market: MarketName;
	account: Account;
	credentialId: string;
	/** n8n's ids of the example workflows, by name. */
	workflowIds: Record<string, string>;
}

/** The example to begin with. The wind-down's market has no BTC_USD to place an order for. */
const firstExample: Record<MarketName, string> = {
	normal: 'Place a limit order on the sandbox',
	winddown: 'See what your account holds',
};

/** Addresses in n8n's editor (2.41); whoever is not signed in signs in first and then gets there. */
export const links = ({ n8nUrl, credentialId }: Pick<Shown, 'n8nUrl' | 'credentialId'>) => ({
	workflow: (id: string) => `${n8nUrl}/workflow/${id}`,
	credential: `${n8nUrl}/home/credentials/${credentialId}`,
	executions: `${n8nUrl}/home/executions`,
});

const winddownRows = [
	['', 'market "winddown": 24 pairs, against USDC, and one of ours'],
	['Account', 'one with a past: 5,000 trades, 1,200 wallet operations,'],
	['', 'a claim token, dust and networks that are closed'],
];

const rule = `  ${'─'.repeat(72)}`;

/**
 * The block with addresses, login and what to click first.
 * @param startedHere whether Ctrl-C in this terminal stops it
 */
export function welcome(shown: Shown, startedHere: boolean): string {
	const { workflowIds, market, account } = shown;
	const to = links(shown);
	const [anyExample = ''] = Object.keys(workflowIds);
	const first = firstExample[market] in workflowIds ? firstExample[market] : anyExample;
	const rows = [
		['n8n', shown.n8nUrl],
		['Sign in', `${account.email}   ${account.password}`],
		[],
		['First', to.workflow(workflowIds[first])],
		['', `"${first}": click "Execute workflow",`],
		['', 'then double-click its EXMO nodes.'],
		['Credential', to.credential],
		['Executions', to.executions],
		[],
		['Exchange', `${shown.sandboxUrl}  (the sandbox: no real money, no real EXMO)`],
		...(market === 'winddown' ? winddownRows : []),
		startedHere
			? ['Stop', 'Ctrl-C. Your workflows are still there at the next start.']
			: ['Stop', `Ctrl-C where it was started (process ${shown.pid}).`],
	];
	const lines = rows.map(([label = '', text = '']) =>
		text ? `   ${label.padEnd(12)}${text}` : '',
	);
	return ['', rule, ...lines, rule, ''].join('\n');
}
