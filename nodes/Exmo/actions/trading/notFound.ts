import { ExmoError } from '../../../../exmo/errors/errors';

/** EXMO shows the order nowhere; that is not proof that it never was (exmo-api/ERRORS.md 50304). */
export const notFound = (title: string): ExmoError =>
	new ExmoError({
		title,
		advice:
			'It is in none of the open orders, trades and cancelled orders. An order that was placed this moment may need a second to show.',
		kind: 'notFound',
		effect: 'none',
	});
