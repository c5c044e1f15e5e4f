import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Points of one curve that are remembered. */
const MEMORY = 2_000;

/**
 * Randomness that can be asked for in any order: the same (seed, name, index) always gives the
 * same number. A random generator alone would have to be run through from the start.
 */
export class Noise {
	private readonly seed: number;
	private readonly names = new Map<string, number>();
	private readonly remembered = new Map<string, Map<number, number>>();

	constructor(seed: number) {
		this.seed = seed;
	}

	/** A number in [0, 1) for this name and whole index. */
	uniform(name: string, index: number): number {
		const high = Math.floor(index / 0x1_0000_0000);
		const mixed = mix(mix(mix(this.seed, this.hash(name)), index | 0), high);
		return uniformFloat64(xoroshiro128plus(mixed));
	}

	/** A smooth curve in [-1, 1] through one random point at each whole `x`. */
	smooth(name: string, x: number): number {
		const left = Math.floor(x);
		const t = x - left;
		const weight = t * t * (3 - 2 * t);
		const a = this.point(name, left);
		return a + (this.point(name, left + 1) - a) * weight;
	}

	private point(name: string, index: number): number {
		let points = this.remembered.get(name);
		if (!points) this.remembered.set(name, (points = new Map()));
		let value = points.get(index);
		if (value === undefined) {
			if (points.size >= MEMORY) points.clear();
			points.set(index, (value = this.uniform(name, index) * 2 - 1));
		}
		return value;
	}

	private hash(name: string): number {
		let hash = this.names.get(name);
		if (hash === undefined) {
			hash = [...name].reduce((sum, letter) => mix(sum, letter.codePointAt(0)!), 17);
			this.names.set(name, hash);
		}
		return hash;
	}
}

/** Two 32-bit numbers into one, well stirred (the finalizer of MurmurHash3). */
function mix(a: number, b: number): number {
	let x = Math.imul(a, 0x9e3779b1) ^ b;
	x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
	x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
	return x ^ (x >>> 16);
}
