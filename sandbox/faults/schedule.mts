import { Noise } from '../market/noise.mts';

/** When a fault hits. All of it can be combined; without any, it hits always. */
export interface Schedule {
	/** Leaves the first so many alone. */
	skip?: number;
	/** Hits at most so many times. 1 is a one-shot. */
	times?: number;
	/** Hits every n-th. */
	every?: number;
	/** Hits with this probability, drawn from `seed`. */
	probability?: number;
	seed?: number;
	/** Begins so many milliseconds after it was planted. */
	afterMs?: number;
	/** Ends by itself after so many milliseconds. */
	forMs?: number;
}

/** A fault that was planted, and how often it came up and hit. */
export class Planted<Spec extends Schedule> {
	readonly spec: Spec;
	/** Requests or frames that it concerned. */
	seen = 0;
	/** Those of them that it hit. */
	hits = 0;
	private readonly plantedAt = performance.now();
	private readonly noise: Noise;

	constructor(spec: Spec) {
		this.spec = spec;
		this.noise = new Noise(spec.seed ?? 1);
	}

	/** Whether it has begun and not ended. */
	isActive(): boolean {
		const ageMs = performance.now() - this.plantedAt - (this.spec.afterMs ?? 0);
		return 0 <= ageMs && ageMs <= (this.spec.forMs ?? Infinity);
	}

	/** Whether it hits the next one that it concerns. Counts. */
	hitsNext(): boolean {
		const { skip = 0, times = Infinity, every = 1, probability = 1 } = this.spec;
		const number = ++this.seen - skip;
		if (number < 1 || this.hits >= times || number % every !== 0) return false;
		if (probability < 1 && this.draw('hit', number) >= probability) return false;
		this.hits += 1;
		return true;
	}

	/** A number in [0, 1) for one of its hits. */
	draw(name: string, hit: number): number {
		return this.noise.uniform(name, hit);
	}
}
