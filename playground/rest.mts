// n8n's own REST interface, the one that its editor uses, with the sign-in cookie.

/** A signed-in session with n8n. */
export interface Rest {
	/** Calls an endpoint below /rest and gives the `data` of the answer. @throws n8n's message as a sentence */
	call<T>(method: string, path: string, body?: unknown): Promise<T>;
	/** What an endpoint below /rest gives that is no JSON. @throws a sentence with the status */
	download(path: string): Promise<Buffer>;
}

/** An answer of n8n that is not 2xx. */
export class RestError extends Error {
	readonly status: number;

	constructor(method: string, path: string, status: number, message: string) {
		super(`n8n answered ${status} to ${method} /rest${path}: ${message}`);
		this.status = status;
	}
}

/** Opens a session with the n8n at this address; it is signed in by the first answer that sets a cookie. */
export function restOf(url: string): Rest {
	let cookie = '';
	return {
		async download(path) {
			const response = await fetch(`${url}/rest${path}`, { headers: { Cookie: cookie } });
			if (!response.ok) throw new RestError('GET', path, response.status, 'no file');
			return Buffer.from(await response.arrayBuffer());
		},
		async call(method, path, body) {
			const response = await fetch(`${url}/rest${path}`, {
				method,
				headers: { 'Content-Type': 'application/json', Cookie: cookie },
				body: body === undefined ? undefined : JSON.stringify(body),
			});
			const [set] = response.headers.getSetCookie();
			if (set) cookie = set.split(';')[0] ?? '';
			const answer = (await response.json().catch(() => ({}))) as {
				data?: unknown;
				message?: string;
			};
			if (response.ok) return answer.data as never;
			throw new RestError(method, path, response.status, answer.message ?? 'without a message');
		},
	};
}
