/** The most moments (in milliseconds) that lie in any rolling second. */
export function maxInOneSecond(moments: readonly number[]): number {
	const sorted = [...moments].sort((a, b) => a - b);
	let max = 0;
	let oldest = 0;
	for (let newest = 0; newest < sorted.length; newest++) {
		while (sorted[newest] - sorted[oldest] >= 1000) oldest++;
		max = Math.max(max, newest - oldest + 1);
	}
	return max;
}
