import { Ended, Lifetime } from '../../../../nodes/ExmoStreamTrigger/lifetime.ts';
import { Outage } from '../../../../nodes/ExmoStreamTrigger/outage.ts';
import { ThrottledLog } from '../../../../nodes/ExmoStreamTrigger/throttledLog.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** An outage with a clock of its own, and what was told of it: when, and what. */
function watched() {
	let now = 0;
	const told: Array<[minute: number, text: string]> = [];
	const note = (level: string) => (text: string) =>
		void told.push([Math.round(now / MINUTE), `${level}: ${text}`]);
	const outage = new Outage({
		now: () => now,
		warn: note('warn'),
		info: note('info'),
		onLong: note('long'),
	});
	return {
		outage,
		told,
		/** Tries that fail, one every so often. */
		failFor(ms: number, everyMs = 30 * SECOND) {
			for (const end = now + ms; now < end; now += everyMs) outage.lost('nothing there');
		},
	};
}

describe('an outage in the log', () => {
	test('a drop that is over at the next try is not worth a line', () => {
		const { outage, told } = watched();
		outage.back();
		outage.lost('closed');
		outage.back();
		outage.lost('closed');
		outage.back();
		expect(told).toEqual([]);
	});

	test('a connection that has never been there is logged at once', () => {
		const { outage, told } = watched();
		outage.lost('the connection could not be opened');
		expect(told).toEqual([
			[0, 'warn: no stream: the connection could not be opened. It goes on trying.'],
		]);
	});

	test('an outage that lasts is logged at growing distances, told once as long, and logged when it is over', () => {
		const { outage, told, failFor } = watched();
		outage.back();
		failFor(30 * HOUR);
		outage.back();
		expect(told).toEqual([
			[1, 'warn: no stream for 30 s: nothing there. It goes on trying.'],
			[2, 'warn: no stream for 2 minutes: nothing there. It goes on trying.'],
			[5, 'long: nothing there'],
			[6, 'warn: no stream for 6 minutes: nothing there. It goes on trying.'],
			[22, 'warn: no stream for 22 minutes: nothing there. It goes on trying.'],
			[86, 'warn: no stream for 86 minutes: nothing there. It goes on trying.'],
			[342, 'warn: no stream for 6 hours: nothing there. It goes on trying.'],
			[702, 'warn: no stream for 12 hours: nothing there. It goes on trying.'],
			[1062, 'warn: no stream for 18 hours: nothing there. It goes on trying.'],
			[1422, 'warn: no stream for 24 hours: nothing there. It goes on trying.'],
			[1782, 'warn: no stream for 30 hours: nothing there. It goes on trying.'],
			[1800, 'info: the stream is back after 30 hours.'],
		]);
	});

	test('each outage is logged anew', () => {
		const { outage, told, failFor } = watched();
		for (let turn = 0; turn < 2; turn++) {
			failFor(MINUTE);
			outage.back();
		}
		expect(told.map(([, text]) => text.split(':')[0])).toEqual(['warn', 'info', 'warn', 'info']);
	});
});

test('the throttled log writes five lines a minute and counts the others', () => {
	let now = 0;
	const lines: string[] = [];
	const log = new ThrottledLog(
		(text) => void lines.push(text),
		() => now,
	);
	for (let count = 0; count < 100; count++) log.write(`row ${count}`);
	now = MINUTE;
	log.write('later');
	log.write('last');
	expect(lines).toEqual([
		'row 0',
		'row 1',
		'row 2',
		'row 3',
		'row 4',
		'later (95 more before this were not logged)',
		'last',
	]);
});

describe('a lifetime', () => {
	test('a step whose end comes first goes no further, whatever its work does later', async () => {
		const life = new Lifetime();
		let finish = (_: number) => {};
		const step = life.step(async () => await new Promise<number>((resolve) => (finish = resolve)));
		life.end();
		finish(7);
		await expect(step).rejects.toThrow(Ended);
		await expect(life.step(async () => 1)).rejects.toThrow(Ended);
	});

	test('a step gives what its work gives, and throws what it throws', async () => {
		const life = new Lifetime();
		expect(await life.step(async () => 7)).toBe(7);
		await expect(life.step(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
	});

	test('a lifetime ends with the one that it is within, and not the other way round', () => {
		const outer = new Lifetime();
		const [first, second] = [new Lifetime(outer), new Lifetime(outer)];
		first.end();
		expect([outer.isOver, second.isOver]).toEqual([false, false]);
		let ends = 0;
		second.onEnd(() => (ends += 1));
		outer.end();
		outer.end();
		expect([second.isOver, ends]).toEqual([true, 1]);
		expect(new Lifetime(outer).isOver).toBe(true);
		second.onEnd(() => (ends += 1));
		expect(ends).toBe(2);
	});

	test('a sleep ends with its lifetime', async () => {
		const life = new Lifetime();
		const sleep = life.sleep(60_000);
		life.end();
		await expect(sleep).rejects.toThrow(Ended);
	});
});
