import { ServerClock } from '../../../../exmo/api/serverClock.ts';
import { VirtualClock } from '../../virtualClock.mts';
import { STEPS } from '../../wallClock.mts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A machine, and an exchange whose time goes on whatever the machine does. */
class World {
	readonly clock = new VirtualClock();
	private skewMs: number;
	readonly server: ServerClock;

	constructor(skewMs = 0) {
		this.skewMs = skewMs;
		this.server = new ServerClock(this.clock);
	}

	get exchangeTime(): number {
		return this.clock.date().getTime() + this.skewMs;
	}

	/** The machine's clock is set; the exchange does not notice. */
	step(ms: number): void {
		this.clock.setWallClock(ms);
		this.skewMs -= ms;
	}

	/** Replies come, a second apart. */
	async hear(replies: number, server = this.server, wrongBy = 0): Promise<void> {
		for (let i = 0; i < replies; i++) {
			await this.clock.pass(1000);
			server.note(new Date(this.exchangeTime + wrongBy).toUTCString());
		}
	}

	/** How far what is taken for the exchange's time is off, in milliseconds. */
	get error(): number {
		return this.server.now() - this.exchangeTime;
	}
}

/** Dates in replies have whole seconds. */
const SECOND = 1000;
const expectRight = (error: number) => expect(Math.abs(error)).toBeLessThanOrEqual(SECOND);

test('before any reply it is the time of this machine', () => {
	const world = new World(-5 * MINUTE);
	expect(world.error).toBeCloseTo(5 * MINUTE, -1);
	world.step(HOUR);
	expect(world.error).toBeCloseTo(HOUR + 5 * MINUTE, -1);
});

describe.each(STEPS)('the clock of this machine is set %s', (_, ms) => {
	test('EXMO’s time does not move with it', async () => {
		const world = new World(3 * MINUTE);
		await world.hear(1);
		expectRight(world.error);
		world.step(ms);
		expectRight(world.error);
		await world.clock.pass(10 * MINUTE);
		expectRight(world.error);
		await world.hear(12);
		expectRight(world.error);
	});

	test('nor does a moment from before it', async () => {
		const world = new World();
		await world.hear(2);
		const [moment, time] = [world.clock.now(), world.exchangeTime];
		world.step(ms);
		expectRight(world.server.at(moment) - time);
		await world.hear(12);
		expectRight(world.server.at(moment) - time);
	});
});

describe('the machine sleeps for an hour', () => {
	test('the first reply afterwards tells the time', async () => {
		const world = new World();
		await world.hear(9);
		world.clock.suspend(HOUR);
		await world.hear(1);
		expectRight(world.error);
	});

	test('a moment from before stays where it was, however much is heard afterwards', async () => {
		const world = new World();
		await world.hear(2);
		const [moment, time] = [world.clock.now(), world.exchangeTime];
		world.clock.suspend(HOUR);
		expectRight(world.server.at(moment) - time);
		await world.hear(20);
		expectRight(world.server.at(moment) - time);
		expectRight(world.error);
	});

	test('also for a run that begins afterwards', async () => {
		const world = new World();
		const run = new ServerClock(world.clock, world.server);
		await world.hear(2, run);
		const [moment, time] = [world.clock.now(), world.exchangeTime];
		world.clock.suspend(HOUR);
		const retry = new ServerClock(world.clock, world.server);
		expectRight(retry.at(moment) - time);
		await world.hear(20, retry);
		expectRight(retry.at(moment) - time);
	});

	test('before any reply, the moment is not taken for later than it was', async () => {
		const world = new World();
		const [moment, time] = [world.clock.now(), world.exchangeTime];
		world.clock.suspend(HOUR);
		await world.hear(3);
		expectRight(world.server.at(moment) - time);
	});
});

test('a process that stood still for an hour has lost no time', async () => {
	const world = new World();
	await world.hear(1);
	const [moment, time] = [world.clock.now(), world.exchangeTime];
	await world.clock.hang(HOUR);
	expectRight(world.error);
	expectRight(world.server.at(moment) - time);
});

test('one reply with a wrong Date does not count, and what is no date is passed over', async () => {
	const world = new World();
	await world.hear(1);
	await world.hear(1, world.server, HOUR);
	for (const nonsense of [undefined, '', 'soon', NaN, {}]) world.server.note(nonsense);
	expectRight(world.error);
	await world.hear(3);
	expectRight(world.error);
});

test('what one run hears, the next knows from its beginning', async () => {
	const world = new World(-20 * MINUTE);
	await world.hear(1, new ServerClock(world.clock, world.server));
	const next = new ServerClock(world.clock, world.server);
	expectRight(next.now() - world.exchangeTime);
});
