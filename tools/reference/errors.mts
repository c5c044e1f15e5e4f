// docs/errors.md: every kind and every code, what happened and what to do.
import type { Package } from './load.mts';
import { code, MADE, page, table } from './markdown.mts';
import type { ErrorKind, ExmoErrorDetails } from './package.mts';

interface Kind {
	readonly happened: string;
	readonly toDo: string;
}

/** The compiler sees to it that none is missing. */
const KINDS: Readonly<Record<ErrorKind, Kind>> = {
	credential: {
		happened: 'EXMO does not accept the key or the signature, or the credential is not complete.',
		toDo: 'See to the credential. Trying again changes nothing.',
	},
	permission: {
		happened:
			'The key at EXMO, the account, or the permissions of the credential do not allow this.',
		toDo: 'Choose other permissions, or ask EXMO Support where it says so.',
	},
	nonce: {
		happened: 'Another program uses the same key, and its numbers are ahead.',
		toDo: 'Give every program a key of its own.',
	},
	rateLimit: {
		happened:
			'EXMO was asked too often, or the request waited longer for its slot than Queue Timeout allows.',
		toDo: 'Try again later, or do less at once.',
	},
	maintenance: { happened: 'EXMO is under maintenance.', toDo: 'Try again in a few minutes.' },
	funds: {
		happened: 'The free balance does not suffice.',
		toDo: 'Cancel orders that bind the amount, or ask for less.',
	},
	notFound: {
		happened: 'EXMO does not have what was asked for: an order, a task, a pair.',
		toDo: 'Check the ID or the name. An order may have been filled or cancelled already.',
	},
	invalidInput: {
		happened: 'A field holds what cannot be sent, or what EXMO does not take.',
		toDo: 'The sentence names the field, the limit and a value that would do.',
	},
	refused: {
		happened: 'EXMO said no with a code whose meaning is not known, or its answer cannot be read.',
		toDo: "Read EXMO's own words in the sentence; EXMO Support can tell more.",
	},
	unknownOutcome: {
		happened:
			'The answer to a request that changes something is missing, and EXMO shows nothing that tells what became of it.',
		toDo: 'Look at EXMO before anything is sent once more. The sentence says where the node has looked.',
	},
	network: {
		happened: 'EXMO could not be reached, or the connection broke.',
		toDo: 'Check the network and the Exchange in the credential; then try again.',
	},
};

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const rowOf = (name: string, { title, advice, kind }: ExmoErrorDetails): string[] => [
	name,
	code(kind),
	sentence(title),
	advice,
];

const byNumber = ([one]: [string, unknown], [other]: [string, unknown]): number =>
	Number(one) - Number(other);

const COLUMNS = ['kind', 'what happened', 'what to do'];

/** The page, by its path. */
export function errorPages(source: Package): Record<string, string> {
	const { EXPLANATIONS, EXPLAINED_TEXTS, explainRefusal, inWords, subscriptionRefused } = source;
	const codes = Object.keys(EXPLANATIONS)
		.map((name): [string, ExmoErrorDetails] => [name, inWords(explainRefusal(name, '').details)])
		.sort(byNumber);
	const stream = ['201012', '201030'].map((name) => {
		const refusal = subscriptionRefused({ kind: 'error', code: name, text: '' } as never, ['…']);
		const { words: _words, ...details } = refusal.details;
		return rowOf(name, inWords(details));
	});
	const texts = EXPLAINED_TEXTS.map(([pattern, explanation]) =>
		rowOf(code(pattern.source.replace(/^\^/, '').replaceAll('\\', '')), {
			...explanation,
			effect: 'refused',
		}),
	);
	const kinds = Object.entries(KINDS).map(([kind, { happened, toDo }]) => [
		code(kind),
		happened,
		toDo,
	]);
	return {
		'docs/errors.md': page(
			MADE,
			'# Errors',
			'Every error says what happened, at which item and field, and what to do. [Troubleshooting](troubleshooting.md) has what is wrong around the node: networks, Docker, credentials.',
			'## What a failed item has',
			'With **On Error** set to *Continue* or *Continue (using error output)*, the item in the place of the output is `{ "message": …, "error": { … } }`:',
			table(
				['field', 'what it is'],
				[
					['`message`', 'The whole sentence: what happened and what to do'],
					['`error.title`, `error.description`', 'Its two halves'],
					['`error.kind`', 'One of the kinds below: branch on it, e.g. `{{ $json.error.kind }}`'],
					[
						'`error.code`',
						"EXMO's code, or one of Node.js such as `ECONNREFUSED`; empty without one",
					],
					[
						'`error.mayHaveHadEffect`',
						'Whether something may have changed at EXMO. False: nothing has, and doing it again is safe',
					],
					['`error.clientOrderId`', 'Of an order: the ID by which Order: Get finds it'],
				],
			),
			'To an AI agent a failure is an answer: `failed: true` with the same `message`, `kind`, `code`, `mayHaveHadEffect` and `clientOrderId`.',
			'## Kinds',
			table(COLUMNS, kinds),
			"## EXMO's codes",
			`A code that is not listed shows EXMO's own text with the kind \`refused\`: nothing is guessed. Where each is known from: [exmo-api/ERRORS.md](exmo-api/ERRORS.md).`,
			table(
				['code', ...COLUMNS],
				codes.map(([name, details]) => rowOf(name, details)),
			),
			'`EXMO asks to wait … seconds` has no code, and the kind `rateLimit`.',
			'## Refusals of candles without a code',
			table(["EXMO's text", ...COLUMNS], texts),
			'## Codes of the stream',
			table(['code', ...COLUMNS], stream),
		),
	};
}

/** What the test of a credential can say, as the rows of a table. */
export function credentialTestTable({ ExmoApi }: Package): string {
	const { rules = [] } = new ExmoApi().test;
	const messages = rules.map(({ properties }) => (properties as { message: string }).message);
	const rows = [...new Set(messages)].map((message) => {
		const [, happened, toDo] = /^(.+?\.) (.+)$/s.exec(message) ?? [];
		if (happened === undefined) throw new Error(`"${message}" does not say what to do.`);
		return [happened, toDo];
	});
	return table(['what the test says', 'what to do'], rows);
}
