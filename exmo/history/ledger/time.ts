/** Unix seconds that a date can be made of (up to the year 5138), as text or number; 0 for anything else. */
export function timeOf(seconds: unknown): number {
	const text = String(seconds ?? '');
	return /^\d{1,11}$/.test(text) ? Number(text) : 0;
}
