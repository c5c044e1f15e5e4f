import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws from one seed: the same seed draws the same. */
export class Random {
	private readonly generator;

	constructor(seed: number) {
		this.generator = xoroshiro128plus(seed);
	}

	/** A whole number from `least` to `most`, both included. */
	between(min: number, max: number): number {
		return uniformInt(this.generator, min, max);
	}

	chance(probability: number): boolean {
		return this.between(1, 1_000_000) <= probability * 1_000_000;
	}

	one<T>(choices: readonly T[]): T {
		return choices[this.between(0, choices.length - 1)];
	}
}
